package import Knowledge

/// A reason why an answer differs, with the place in a book where it is written.
package struct ChangeCause: Hashable, Sendable {
    /// The reason in words.
    package var text: Localized
    /// Where it is written; `nil` when it is no single line.
    package var origin: Origin?
    /// Whether the place is in the old book.
    package var isInOld: Bool

    /// Gathers the values.
    package init(_ text: Localized, origin: Origin? = nil, isInOld: Bool = false) {
        self.text = text
        self.origin = origin
        self.isInOld = isInOld
    }
}

/// One thing that differs between two answers, with the reasons.
package struct ItemChange: Sendable {
    /// Which entry it is about; `nil` for the answer as a whole.
    package var key: EntryKey?
    /// Its name, or what of the answer differs.
    package var title: Localized
    /// What it was.
    package var before: Localized
    /// What it is.
    package var after: Localized
    /// Why, the weightiest first.
    package var causes: [ChangeCause]
}

/// One of the worst changes with all that can be said about it.
package struct ExplainedExample: Sendable {
    /// The query and its answers.
    package var item: ComparedQuery
    /// How many queries change in the same way, this one included.
    package var alike: Int
    /// What differs and why.
    package var changes: [ItemChange]
}

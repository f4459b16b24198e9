/// An issue category of the top level.
package struct Category: Sendable {
    /// The id, without a dot.
    package var id: Identifier<Category>
    /// Its name for officers.
    package var title: Localized
    /// The words an owner would use, for the question on the issue.
    package var label: Localized
    /// The second level, in book order.
    package var subs: [Subcategory]
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<Category>,
        title: Localized,
        label: Localized,
        subs: [Subcategory],
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.label = label
        self.subs = subs
        self.origin = origin
    }
}

/// An issue category of the second level.
package struct Subcategory: Sendable {
    /// The id: the category, a dot and a name.
    package var id: CategoryReference
    /// Its name for officers.
    package var title: Localized
    /// The words an owner would use.
    package var label: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: CategoryReference, title: Localized, label: Localized, origin: Origin) {
        self.id = id
        self.title = title
        self.label = label
        self.origin = origin
    }
}

/// A consultation text with the issue it is about, from which weights are learned.
package struct Example: Sendable {
    /// The text as an owner would say it.
    package var text: String
    /// The sub-category it is about; `nil` when it lies outside the scope.
    package var sub: CategoryReference?
    /// Further categories it is really about.
    package var also: [CategoryReference]
    /// Categories it rules out.
    package var negated: [Identifier<Category>]
    /// The language it is written in.
    package var language: Language
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        text: String,
        sub: CategoryReference?,
        also: [CategoryReference],
        negated: [Identifier<Category>],
        language: Language,
        origin: Origin
    ) {
        self.text = text
        self.sub = sub
        self.also = also
        self.negated = negated
        self.language = language
        self.origin = origin
    }
}

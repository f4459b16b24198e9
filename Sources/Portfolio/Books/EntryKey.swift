/// Names an entry of a book: its section and its id.
package struct EntryKey: Hashable, Sendable, Comparable {
    /// A section of the rule language that entries are compared in.
    package enum Section: String, Hashable, Sendable, CaseIterable {
        case categories, concepts, rules, networks, kinds, partners, policies, combinations, sizes
        case places, industries, certifications, axes, framings, barriers, models, steps, cautions
        case outcomes, questions
    }

    /// The section.
    package var section: Section
    /// The id as written.
    package var id: String

    /// Pairs a section with an id.
    package init(_ section: Section, _ id: String) {
        self.section = section
        self.id = id
    }

    /// Orders by section and id, as text.
    package static func < (left: Self, right: Self) -> Bool {
        (left.section.rawValue, left.id) < (right.section.rawValue, right.id)
    }
}

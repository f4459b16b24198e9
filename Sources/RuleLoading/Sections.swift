import Diagnostics
import Knowledge
import YAMLTree

/// A section of a rule file: its key, what it holds, and where that goes.
///
/// Types are made when they are asked for rather than kept in a global, since a tool that looks for
/// leaks does not see through the tagged pointers of their shapes.
struct Section: Sendable {
    /// The key of the section.
    let name: String
    /// What the list holds.
    let shape: @Sendable () -> ValueShape
    /// Reads the section of one file into the book.
    let read: @Sendable (YAMLNode, LoadingContext) -> Void

    private init<Entry>(
        _ name: String,
        _ type: @escaping @autoclosure @Sendable () -> ValueType<Entry>,
        add: @escaping @Sendable ([Entry], LoadingContext) -> Void
    ) {
        self.name = name
        shape = { type().shape }
        read = { node, context in
            let list = ValueType<[Entry]>.list(type())
            if let entries = list.read(node, context) { add(entries, context) }
        }
    }

    private init<Entry>(
        _ name: String,
        _ type: @escaping @autoclosure @Sendable () -> ValueType<Entry>,
        into list: any WritableKeyPath<Book, [Entry]> & Sendable
    ) {
        self.init(name, type()) { entries, context in
            context.book[keyPath: list].append(contentsOf: entries)
        }
    }

    /// The sections in the order of the language's description.
    static let all = [
        Section("categories", .categoryEntry, into: \.categories),
        Section("examples", .examplesEntry) { groups, context in
            for examples in groups { context.book.examples.append(contentsOf: examples) }
        },
        Section("concepts", .conceptEntry, into: \.concepts),
        Section("rules", .ruleEntry, into: \.rules),
        Section("networks", .networkEntry, into: \.networks),
        Section("kinds", .kindEntry, into: \.kinds),
        Section("partners", .partnerEntry, into: \.partners),
        Section("policies", .policyEntry, into: \.policies),
        Section("combinations", .combinationEntry, into: \.combinations),
        Section("sizes", .sizeEntry, into: \.sizes),
        Section("places", .placeEntry, into: \.places),
        industries,
        Section("certifications", .certificationEntry, into: \.certifications),
        Section("axes", .axisEntry, into: \.axes),
        Section("framings", .framingEntry, into: \.framings),
        Section("barriers", .barrierEntry, into: \.barriers),
        Section("models", .modelEntry, into: \.models),
        Section("steps", .stepEntry, into: \.steps),
        Section("cautions", .cautionEntry, into: \.cautions),
        Section("outcomes", .outcomeEntry, into: \.outcomes),
        Section("questions", .questionEntry, into: \.questions),
        Section("companies", .companyEntry, into: \.companies),
        Section("tests", .testEntry, into: \.tests),
    ]

    /// The section that is read before the others, since codes everywhere are completed from it.
    static let industries = Section("industries", .industryEntry, into: \.industries)
}

/// The language of rule files as data.
package enum RuleLanguage {
    /// The only version of the language: what `schema` must say.
    package static let version = 1

    /// All sections with their fields.
    package static var sections: [SectionDescription] {
        Section.all.compactMap { section in
            guard case .record(let item) = section.shape() else { return nil }
            return SectionDescription(name: section.name, item: item)
        }
    }
}

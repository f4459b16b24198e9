import Diagnostics
import Knowledge
import YAMLTree

/// Where a condition stands, which decides what it may test.
enum ConditionScope: Sendable {
    /// In a rule: anything.
    case rule
    /// In a policy: the firm alone.
    case gate

    /// What such a condition is called.
    var noun: String { self == .rule ? "condition" : "condition of a policy" }
}

extension ValueType where Value == Condition {
    /// A condition; several keys mean all of them.
    static func condition(_ scope: ConditionScope) -> ValueType {
        .record(scope.noun, "What must hold; several keys mean all of them.") { reader in
            var parts = ConditionParts(scope: scope)
            readGroups(&reader, scope, into: &parts)
            // A gate is held to reading none of these; they are no part of its table.
            if scope == .rule || !reader.isDescribing {
                readWords(&reader, into: &parts)
                readIssue(&reader, into: &parts)
            }
            let firm = reader.optional("company", .companyTests, "What the firm must be.")
            for test in firm ?? [] {
                parts.tests.append(
                    PlacedTest(test: .company(test.test), place: test.place)
                )
            }
            let label = reader.optional("label", .localized, "The words for it in explanations.")
            let unknown = reader.optional(
                "unknown",
                .choice(of: Condition.Unknown.self),
                default: .hold,
                "What a missing fact means."
            )
            reader.declareSome(except: ["label", "unknown"])
            if parts.tests.isEmpty, reader.isSound {
                reader.report(.emptyCondition, "the condition tests nothing")
            }
            return parts.condition(label: label, unknown: unknown, origin: reader.origin)
        }
    }

    private static func readGroups(
        _ reader: inout RecordReader,
        _ scope: ConditionScope,
        into parts: inout ConditionParts
    ) {
        let all = reader.optional("all", .group(scope), "All of these hold.")
        parts.add(all.map { .all($0) }, "all", reader)
        let any = reader.optional("any", .group(scope), "One of these holds.")
        parts.add(any.map { .any($0) }, "any", reader)
        let none = reader.optional("none", .group(scope), "None of these holds.")
        parts.add(none.map { .none($0) }, "none", reader)
    }

    private static func readWords(_ reader: inout RecordReader, into parts: inout ConditionParts) {
        let says = reader.optional("says", .says, "One of the concepts is said as a need.")
        parts.addBeyondFirm(says, "says", reader)
        let asks = reader.optional(
            "asks",
            .oneOrMore(.concept),
            "One of the concepts is said where the owner asks."
        )
        parts.addBeyondFirm(asks.map { .asks($0) }, "asks", reader)
        let mentions = reader.optional(
            "mentions",
            .oneOrMore(.concept),
            "One of the concepts is said at all."
        )
        parts.addBeyondFirm(mentions.map { .mentions($0) }, "mentions", reader)
    }

    private static func readIssue(_ reader: inout RecordReader, into parts: inout ConditionParts) {
        let category = reader.optional(
            "category",
            .oneOrMore(.category),
            "One of the categories was found or given."
        )
        parts.addBeyondFirm(category.map { .category($0) }, "category", reader)
        let framing = reader.optional("framing", .framing, "How wide the issue is set.")
        parts.addBeyondFirm(framing.map { .framing($0) }, "framing", reader)
        let barrier = reader.optional(
            "barrier",
            .oneOrMore(.barrier),
            "One of the barriers is met."
        )
        parts.addBeyondFirm(barrier.map { .barrier($0) }, "barrier", reader)
        let stage = reader.optional(
            "stage",
            .choice(of: Condition.Stage.self),
            "The stage the firm is in."
        )
        parts.addBeyondFirm(stage.map { .stage($0) }, "stage", reader)
        let vague = reader.optional("vague", .boolean, "Whether the issue is unclear.")
        parts.addBeyondFirm(vague.map { .vague($0) }, "vague", reader)
        let tried = reader.optional(
            "tried",
            .interval(NumberRange.visits),
            "How many partners the firm has already been to."
        )
        parts.addBeyondFirm(tried.map { .tried($0) }, "tried", reader)
    }
}

/// A test with the place of its key.
private struct PlacedTest {
    var test: Condition.Test
    var place: SourcePlace
}

/// The tests of one mapping.
private struct ConditionParts {
    let scope: ConditionScope
    var tests: [PlacedTest] = []

    init(scope: ConditionScope) { self.scope = scope }

    mutating func add(_ test: Condition.Test?, _ key: String, _ reader: RecordReader) {
        guard let test else { return }
        tests.append(PlacedTest(test: test, place: reader.place(of: key)))
    }

    /// Adds a test that only rules may make.
    mutating func addBeyondFirm(_ test: Condition.Test?, _ key: String, _ reader: RecordReader) {
        if scope == .gate, !reader.present(among: [key]).isEmpty {
            reader.context.report(
                .gateCondition,
                "a policy's condition tests the firm alone, not `\(key)`",
                at: reader.place(of: key),
                suggestion: "use `company`, or say it in a rule that proposes the policy"
            )
        }
        add(test, key, reader)
    }

    /// The only test, or all of them in file order.
    func condition(label: Localized?, unknown: Condition.Unknown, origin: Origin) -> Condition? {
        guard let first = tests.first else { return nil }
        var test = first.test
        if tests.count > 1 {
            test = .all(
                tests.sorted { $0.place < $1.place }.map {
                    Condition(test: $0.test, label: nil, unknown: .hold, origin: Origin($0.place))
                }
            )
        }
        return Condition(test: test, label: label, unknown: unknown, origin: origin)
    }
}

extension ValueType where Value == [Condition] {
    /// The conditions of `all`, `any` or `none`.
    fileprivate static func group(_ scope: ConditionScope) -> ValueType {
        let condition = ValueType<Condition>.condition(scope)
        let list = ValueType.list(condition)
        return ValueType(.list(condition.shape, isNonEmpty: true)) { node, context in
            if node.kind == .sequence, node.elements.isEmpty {
                context.report(.emptyCondition, "the list of conditions is empty", at: node.place)
            }
            return list.read(node, context)
        }
    }
}

extension ValueType where Value == Condition.Test {
    /// A concept, several, or two that must be said together.
    fileprivate static var says: ValueType {
        let any = ValueType<[Identifier<Concept>]>.oneOrMore(.concept).map(Condition.Test.says)
        return .mapping(composed, or: any)
    }

    private static var composed: ValueType {
        .record("pair of concepts", "Two concepts said within one clause.") { reader in
            var concepts: [Identifier<Concept>] = []
            for (key, doc) in [
                ("thing", "The thing."), ("trouble", "What is wrong with it."),
                ("wish", "What is wished."), ("event", "What happened."),
            ] {
                if let concept = reader.optional(key, .concept, doc) { concepts.append(concept) }
            }
            reader.declare(.exactly(2, of: ["thing", "trouble", "wish", "event"]))
            let given = reader.present(among: ["thing", "trouble", "wish", "event"]).count
            if given != 2 {
                reader.report(
                    .missingKey,
                    "a pair of concepts needs two of `thing`, `trouble`, `wish` and `event`"
                )
            }
            return .composed(concepts)
        }
    }
}

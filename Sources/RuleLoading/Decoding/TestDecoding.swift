import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == BookTest {
    /// An entry of `tests`.
    static var testEntry: ValueType {
        .record("test", "A query and what must hold of its answer.") { reader in
            let id: Identifier<BookTest>? = reader.required("id", .identity(.test), "The id.")
            let query = reader.required("query", .query, "What is asked.")
            let expected = reader.required("expect", .expectation, "What must hold.")
            guard let id, let query, let expected else { return nil }
            return BookTest(id: id, query: query, expected: expected, origin: reader.origin)
        }
    }
}

/// What must and what must not be among the results.
private struct Selection<Element> {
    var include: [Element] = []
    var exclude: [Element] = []
    var first: Element?
}

extension ValueType {
    /// `{include: […], exclude: […]}`.
    fileprivate static func selection<Element>(
        of element: ValueType<Element>
    ) -> ValueType where Value == Selection<Element> {
        .record("selection", "What must and must not be among the results.") { reader in
            Selection(
                include: reader.optional("include", .list(element), default: [], "Among them."),
                exclude: reader.optional("exclude", .list(element), default: [], "Not among them.")
            )
        }
    }
}

extension ValueType where Value == Selection<String> {
    /// `{include: […], exclude: […], first: …}`.
    fileprivate static var partnerSelection: ValueType {
        .record("selection of partners", "Ids of partners or networks.") { reader in
            let member = ValueType<String>.name(of: .partnerOrNetwork)
            return Selection(
                include: reader.optional("include", .list(member), default: [], "Among them."),
                exclude: reader.optional("exclude", .list(member), default: [], "Not among them."),
                first: reader.optional("first", member, "The first of them.")
            )
        }
    }
}

/// Policies with their status, and policies that must not be there.
private struct PolicySelection {
    var include: [ExpectedPolicy]
    var exclude: [Identifier<Policy>]
}

extension ValueType where Value == PolicySelection {
    fileprivate static var policySelection: ValueType {
        .record("selection of policies", "Policies and their status.") { reader in
            let include = reader.optional(
                "include",
                .map(.policy, ValueType<PolicyStatus>.choice(of: PolicyStatus.self)),
                default: [],
                "Among them, each with its status."
            )
            let exclude = reader.optional(
                "exclude",
                .list(.policy),
                default: [],
                "Not among them."
            )
            return PolicySelection(
                include: include.map {
                    ExpectedPolicy(policy: Identifier($0.name), status: $0.value)
                },
                exclude: exclude
            )
        }
    }
}

extension ValueType where Value == [ExpectedAxis] {
    /// `{axis: N | {min, max}}`.
    fileprivate static var expectedAxes: ValueType {
        let exact = ValueType<Int>.integer(NumberRange.axis).map { Interval(min: $0, max: $0) }
        let range = ValueType<Interval>.mapping(.interval(NumberRange.axis), or: exact)
        return ValueType<[(name: String, value: Interval)]>.map(.axis, range).map { pairs in
            pairs.map { ExpectedAxis(axis: Identifier($0.name), range: $0.value) }
        }
    }
}

extension ValueType where Value == Expectation {
    fileprivate static var expectation: ValueType {
        .record("expectation", "What must hold of an answer.") { reader in
            var expected = Expectation()
            expected.outcome = reader.optional(
                "outcome",
                .choice(of: Outcome.self),
                "The kind of answer."
            )
            expected.first = reader.optional("first", .category, "The first category.")
            let categories = reader.optional(
                "categories",
                .selection(of: .category),
                "The categories."
            )
            expected.includedCategories = categories?.include ?? []
            expected.excludedCategories = categories?.exclude ?? []
            expected.framing = reader.optional("framing", .framing, "The framing.")
            expected.model = reader.optional("model", .model, "The nearest programme.")
            expected.approach = reader.optional(
                "approach",
                .expectedAxes,
                default: [],
                "Positions on axes."
            )
            readSupport(&reader, into: &expected)
            if expected.isEmpty, reader.isSound {
                reader.report(.emptyExpectation, "the test expects nothing")
            }
            return expected
        }
    }

    private static func readSupport(
        _ reader: inout RecordReader,
        into expected: inout Expectation
    ) {
        let partners = reader.optional("partners", .partnerSelection, "The partners.")
        expected.firstPartner = partners?.first
        expected.includedPartners = partners?.include ?? []
        expected.excludedPartners = partners?.exclude ?? []
        let policies = reader.optional("policies", .policySelection, "The policies.")
        expected.includedPolicies = policies?.include ?? []
        expected.excludedPolicies = policies?.exclude ?? []
        let questions = reader.optional("questions", .selection(of: .question), "The questions.")
        expected.includedQuestions = questions?.include ?? []
        expected.excludedQuestions = questions?.exclude ?? []
        let cautions = reader.optional("cautions", .selection(of: .caution), "The cautions.")
        expected.includedCautions = cautions?.include ?? []
        expected.excludedCautions = cautions?.exclude ?? []
    }
}

extension Expectation {
    /// Whether it promises nothing.
    fileprivate var isEmpty: Bool {
        outcome == nil && first == nil && framing == nil && model == nil && firstPartner == nil
            && approach.isEmpty && includedCategories.isEmpty && excludedCategories.isEmpty
            && includedPartners.isEmpty && excludedPartners.isEmpty && includedPolicies.isEmpty
            && excludedPolicies.isEmpty && includedQuestions.isEmpty && excludedQuestions.isEmpty
            && includedCautions.isEmpty && excludedCautions.isEmpty
    }
}

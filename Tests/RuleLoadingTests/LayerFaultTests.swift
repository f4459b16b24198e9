import Diagnostics
import RuleLoading
import Testing

@Suite struct LayerFaultTests {
    @Test(arguments: targets + words + fields + values)
    func `a fault of a layer is reported once, in its own file, in its words`(
        _ fault: LayerFaultCase
    ) throws { try fault.check() }

    @Test(arguments: warnings)
    func `what a layer need not say is a warning at its place`(
        _ finding: LayerFaultCase
    ) throws { try finding.check(severity: .warning) }

    @Test func `every code of layers has a case`() {
        let cases = Self.targets + Self.words + Self.fields + Self.values + Self.warnings
        let all = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("layer.") }
        // These are no faults of one layer above a sound one and have tests of their own.
        let missing = Set(all).subtracting(cases.map(\.code))
        #expect(missing == [.nothingBelow, .overlap, .examplesLeftOut])
    }

    private static let names = "title: {ja: 例, en: x}"

    private static let targets: [LayerFaultCase] = [
        LayerFaultCase(
            .duplicateID,
            "a caution with the id `policy-first` exists already in a layer below",
            "add `override: replace` to put this one in its place, or "
                + "`override: {FIELD: replace}` to change single fields",
            notes: [LayeredBook.place(of: "policy-first, title", in: "approach.yaml")],
            "cautions",
            "{id: ▲policy-first, \(names), text: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .unknownTarget,
            "no layer below has a caution with the id `policy-frist`",
            "did you mean `policy-first`?",
            "cautions",
            "{id: ▲policy-frist, override: replace, \(names), text: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .unknownTarget,
            "no layer below has a policy with the id `something-else`",
            nil,
            "policies",
            "{id: ▲something-else, override: {max_yen: replace}, max_yen: 1}"
        ),
        LayerFaultCase(
            .unknownTarget,
            "no layer below has a policy with the id `hojjo`",
            "did you mean `hojo`?",
            "policies",
            "{id: ▲hojjo, remove: true, reason: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .duplicateID,
            "the layer speaks twice of the step `understand`",
            nil,
            notes: ["local/a.yaml:3:10"],
            "steps",
            "{id: understand, override: {text: replace}, text: {ja: 別, en: y}}\n"
                + "  - {id: ▲understand, override: {title: replace}, title: {ja: 別, en: y}}"
        ),
        LayerFaultCase(
            .missingKey,
            "an entry that overrides or removes another one needs its `id`",
            nil,
            "policies",
            "▲{remove: true, reason: {ja: 例, en: x}}"
        ),
    ]

    private static let words: [LayerFaultCase] = [
        LayerFaultCase(
            .conflictingKeys,
            "an entry has either `override` or `remove`, not both",
            nil,
            "steps",
            "{id: understand, override: replace, ▲remove: true}"
        ),
        LayerFaultCase(
            .missingKey,
            "a removal needs the key `reason`",
            nil,
            "steps",
            "▲{id: understand, remove: true}"
        ),
        LayerFaultCase(
            .missingLanguage,
            "the text lacks its English wording, `en`",
            nil,
            "steps",
            "{id: understand, remove: true, reason: ▲{ja: 例}}"
        ),
        LayerFaultCase(
            .unknownValue,
            "an entry is removed by `remove: true`, and kept by leaving the removal out",
            nil,
            "steps",
            "{id: understand, remove: ▲false, reason: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .unknownKey,
            "a removal has no key `reeson`",
            "did you mean `reason`?",
            "steps",
            "{id: understand, remove: true, reason: {ja: 例, en: x}, ▲reeson: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .wrongType,
            "expected `replace`, or a mapping from fields to what they do, found a text",
            nil,
            "steps",
            "{id: understand, override: ▲append, \(names)}"
        ),
        LayerFaultCase(
            .emptyList,
            "the override names no field",
            nil,
            "steps",
            "{id: understand, override: ▲{}}"
        ),
        LayerFaultCase(
            .unknownValue,
            "`repalce` is not one of replace, append, remove",
            "did you mean `replace`?",
            "steps",
            "{id: understand, override: {title: ▲repalce}, \(names)}"
        ),
        LayerFaultCase(
            .conflictingKeys,
            "an override keeps the id",
            nil,
            "steps",
            "{id: understand, override: {▲id: replace}}"
        ),
        LayerFaultCase(
            .conflictingKeys,
            "`then.ask` lies within `then`, which the override names too",
            nil,
            notes: ["local/a.yaml:3:26"],
            "rules",
            "{id: any, override: {then: replace, ▲then.ask: replace}, then: {ask: [issue]}}"
        ),
    ]

    private static let fields: [LayerFaultCase] = [
        LayerFaultCase(
            .undeclaredField,
            "`benefit` is given, but `override` does not say what becomes of it",
            "add `benefit: replace` to `override`",
            "policies",
            "{id: loan, override: {max_yen: replace}, max_yen: 1, ▲benefit: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .undeclaredField,
            "`then.caution` is given, but `override` does not say what becomes of it",
            "add `then.caution: replace` to `override`",
            "rules",
            "{id: any, override: {then.ask: append},\n"
                + "    then: {ask: [issue], ▲caution: [policy-first]}}"
        ),
        LayerFaultCase(
            .absentField,
            "`override` names `benefit`, which is not given here",
            nil,
            "policies",
            "{id: loan, override: {max_yen: replace, ▲benefit: replace}, max_yen: 1}"
        ),
        LayerFaultCase(
            .absentField,
            "`override` names `benifit`, which is not given here",
            "did you mean `benefit`?",
            "policies",
            "{id: loan, override: {▲benifit: replace}, benefit: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .absentField,
            "there is no `not` to remove",
            "did you mean `note`?",
            "policies",
            "{id: hojo, override: {▲not: remove}}"
        ),
        LayerFaultCase(
            .conflictingKeys,
            "`note` is given, but `override` takes it away",
            nil,
            "policies",
            "{id: hojo, override: {note: remove}, ▲note: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .missingKey,
            "a policy needs the key `benefit`, which cannot be taken away",
            nil,
            "policies",
            "{id: hojo, override: {▲benefit: remove}}"
        ),
        LayerFaultCase(
            .notAppendable,
            "`max_yen` is a single value, to which nothing can be appended",
            "write `max_yen: replace`",
            notes: [LayeredBook.place(of: "500000", in: "policies.yaml")],
            "policies",
            "{id: hojo, override: {max_yen: append}, max_yen: ▲1}"
        ),
        LayerFaultCase(
            .notAppendable,
            "`benefit.ja` is a single value, to which nothing can be appended",
            "write `benefit.ja: replace`",
            notes: [LayeredBook.place(of: "半額", in: "policies.yaml")],
            "policies",
            "{id: hojo, override: {benefit: append}, benefit: {ja: ▲例}}"
        ),
    ]

    /// What an override brings is held to the language where the override stands.
    private static let values: [LayerFaultCase] = [
        LayerFaultCase(
            .unknownKey,
            "a policy has no key `benifit`",
            "did you mean `benefit`?",
            "policies",
            "{id: hojo, override: {benifit: replace}, ▲benifit: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .unknownCategory,
            "no category or sub-category has the id `sale`",
            "did you mean `sales`?",
            "policies",
            "{id: hojo, override: {topics: append}, topics: [sales, ▲sale]}"
        ),
        LayerFaultCase(
            .missingLanguage,
            "the text lacks its English wording, `en`",
            nil,
            "steps",
            "{id: understand, override: replace, \(names), text: ▲{ja: 例}}"
        ),
        LayerFaultCase(
            .windowOrder,
            "the window closes before it opens on 2026-12-16",
            nil,
            "policies",
            "{id: hojo, override: {windows: append},\n"
                + "    windows: [{opens: 2026-12-16, closes: ▲2026-12-15}]}"
        ),
        LayerFaultCase(
            .stillUsed,
            "the barrier `stuck` is removed, but 2 places still use it",
            "override or remove what uses it as well, or keep it",
            notes: [
                LayeredBook.place(of: "stuck\n      model", in: "issues.yaml"),
                LayeredBook.place(of: "stuck}, {stage", in: "issues.yaml"),
            ],
            "barriers",
            "{id: stuck, ▲remove: true, reason: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .stillUsed,
            "this override of the place `大阪府` takes `堺市` away, which 1 place still uses",
            "override or remove what uses it as well, or keep it",
            notes: [
                LayeredBook.place(of: "堺市", in: "issues.yaml")
            ],
            "places",
            "{id: 大阪府, ▲override: {municipalities: replace}, municipalities: [東大阪市]}"
        ),
    ]

    @Test func `a removal names what goes with the entry, and the first of many uses`() throws {
        let uses = Array(repeating: "people.recruit", count: 12).joined(separator: ", ")
        let result = LayeredBook.load(
            """
            categories:
              - {id: people, remove: true, reason: {ja: 例, en: x}}
            policies:
              - {id: loan, override: {topics: replace}, topics: [\(uses)]}
            """
        )
        let fault = try #require(
            result.diagnostics.first { $0.message.contains("`people.recruit`") }
        )
        #expect(
            fault.message == "the category `people` is removed and `people.recruit` with it, "
                + "which 14 places still use"
        )
        #expect(fault.place == SourcePlace(file: "local/a.yaml", line: 3, column: 18))
        #expect(fault.notes.count == 10)
        #expect(fault.notes.last?.message.hasPrefix("used here, and in ") == true)
    }

    private static let warnings: [LayerFaultCase] = [
        LayerFaultCase(
            .staleRemoval,
            "no layer below has a policy with the id `gone-long-ago`",
            "delete this removal",
            "policies",
            "{id: ▲gone-long-ago, remove: true, reason: {ja: 例, en: x}}"
        ),
        LayerFaultCase(
            .noEffect,
            "`max_yen` says the same below",
            "take it out of the override",
            notes: [LayeredBook.place(of: "500000", in: "policies.yaml")],
            "policies",
            "{id: hojo, override: {▲max_yen: replace}, max_yen: 500000}"
        ),
        LayerFaultCase(
            .noEffect,
            "all that is appended to `topics` is there already",
            "take it out of the override",
            notes: [
                LayeredBook.place(of: "[people]\n    when: {company: {size", in: "policies.yaml")
            ],
            "policies",
            "{id: hojo, override: {▲topics: append}, topics: [people]}"
        ),
        LayerFaultCase(
            .noEffect,
            "the entry says the same below",
            "take it out of the override",
            notes: [LayeredBook.place(of: "{id: understand", in: "approach.yaml")],
            "steps",
            "{id: understand, ▲override: replace, text: {en: x, ja: 例}, title: {ja: 知る, en: Know}}"
        ),
    ]
}

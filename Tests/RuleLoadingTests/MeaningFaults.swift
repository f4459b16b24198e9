import Diagnostics

/// Files in which values have the right shape and make no sense.
enum MeaningFaults {
    static let all: [FaultCase] = ids + conditions + orders + axes + pairs + addresses

    private static let pairs: [FaultCase] = [
        .combination(
            .unpairedPolicy,
            "a combination of one policy needs `with`, or a second policy",
            nil,
            "policies: ▲[hojo]"
        ),
        .combination(
            .unpairedPolicy,
            "policy `hojo` is named twice in one combination",
            nil,
            "policies: ▲[hojo, hojo]"
        ),
        .combination(
            .unpairedPolicy,
            "policy `loan` is named twice in one combination",
            nil,
            "policies: [loan], with: ▲[hojo, loan]"
        ),
    ]

    /// Addresses that no browser opens, of a page and of a source.
    private static let addresses: [FaultCase] =
        [
            ("www.example.org/a", "did you mean `https://www.example.org/a`?"),
            ("'example.go.jp'", "did you mean `https://example.go.jp`?"),
            ("ftp://example.org", "write it from https:// on"),
            ("'javascript:alert(1)'", "write it from https:// on"),
            ("県のサイト", "write it from https:// on"),
            ("'https://example.org/a と /b'", "write it from https:// on"),
            ("'https://'", "write it from https:// on"),
        ]
        .flatMap { url, suggestion in
            [policy(url, suggestion), partner(url, suggestion)]
        } + [
            address(
                "example.org/faq#1",
                "did you mean `https://example.org/faq#1`?",
                in: .policy(.badURL, "", nil, ""),
                at: "source: {url: "
            )
        ]

    private static func policy(_ url: String, _ suggestion: String) -> FaultCase {
        address(url, suggestion, in: .policy(.badURL, "", nil, ""), at: "current, url: ")
    }

    private static func partner(_ url: String, _ suggestion: String) -> FaultCase {
        address(url, suggestion, in: .partner(.badURL, "", nil, ""), at: "free, url: ")
    }

    private static func address(
        _ url: String,
        _ suggestion: String,
        in entry: FaultCase,
        at place: String
    ) -> FaultCase {
        FaultCase(
            .badURL,
            "`\(url.replacing("'", with: ""))` is no address of a page",
            suggestion,
            in: entry.text.replacing("\(place)'https://u'", with: "\(place)▲\(url)")
        )
    }

    private static let ids: [FaultCase] =
        ["A", "a b", "a--b", "-a", "a.", "a_b", "人", "a..b"].map { id in
            FaultCase(
                .badID,
                "the id `\(id)` is not lower-case words joined by `-` and `.`",
                nil,
                "certifications",
                "{id: ▲\(id), title: {ja: 例, en: x}}"
            )
        } + [
            FaultCase(
                .duplicateID,
                "a concept with the id `staff` exists already",
                nil,
                "concepts",
                "{id: ▲staff, title: {ja: 例, en: x}, kind: thing, says: [例]}"
            ),
            FaultCase(
                .duplicateID,
                "a sub-category with the id `more.x` exists already",
                nil,
                "categories",
                "{id: more, title: {ja: 例, en: x}, label: {ja: 例, en: x},\n"
                    + "    subs: [{id: more.x, title: {ja: 例, en: x}, label: {ja: 例, en: x}},\n"
                    + "      {id: ▲more.x, title: {ja: 例, en: x}, label: {ja: 例, en: x}}]}"
            ),
            FaultCase(
                .badID,
                "the id of a category has no dot",
                nil,
                "categories",
                "{id: ▲a.b, title: {ja: 例, en: x}, label: {ja: 例, en: x}}"
            ),
            FaultCase(
                .badID,
                "the id `people.new` does not begin with `more.`",
                nil,
                "categories",
                "{id: more, title: {ja: 例, en: x}, label: {ja: 例, en: x},\n"
                    + "    subs: [▲{id: people.new, title: {ja: 例, en: x}, label: {ja: 例, en: x}}]}"
            ),
            FaultCase(
                .unknownValue,
                "`subjekt` is not one of subject, mode, initiative, fit, scope, policy",
                "did you mean `subject`?",
                "axes",
                "{id: ▲subjekt, left: {ja: 例, en: x}, right: {ja: 例, en: x}, reasons: {left: "
                    + "{ja: 例, en: x}, right: {ja: 例, en: x}, both: {ja: 例, en: x}}}"
            ),
            FaultCase(
                .badID,
                "`EE` is not one letter A…Z",
                nil,
                "industries",
                "{id: ▲EE, title: {ja: 例, en: x}, groups: [1, 2]}"
            ),
            FaultCase(
                .duplicateID,
                "a prefecture with the id `大阪府` exists already",
                nil,
                "places",
                "{id: ▲大阪府, title: {ja: 例, en: x}, region: 近畿}"
            ),
        ]

    private static let conditions: [FaultCase] = [
        .when(.emptyCondition, "the condition tests nothing", nil, "▲{}"),
        .when(
            .emptyCondition,
            "the condition tests nothing",
            nil,
            "▲{unknown: pass, label: {ja: 例, en: x}}"
        ),
        .when(.emptyCondition, "the list of conditions is empty", nil, "{any: ▲[]}"),
        .when(.emptyCondition, "the condition tests nothing", nil, "{none: [▲{}]}"),
        .when(.emptyCondition, "the test of the firm is empty", nil, "{company: ▲{}}"),
        .then(.emptyEffect, "the rule does nothing", nil, "▲{}"),
        .then(.emptyEffect, "the rule does nothing", nil, "▲{category: {}, ask: []}"),
        .test(.emptyExpectation, "the test expects nothing", nil, expect: "▲{}"),
        FaultCase(
            .undatedTest,
            "test t speaks of policies, whose windows open and close, and names no day",
            "add `as_of: YYYY-MM-DD` to the query",
            "tests",
            "{id: t, ▲query: {problem: 例}, expect: {policies: {include: {hojo: match}}}}"
        ),
        FaultCase(
            .undatedTest,
            "test t speaks of policies, whose windows open and close, and names no day",
            "add `as_of: YYYY-MM-DD` to the query",
            "tests",
            "{id: t, ▲query: {problem: 例}, expect: {policies: {exclude: [hojo]}}}"
        ),
        .test(
            .missingKey,
            "`unknown` takes facts from a named company and needs the key `like`",
            nil,
            query: "{problem: 例, company: {unknown: ▲[employees]}}"
        ),
        .policy(
            .gateCondition,
            "a policy's condition tests the firm alone, not `category`",
            "use `company`, or say it in a rule that proposes the policy",
            "when: {company: {size: sme}, ▲category: people}"
        ),
        .policy(
            .gateCondition,
            "a policy's condition tests the firm alone, not `says`",
            "use `company`, or say it in a rule that proposes the policy",
            "when: {any: [{none: [{▲says: staff}]}]}"
        ),
    ]

    private static let orders: [FaultCase] = [
        .policy(
            .windowOrder,
            "the window closes before it opens on 2026-02-02",
            nil,
            "windows: [{opens: 2026-02-02, closes: ▲2026-02-01}]"
        ),
        .when(
            .intervalOrder,
            "`min` is more than `max`",
            nil,
            "{company: {employees: {min: ▲6, max: 5}}}"
        ),
        FaultCase(
            .intervalOrder,
            "the first is more than the last",
            nil,
            "industries",
            "{id: Z, title: {ja: 例, en: x}, groups: ▲[99, 98]}"
        ),
        FaultCase(
            .wrongType,
            "expected a list of first and last",
            nil,
            "industries",
            "{id: Z, title: {ja: 例, en: x}, groups: ▲[99]}"
        ),
    ]

    private static let axes: [FaultCase] = [
        FaultCase(
            .lateCategory,
            "`rule_out` comes too late in a rule whose condition needs the categories",
            nil,
            "rules",
            "{id: r, title: {ja: 例, en: x}, because: {ja: 例, en: x},\n    when: {says: staff, any: "
                + "[{none: [{vague: true}]}]},\n    then: {▲rule_out: [sales], framing: "
                + "company-specific}}"
        ),
        FaultCase(
            .lateCategory,
            "`category` comes too late in a rule whose condition needs the categories",
            nil,
            "rules",
            "{id: r, title: {ja: 例, en: x}, because: {ja: 例, en: x},\n    when: {category: sales},\n"
                + "    then: {▲category: {sales: 1}}}"
        ),
        FaultCase(
            .axesIncomplete,
            "all six axes are needed; fit, policy lacking",
            nil,
            "models",
            "{id: m, title: {ja: 例, en: x}, framing: company-specific, kinds: [], because: {ja: 例, "
                + "en: x},\n    description: {ja: 例, en: x}, source: {url: 'https://u', checked: 2026-01-01},\n"
                + "    approach: ▲{subject: 0, mode: 0, initiative: 0, scope: 0}}"
        ),
    ]
}

import Diagnostics

/// Files in which a value has the wrong shape.
enum ShapeFaults {
    static let all: [FaultCase] = file + records + scalars + texts

    private static let file: [FaultCase] = [
        FaultCase(
            .schemaVersion,
            "a rule file needs the key `schema`",
            "write `schema: 1`",
            in: "▲rules: []\n"
        ),
        FaultCase(
            .schemaVersion,
            "this is version `2` of the rule language; version 1 is read",
            "write `schema: 1`",
            in: "schema: ▲2\nrulez: []\n"
        ),
        FaultCase(
            .schemaVersion,
            "this is version `1` of the rule language; version 1 is read",
            "write `schema: 1`",
            in: "schema: ▲'1'\n"
        ),
        FaultCase(
            .wrongType,
            "expected a mapping that begins with `schema: 1`, found a list",
            in: "▲- a\n"
        ),
        FaultCase(
            .wrongType,
            "expected a mapping that begins with `schema: 1`, found nothing",
            in: "▲"
        ),
        FaultCase(
            .unknownSection,
            "there is no section `rulez`",
            "did you mean `rules`?",
            in: "schema: 1\n▲rulez: []\n"
        ),
        FaultCase(
            .wrongType,
            "expected a list, found a mapping",
            "write it as a list: […]",
            in: "schema: 1\nrules: ▲{a: b}\n"
        ),
    ]

    private static let records: [FaultCase] = [
        FaultCase(
            .wrongType,
            "expected a mapping that describes a rule, found a text",
            "write it as a mapping: {id: …, title: …, when: …, then: …, because: …}",
            "rules",
            "▲people"
        ),
        FaultCase(
            .unknownKey,
            "a framing has no key `titel`",
            "did you mean `title`?",
            "framings",
            "{id: f, title: {ja: 例, en: x}, because: {ja: 例, en: x}, ▲titel: x}"
        ),
        FaultCase(
            .missingKey,
            "a certification needs the key `title`",
            nil,
            "certifications",
            "▲{id: c}"
        ),
        FaultCase(
            .unknownKey,
            "a text has no language `jp`",
            "the languages are `ja` and `en`",
            "certifications",
            "{id: c, title: {ja: 例, en: x, ▲jp: 例}}"
        ),
        FaultCase(
            .unknownKey,
            "a text has no language `at most 300`",
            "a comma ends a text in braces; put the whole text in quotes",
            "certifications",
            "{id: c, title: {ja: 例, en: half, ▲at most 300}}"
        ),
        .when(
            .unknownKey,
            "a condition has no key `sayz`",
            "did you mean `says`?",
            "{▲sayz: staff}"
        ),
        .then(
            .unknownKey,
            "an effect has no key `categories`",
            "did you mean `category`?",
            "{▲categories: {sales: 1}}"
        ),
        .then(
            .missingKey,
            "a proposal needs `network` or `partner`",
            nil,
            "{partners: [▲{role: lead}]}"
        ),
        .then(
            .conflictingKeys,
            "a proposal has either `network` or `partner`, not both",
            nil,
            "{partners: [{role: lead, network: chamber, partner: ▲osaka-cci}]}"
        ),
        .when(
            .missingKey,
            "a pair of concepts needs two of `thing`, `trouble`, `wish` and `event`",
            nil,
            "{says: ▲{thing: staff}}"
        ),
        .when(.missingKey, "a range needs `min`, `max` or both", nil, "{company: {age: ▲{}}}"),
        .concept(
            .missingKey,
            "an expression needs `verb`, `adjective`, `english` or `noun`",
            nil,
            says: "[▲{form: both}]"
        ),
        .concept(
            .conflictingKeys,
            "an expression has one of `verb`, `adjective`, `english` and `noun`",
            nil,
            says: "[{verb: 足りる, adjective: ▲苦しい}]"
        ),
        .concept(
            .conflictingKeys,
            "only a `verb` has a class",
            nil,
            says: "[{adjective: 苦しい, class: ▲godan}]"
        ),
        .concept(
            .conflictingKeys,
            "a `noun` has no form",
            nil,
            says: "[{noun: loan, form: ▲both}]"
        ),
        .test(
            .missingKey,
            "a query needs `problem`, `categories` or both",
            nil,
            query: "▲{lang: ja}"
        ),
        .test(
            .unknownKey,
            "a query has no key `problm`",
            "did you mean `problem`?",
            query: "{categories: [people], ▲problm: x}"
        ),
    ]

    private static let scalars: [FaultCase] = [
        .policy(
            .unknownValue,
            "`opn` is not one of firm, group, support-institution, municipality",
            nil,
            "for: ▲opn"
        ),
        .partner(
            .unknownValue,
            "`seenn` is not one of seen, general-knowledge",
            "did you mean `seen`?",
            ", url_confidence: ▲seenn"
        ),
        .partner(
            .wrongType,
            "expected true or false, found a text",
            "did you mean `true`?",
            ", first_contact: ▲yes"
        ),
        .partner(
            .wrongType,
            "expected true or false, found a text",
            "did you mean `false`?",
            ", first_contact: ▲Off"
        ),
        .partner(
            .wrongType,
            "expected true or false, found a whole number",
            nil,
            ", first_contact: ▲1"
        ),
        .policy(.wrongType, "expected a whole number, found a number", nil, "max_yen: ▲1.5"),
        .policy(
            .wrongType,
            "expected a whole number, found a text",
            "did you mean `1000`?",
            "max_yen: ▲1_000"
        ),
        .policy(
            .outOfRange,
            "`-1` is not within 0…1000000000000000",
            nil,
            "max_yen: ▲-1"
        ),
        .policy(
            .outOfRange,
            "`99999999999999999999` is not within 0…1000000000000000",
            nil,
            "max_yen: ▲99999999999999999999"
        ),
        .then(.outOfRange, "`5.5` is not within -5…5", nil, "{category: {sales: ▲5.5}}"),
        .then(.outOfRange, "`.nan` is not within -5…5", nil, "{category: {sales: ▲.nan}}"),
        .then(.wrongType, "expected a number, found a text", nil, "{category: {sales: ▲high}}"),
        .then(
            .outOfRange,
            "`4` is not within 0…3",
            nil,
            "{policies: [{policy: hojo, weight: ▲4}]}"
        ),
        .then(.outOfRange, "`3` is not within -2…2", nil, "{approach: {mode: ▲3}}"),
        .then(
            .wrongType,
            "expected a mapping from category or sub-category to value, found a text",
            nil,
            "{category: ▲sales}"
        ),
        .policy(
            .badDate,
            "`2026-02-30` is not a day written YYYY-MM-DD",
            "2026-02 has 28 days",
            "windows: [{opens: ▲2026-02-30}]"
        ),
        .policy(
            .badDate,
            "expected a day written YYYY-MM-DD, found nothing",
            nil,
            "windows: [{opens: ▲null}]"
        ),
    ]

    private static let texts: [FaultCase] = [
        FaultCase(
            .wrongType,
            "expected a text in both languages, {ja: …, en: …}, found a text",
            nil,
            "certifications",
            "{id: c, title: ▲例}"
        ),
        FaultCase(
            .missingLanguage,
            "the text lacks its English wording, `en`",
            nil,
            "certifications",
            "{id: c, title: ▲{ja: 例}}"
        ),
        FaultCase(
            .missingLanguage,
            "the text lacks its Japanese wording, `ja`",
            nil,
            "certifications",
            "{id: c, title: ▲{en: x}}"
        ),
        FaultCase(
            .emptyText,
            "the text is empty",
            nil,
            "certifications",
            "{id: c, title: {ja: ▲' ', en: x}}"
        ),
        FaultCase(
            .wrongType,
            "expected a text, found a whole number",
            "put it in quotes",
            "certifications",
            "{id: ▲405, title: {ja: 例, en: x}}"
        ),
        FaultCase(
            .wrongType,
            "expected a text, found nothing",
            nil,
            "certifications",
            "{id: ▲, title: {ja: 例, en: x}}"
        ),
        .concept(.emptyList, "the list is empty", nil, says: "▲[]"),
        .concept(
            .wrongType,
            "expected a list, found a text",
            "write it as a list: […]",
            says: "▲例"
        ),
        .concept(.wrongType, "expected a text, found a list", nil, says: "[▲[例]]"),
        .when(.emptyList, "the list is empty", nil, "{asks: ▲[]}"),
    ]
}

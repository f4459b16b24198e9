import Diagnostics

/// Files that name what is defined nowhere.
enum ReferenceFaults {
    static let all: [FaultCase] = issues + rules + catalog + places + industries + tests

    private static let issues: [FaultCase] = [
        FaultCase(
            .unknownCategory,
            "no sub-category has the id `people.recrut`",
            "did you mean `people.recruit`?",
            "examples",
            "{sub: ▲people.recrut, texts: [例]}"
        ),
        FaultCase(
            .unknownCategory,
            "no sub-category has the id `people`",
            nil,
            "examples",
            "{sub: ▲people, texts: [例]}"
        ),
        FaultCase(
            .unknownCategory,
            "no category or sub-category has the id `peple`",
            "did you mean `people`?",
            "examples",
            "{sub: none, texts: [{text: 例, also: [▲peple]}]}"
        ),
        FaultCase(
            .unknownCategory,
            "no category has the id `people.recruit`",
            nil,
            "examples",
            "{sub: none, texts: [{text: 例, not: [▲people.recruit]}]}"
        ),
        .concept(
            .unknownConcept,
            "no concept has the id `staf`",
            "did you mean `staff`?",
            ", unless: [▲staf]"
        ),
        .concept(
            .unknownConcept,
            "no concept has the id `nothing`",
            nil,
            ", only_with: [▲nothing]"
        ),
        .concept(
            .unknownCategory,
            "no category or sub-category has the id `slaes`",
            "did you mean `sales`?",
            ", category: {▲slaes: 1}"
        ),
    ]

    private static let rules: [FaultCase] = [
        .when(
            .unknownConcept,
            "no concept has the id `求人広告`",
            "name a concept by its id; banso text shows which ones a text says",
            "{says: [▲求人広告]}"
        ),
        .when(
            .unknownConcept,
            "no concept has the id `shortge`",
            "did you mean `shortage`?",
            "{any: [{says: {thing: staff, trouble: ▲shortge}}]}"
        ),
        .when(.unknownFraming, "no framing has the id `x`", nil, "{framing: ▲x}"),
        .when(
            .unknownBarrier,
            "no barrier has the id `stick`",
            "did you mean `stuck`?",
            "{barrier: [▲stick]}"
        ),
        .when(
            .unknownSize,
            "no size has the id `smee`",
            "did you mean `sme`?",
            "{company: {size: ▲smee}}"
        ),
        .when(
            .unknownCertification,
            "no certification has the id `plan-keierioku`",
            "did you mean `plan-keieiryoku`?",
            "{company: {certified: ▲plan-keierioku}}"
        ),
        .then(
            .unknownNetwork,
            "no network has the id `chambr`",
            "did you mean `chamber`?",
            "{partners: [{network: ▲chambr, role: lead}]}"
        ),
        .then(
            .unknownPartner,
            "no partner has the id `chamber`",
            nil,
            "{partners: [{partner: ▲chamber, role: lead}]}"
        ),
        .then(.unknownPolicy, "no policy has the id `x`", nil, "{policies: [▲x]}"),
        .then(
            .unknownPolicy,
            "no policy has the id `lon`",
            "did you mean `loan`?",
            "{policies: [{policy: ▲lon}]}"
        ),
        .then(
            .unknownAxis,
            "no axis has the id `mod`",
            "did you mean `mode`?",
            "{approach: {▲mod: 1}}"
        ),
        .then(
            .unknownModel,
            "no model has the id `locale`",
            "did you mean `local`?",
            "{model: ▲locale}"
        ),
        .then(.unknownQuestion, "no question has the id `capital`", nil, "{ask: [▲capital]}"),
        .then(
            .unknownCaution,
            "no caution has the id `policy-fist`",
            "did you mean `policy-first`?",
            "{caution: [▲policy-fist]}"
        ),
        .then(.unknownOutcome, "no outcome has the id `x`", nil, "{outcome: [▲x]}"),
    ]

    private static let catalog: [FaultCase] = [
        .partner(
            .unknownNetwork,
            "no network has the id `chamver`",
            "did you mean `chamber`?",
            network: "▲chamver",
            ""
        ),
        .partner(
            .unknownKind,
            "no kind of partner has the id `public-agency`",
            "did you mean `public_agency`?",
            ", kind: ▲public-agency"
        ),
        .policy(.unknownPolicy, "no policy has the id `x`", nil, "requires_policy: [▲x]"),
        .policy(.unknownPolicy, "no policy has the id `x`", nil, "instead_of: [hojo, ▲x]"),
        .combination(
            .unknownPolicy,
            "no policy has the id `lian`",
            "did you mean `loan`?",
            "policies: [hojo], with: [▲lian]"
        ),
    ]

    private static let places: [FaultCase] = [
        .partner(
            .unknownPlace,
            "no region, prefecture or municipality is called `大坂府`",
            "did you mean `大阪府`?",
            area: "[近畿, ▲大坂府]",
            ""
        ),
        .when(
            .unknownPlace,
            "no prefecture is called `堺市`",
            nil,
            "{company: {prefecture: ▲堺市}}"
        ),
        .when(
            .unknownPlace,
            "no municipality is called `東大坂市`",
            "did you mean `東大阪市`?",
            "{company: {municipality: [▲東大坂市]}}"
        ),
        .when(
            .unknownPlace,
            "no municipality is called `堺市, 東大阪市`",
            "write several names as a list: [堺市, 東大阪市]",
            "{company: {municipality: ▲'堺市, 東大阪市'}}"
        ),
        .partner(
            .unknownPlace,
            "no region, prefecture or municipality is called `大阪府、東大阪市`",
            "write several names as a list: [大阪府, 東大阪市]",
            area: "[▲大阪府、東大阪市]",
            ""
        ),
        FaultCase(
            .unknownPlace,
            "no prefecture is called `京都`",
            "did you mean `京都府`?",
            "places",
            "{id: 奈良県, title: {ja: 例, en: x}, region: 近畿, neighbours: [▲京都]}"
        ),
    ]

    private static let industries: [FaultCase] =
        ["E50", "Z", "99", "E2", "E24999", "24a", "業"]
        .map { code in
            FaultCase.when(
                .unknownIndustry,
                "`\(code)` is no code of the industries",
                nil,
                "{company: {industry: ▲\(code)}}"
            )
        }
        + ["小売業", "Trade"].map { name in
            FaultCase.when(
                .unknownIndustry,
                "`\(name)` is no code of the industries",
                "did you mean `I`?",
                "{company: {industry: ▲\(name)}}"
            )
        }

    private static let tests: [FaultCase] = [
        .test(
            .unknownPartner,
            "no partner or network has the id `osaka-cc`",
            "did you mean `osaka-cci`?",
            expect: "{partners: {first: chamber, include: [▲osaka-cc]}}"
        ),
        .test(
            .unknownPolicy,
            "no policy has the id `hoj`",
            "did you mean `hojo`?",
            query: "{problem: 例, as_of: 2026-01-01}",
            expect: "{policies: {include: {▲hoj: match}}}"
        ),
        .test(
            .unknownRule,
            "no rule has the id `people.shor`",
            "did you mean `people.short`?",
            expect: "{fired: [▲people.shor]}"
        ),
        .test(
            .unknownCompany,
            "no company has the id `makr`",
            "did you mean `maker`?",
            query: "{problem: 例, company: ▲makr}"
        ),
        .test(
            .unknownQuestion,
            "no question has the id `isue`",
            "did you mean `issue`?",
            query: "{problem: 例, answers: [{key: ▲isue, value: 1}]}"
        ),
        .answer(
            .unlistedPlace,
            "the places list no municipality `東大坂市`",
            "did you mean `東大阪市`?",
            "municipality",
            "▲東大坂市"
        ),
        .answer(
            .unlistedPlace,
            "the places list no municipality `函館市`",
            nil,
            "municipality",
            "▲函館市"
        ),
        .answer(
            .unknownPlace,
            "no municipality is called `東大阪`",
            "did you mean `東大阪市`?",
            "municipality",
            "▲東大阪"
        ),
        .answer(
            .unknownPlace,
            "no prefecture is called `大坂府`",
            "did you mean `大阪府`?",
            "prefecture",
            "▲大坂府"
        ),
        .answer(
            .unknownCategory,
            "no category or sub-category has the id `peopel`",
            "did you mean `people`?",
            "issue",
            "▲peopel"
        ),
        .answer(
            .unknownCertification,
            "no certification has the id `plan-b`",
            nil,
            "certified",
            "▲plan-b"
        ),
        .test(
            .unknownPlace,
            "no prefecture is called `大坂府`",
            "did you mean `大阪府`?",
            query: "{problem: 例, company: {prefecture: ▲大坂府}}"
        ),
    ]
}

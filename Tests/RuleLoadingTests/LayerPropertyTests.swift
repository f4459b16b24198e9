import Knowledge
import RuleLoading
import Testing

/// Laying folders over each other gives the book of a folder into which somebody has written the
/// changes by hand.
@Suite struct LayerPropertyTests {
    @Test(arguments: 0..<150)
    func `layers make the same book as one folder with the changes written in`(
        _ seed: Int
    ) throws {
        var draw = Draw(seed: UInt64(seed))
        var model = ModelBook(random: &draw)
        var layers = [model.layer("base")]
        for number in 1...draw.int(1...3) {
            layers.append(model.change(as: "layer-\(number)", &draw))
        }
        let merged = RuleLoader().load(layers)
        let single = RuleLoader().load(model.layer("single").source)
        let left = try #require(merged.book, "\(merged.diagnostics)\n\(layers)")
        let right = try #require(single.book, "\(single.diagnostics)")
        #expect(Self.words(left) == Self.words(right), "\(layers)")
    }

    /// Everything the two sections say, without the places where it stands.
    private static func words(_ book: Book) -> [String] {
        (book.rules.map { "\($0)" } + book.policies.map { "\($0)" }).map {
            $0.replacing(/Origin\(file: "[^"]*", line: \d+, column: \d+\)/, with: "·")
        }
    }
}

/// A value of a rule file that can be changed without the loader.
private indirect enum ModelValue: CustomStringConvertible {
    case scalar(String)
    case list([ModelValue])
    case mapping([(key: String, value: ModelValue)])

    /// The value in YAML's flow style.
    var description: String {
        switch self {
        case .scalar(let text): text
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }

    /// The value of a key of a mapping; setting one puts it in place or at the end.
    subscript(key: String) -> ModelValue? {
        get {
            guard case .mapping(let entries) = self else { return nil }
            return entries.first { $0.key == key }?.value
        }
        set {
            guard case .mapping(var entries) = self else { return }
            let index = entries.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append((key, value))
            case (nil, nil): break
            }
            self = .mapping(entries)
        }
    }

    static func text(_ word: String) -> ModelValue {
        .mapping([("ja", .scalar(word)), ("en", .scalar(word))])
    }
}

/// Rules and policies as plain values.
private struct ModelBook {
    private var entries: [(section: String, id: String, value: ModelValue)] = []
    private var serial = 0

    init(random draw: inout Draw) {
        for _ in 0...draw.int(2...6) { _ = add(&draw) }
    }

    /// The whole book as one folder of a single file.
    func layer(_ name: String) -> RuleLayer {
        let all = entries.map { ($0.section, $0.value) }
        return Self.layer(name, all, fixed: Self.fixed)
    }

    /// Changes the book at random; the layer that says the same.
    mutating func change(as name: String, _ draw: inout Draw) -> RuleLayer {
        var written: [(String, ModelValue)] = []
        for index in entries.indices.reversed() where draw.oneIn(2) {
            let (section, id, value) = entries[index]
            switch draw.int(0...3) {
            case 0:
                entries.remove(at: index)
                written.append(
                    (
                        section,
                        .mapping([
                            ("id", .scalar(id)), ("remove", .scalar("true")),
                            ("reason", .text("r")),
                        ])
                    )
                )
            case 1:
                let new = section == "rules" ? rule(id, &draw) : policy(id, &draw)
                entries[index].value = new
                var whole = new
                whole["override"] = .scalar("replace")
                written.append((section, whole))
            default:
                var patch = ModelValue.mapping([("id", .scalar(id))])
                entries[index].value =
                    section == "rules"
                    ? changeRule(value, &patch, &draw) : changePolicy(value, &patch, &draw)
                if patch["override"] != nil { written.append((section, patch)) }
            }
        }
        for _ in 0..<draw.int(0...2) {
            let new = add(&draw)
            written.append((new.section, new.value))
        }
        return Self.layer(name, draw.shuffled(written), fixed: "")
    }

    private mutating func add(_ draw: inout Draw) -> (section: String, value: ModelValue) {
        serial += 1
        let isRule = draw.oneIn(2)
        let id = isRule ? "r-\(serial)" : "p-\(serial)"
        let value = isRule ? rule(id, &draw) : policy(id, &draw)
        entries.append((isRule ? "rules" : "policies", id, value))
        return (isRule ? "rules" : "policies", value)
    }

    private func rule(_ id: String, _ draw: inout Draw) -> ModelValue {
        .mapping([
            ("id", .scalar(id)), ("title", .text(draw.word())),
            ("when", .mapping([("stage", .scalar("running"))])),
            (
                "then",
                .mapping([
                    ("category", .mapping([("sales", .scalar("\(draw.int(1...4))"))])),
                    ("rule_out", .list([.scalar("people")])),
                ])
            ), ("because", .text(draw.word())),
        ])
    }

    private func policy(_ id: String, _ draw: inout Draw) -> ModelValue {
        var value = ModelValue.mapping([
            ("id", .scalar(id)), ("title", .text(draw.word())), ("kind", .scalar("loan")),
            ("issuer", .text(draw.word())), ("topics", .list([.scalar("people")])),
            ("benefit", .text(draw.word())), ("pattern", .scalar("always")),
            ("state", .scalar("current")), ("url", .scalar("u")),
            ("source", .mapping([("url", .scalar("u")), ("checked", .scalar("2026-01-01"))])),
        ])
        if draw.oneIn(2) { value["max_yen"] = .scalar("\(draw.int(1...999))") }
        return value
    }

    private func changePolicy(
        _ value: ModelValue,
        _ patch: inout ModelValue,
        _ draw: inout Draw
    ) -> ModelValue {
        var (value, verbs) = (value, [(key: String, value: ModelValue)]())
        if draw.oneIn(2) {
            let yen = ModelValue.scalar("\(draw.int(1000...9999))")
            (value["max_yen"], patch["max_yen"]) = (yen, yen)
            verbs.append(("max_yen", .scalar("replace")))
        } else if value["max_yen"] != nil {
            value["max_yen"] = nil
            verbs.append(("max_yen", .scalar("remove")))
        }
        if draw.oneIn(2), case .list(let topics)? = value["topics"] {
            let more: [ModelValue] = [.scalar("sales"), .scalar("people.recruit")]
            value["topics"] = .list(topics + more)
            patch["topics"] = .list(more)
            verbs.append(("topics", .scalar("append")))
        }
        if draw.oneIn(3), var benefit = value["benefit"] {
            let word = ModelValue.scalar(draw.word())
            benefit["en"] = word
            value["benefit"] = benefit
            patch["benefit"] = .mapping([("en", word)])
            verbs.append(("benefit.en", .scalar("replace")))
        }
        if !verbs.isEmpty { patch["override"] = .mapping(verbs) }
        return value
    }

    private func changeRule(
        _ value: ModelValue,
        _ patch: inout ModelValue,
        _ draw: inout Draw
    ) -> ModelValue {
        guard var then = value["then"] else { return value }
        var (value, verbs) = (value, [(key: String, value: ModelValue)]())
        var given = ModelValue.mapping([])
        if draw.oneIn(2) {
            let weight = ModelValue.scalar("-\(draw.int(1...4))")
            if var category = then["category"] {
                category["sales"] = weight
                then["category"] = category
            }
            given["category"] = .mapping([("sales", weight)])
            verbs.append(("then.category.sales", .scalar("replace")))
        }
        if draw.oneIn(2), then["rule_out"] != nil {
            then["rule_out"] = nil
            verbs.append(("then.rule_out", .scalar("remove")))
        }
        if draw.oneIn(2) {
            var steps: [ModelValue] = [.scalar("p-0")]
            given["policies"] = .list(steps)
            if case .list(let old)? = then["policies"] { steps = old + steps }
            then["policies"] = .list(steps)
            verbs.append(("then.policies", .scalar("append")))
        }
        value["then"] = then
        if case .mapping(let entries) = given, !entries.isEmpty { patch["then"] = given }
        if !verbs.isEmpty { patch["override"] = .mapping(verbs) }
        return value
    }

    private static func layer(
        _ name: String,
        _ entries: [(String, ModelValue)],
        fixed: String
    ) -> RuleLayer {
        var text = "schema: 1\n"
        for section in ["rules", "policies"] {
            let own = entries.filter { $0.0 == section }
            if own.isEmpty { continue }
            text += "\(section):\n" + own.map { "  - \($0.1)\n" }.joined()
        }
        var files = [RuleFile(path: "a.yaml", bytes: Array(text.utf8))]
        if !fixed.isEmpty { files.append(RuleFile(path: "b.yaml", bytes: Array(fixed.utf8))) }
        return RuleLayer(name: name, source: RulesInMemory(files))
    }

    /// What the entries refer to and no layer touches.
    private static let fixed = """
        schema: 1
        policies:
          - {id: p-0, title: {ja: 例, en: x}, kind: loan, issuer: {ja: 例, en: x}, topics: [],
            benefit: {ja: 例, en: x}, pattern: always, state: current, url: 'https://u',
            source: {url: 'https://u', checked: 2026-01-01}}
        categories:
          - id: people
            title: {ja: 例, en: x}
            label: {ja: 例, en: x}
            subs: [{id: people.recruit, title: {ja: 例, en: x}, label: {ja: 例, en: x}}]
          - {id: sales, title: {ja: 例, en: x}, label: {ja: 例, en: x}}

        """
}

/// Random choices that come the same in every run (SplitMix64).
private struct Draw: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func oneIn(_ count: Int) -> Bool { int(1...count) == 1 }

    mutating func word() -> String { "w\(int(0...9999))" }

    mutating func shuffled<Value>(_ values: [Value]) -> [Value] { values.shuffled(using: &self) }
}

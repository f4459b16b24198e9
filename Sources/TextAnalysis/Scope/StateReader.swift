/// Finds state verbs in a text; a trie of its own, so that both polarities compete with each other only.
struct StateReader: Sendable {
    let trie: PhraseTrie
    private let effects: [ScopeCue.Effect]

    init() {
        var phrases: [(String, ScopeCue.Effect)] = []
        for (list, effect) in [
            (StateVerbs.good, ScopeCue.Effect.state), (StateVerbs.closed, .closed),
        ] {
            for verb in Self.words(list) {
                phrases += Self.affirmative(verb).map { ($0, effect) }
                phrases += Self.blockers(verb).map { ($0, .shield) }
            }
        }
        for (list, effect) in [
            (StateVerbs.ill, ScopeCue.Effect.state), (StateVerbs.worry, .flag(.ruledOut)),
        ] {
            for verb in Self.words(list) {
                phrases += Self.negative(verb).map { ($0, effect) }
            }
        }
        for verb in Self.words(StateVerbs.service) {
            for te in Self.continued(verb) {
                phrases += Self.services.map { (te + $0, .done) }
            }
        }
        for verb in Self.words(StateVerbs.entrusting) {
            for te in Self.continued(verb) {
                phrases += Self.entrustings.map { (te + $0, .done) }
            }
            phrases += Self.affirmative(verb).filter { $0.hasSuffix("ま") }.map { ($0 + "し", .done) }
        }
        let trie = PhraseTrie(phrases.enumerated().map { ($1.0, $0) })
        effects = trie.groups.map { phrases[$0[0]].1 }
        self.trie = trie
    }

    /// What follows a te-form when someone does a thing for the firm, or has it done.
    private static let services = [
        "くれ", "もら", "もろ", "いただ",
    ]
    private static let entrustings = ["い", "る", "ます", "ま", "お", "あ", "もら", "いただ"]

    /// The negatives of 一段 verbs that the bare stem (`足り`) would take for its own; `PredicateTail` knows the others.
    private static func blockers(_ verb: String) -> [String] {
        let split = PhraseHead.split(verb)
        guard VerbClass.guess(split.word) == .ichidan else { return [] }
        let stem = String(split.word.dropLast())
        let short = ["ん", "ず", "ぬ", "へん", "ひん", "やへん"].map { stem + $0 }
        // 足らん belongs to the older 足る.
        let old = split.word == "足りる" ? ["足らん", "足らへん", "足らず"] : []
        return split.heads.flatMap { head in (short + old).map { head + $0 } }
    }

    private static func words(_ list: String) -> [String] {
        list.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The negative forms, without those of what others do or make one do (`心配してくれない`, `減らせない`).
    private static func negative(_ verb: String) -> [String] {
        let foreign = ["くれ", "もらえ", "いただけ", "らせ", "させ", "られ", "され", "てこな"]
        return Conjugator.forms(of: verb, polarity: .negative).filter {
            form in
            !foreign.contains { form.contains($0) }
        }
    }

    /// The affirmative forms that end a clause; a bare stem such as `決まり` may be a noun.
    private static func affirmative(_ verb: String) -> [String] {
        let heads = PhraseHead.split(verb)
        let isGodan = VerbClass.guess(heads.word) == .godan
        let stem = String(heads.word.dropLast())
        return Conjugator.forms(of: verb, polarity: .affirmative).flatMap {
            form -> [String] in
            guard isGodan, let head = heads.heads.first(where: { form.hasPrefix($0 + stem) }),
                form.count == head.count + stem.count + 1
            else { return [form] }
            guard let last = form.last else { return [] }
            if form.hasSuffix(heads.word) || last == "っ" { return [form] }
            return "いきぎしちにびみり".contains(last) ? [form + "ま", form + "、"] : []
        }
    }

    /// The te-form: `持って`, `書いて`, `押さえて`, `手配して`, and `言うて` beside `言って`.
    private static func continued(_ verb: String) -> [String] {
        let split = PhraseHead.split(verb)
        let head = split.heads.first ?? ""
        if split.word.hasSuffix("する") { return [head + split.word.dropLast(2) + "して"] }
        if VerbClass.guess(split.word) == .ichidan { return [head + split.word.dropLast() + "て"] }
        let stem = String(split.word.dropLast())
        let endings = ["って", "いて", "いで", "して", "んで"]
        let forms = Set(Conjugator.forms(of: split.word, polarity: .affirmative))
        let ending = endings.first {
            forms.contains(stem + $0) || forms.contains(stem + $0.dropLast())
        }
        let plain = head + stem + (ending ?? "って")
        return split.word.hasSuffix("う") ? [plain, head + split.word + "て"] : [plain]
    }

    /// Adds the state verbs of a range in the order of the text.
    func collect(
        _ hits: inout [ScopeReader.Hit],
        in text: NormalizedText,
        _ starts: PhraseStarts,
        _ range: Range<Int>,
        limit: Int
    ) {
        trie.forEachLongest(in: text, starts, range, limit: limit) { start, match in
            let effect = effects[match.group]
            if effect != .shield {
                let action = ScopeReader.Action(effect: effect, reach: .soFar)
                let place = start..<min(match.end, range.upperBound)
                hits.append(ScopeReader.Hit(cue: action, range: place))
            }
            return match.end
        }
    }
}

/// Finds the nouns that a clause is about, each with its particle, and what someone does for the firm.
///
/// A trie of its own, so that a longer cue at the same place does not hide a noun.
struct SubjectReader: Sendable {
    /// What a noun can stand for.
    private struct Kind: OptionSet, Sendable {
        let rawValue: UInt8
        static let asset = Kind(rawValue: 1)
        static let head = Kind(rawValue: 2)
        static let doer = Kind(rawValue: 4)
        static let ill = Kind(rawValue: 8)
        static let done = Kind(rawValue: 16)
    }

    /// What a particle makes of its noun.
    private struct Role: OptionSet, Sendable {
        let rawValue: UInt8
        static let topic = Role(rawValue: 1)
        static let subject = Role(rawValue: 2)
        static let agent = Role(rawValue: 4)
        static let lesser = Role(rawValue: 8)
    }

    let nouns: PhraseTrie
    private let particles: PhraseTrie
    /// What each noun is and, for one that is listed with its particle, what that makes of it.
    private let entries: [(kind: Kind, role: Role?)]
    private let roles: [Role]

    init() {
        var kinds: [String: Kind] = [:]
        for (list, kind) in Self.lists {
            for noun in list.split(whereSeparator: \.isWhitespace) {
                kinds[String(noun), default: []].insert(kind)
            }
        }
        let endings = Self.particles.flatMap { pattern, role in
            PhrasePattern.expand(pattern).map { ($0, role) }
        }
        roles = endings.map(\.1)
        particles = PhraseTrie(endings.enumerated().map { ($1.0, $0) })
        var entries: [(kind: Kind, role: Role?)] = []
        var phrases: [(String, Int)] = []
        for (noun, kind) in kinds.sorted(by: { $0.key < $1.key }) {
            // A trie is quick to turn away what has two characters.
            let isShort = noun.unicodeScalars.count == 1
            for (ending, role) in isShort ? endings.map({ ($0.0, Role?.some($0.1)) }) : [("", nil)]
            {
                phrases.append((noun + ending, entries.count))
                entries.append((kind, role))
            }
        }
        for doing in RuledOutCues.doings.flatMap(PhrasePattern.expand) {
            phrases.append((doing, entries.count))
            entries.append((.done, []))
        }
        self.entries = entries
        nouns = PhraseTrie(phrases)
    }

    private static let lists: [(String, Kind)] = [
        (SubjectNouns.assets, .asset), (SubjectNouns.heads, .head), (SubjectNouns.doers, .doer),
        (SubjectNouns.ills, .ill), (SubjectNouns.others, []),
    ]

    private static let particles: [(String, Role)] = [
        ("(は|も|には|にも)", [.topic, .agent]), ("(さん|たち)(は|も)", [.topic, .agent]),
        (
            "(なら|では|でも|ぐらいは|くらいは|ぐらいなら|くらいなら|そのものは|のほうは|の方は|自体は|面は|の面は|まわりは|周りは|ならば|については|についても|とも|はもう|ももう|なんて|なんか|とか)",
            .topic
        ),
        (
            "の(準備|手配|目処|めど|用意|心配|段取り|手当て|手当|枠|当て|目途|件|ほう|方|確保|見通し|面|工面|算段|決着|支援|量|数|質|出来|頑張り|腕|相談|こと|話|問題|件数|使い道|申請|手続き|返済|やりくり|準備|あて|仲|評判|負担)(は|も|なら)",
            .topic
        ),
        ("が", [.subject, .agent]), ("(より|よりも|のことより|の話より|の心配より)", .lesser),
        ("(の|と|、)", .subject), ("(に|へ|で|にもう|に全部|がもう|が全部|が無料で|がちゃんと)", .agent),
        ("(さん|の先生|先生|の方|さんたち|の人)(に|へ|が|は|も|で|には|にも)", .agent),
    ]

    /// Adds the nouns of a range in the order of the text.
    func collect(
        _ hits: inout [ScopeReader.Hit],
        in text: NormalizedText,
        _ starts: PhraseStarts,
        _ range: Range<Int>,
        limit: Int
    ) {
        nouns.forEachLongest(in: text, starts, range, limit: limit) { start, match in
            let entry = entries[nouns.id(of: match)]
            var end = match.end
            var role = entry.role ?? []
            if entry.role == nil, !entry.kind.isEmpty, end < limit,
                let particle = particles.longest(in: text, at: match.end, limit: limit)
            {
                role = roles[particles.id(of: particle)]
                end = particle.end
            }
            let place = start..<min(end, range.upperBound)
            for effect in Self.effects(entry.kind, role) {
                let action = ScopeReader.Action(effect: effect, reach: .soFar)
                hits.append(ScopeReader.Hit(cue: action, range: place))
            }
            return match.end
        }
    }

    private static func effects(_ kind: Kind, _ role: Role) -> [ScopeCue.Effect] {
        var result: [ScopeCue.Effect] = []
        if kind.contains(.asset), role.contains(.topic) { result.append(.asset) }
        if kind.contains(.asset), role.contains(.subject) { result.append(.assetSubject) }
        if kind.contains(.asset), role.contains(.lesser) { result.append(.than) }
        if kind.contains(.head), role.contains(.topic) { result.append(.head) }
        if kind.contains(.doer), role.contains(.agent) { result.append(.doer) }
        if kind.contains(.ill) { result.append(.ill) }
        if kind.contains(.done) { result.append(.done) }
        return result
    }
}

/// Finds the longest of many folded phrases that starts at a place of a text.
///
/// Phrases are folded like texts. A phrase that begins or ends with a Latin letter or a digit matches whole words only;
/// one that begins with hiragana does not match where the text has katakana (`でも` is not in `デモ`). Lookups neither
/// allocate nor hash strings.
struct PhraseTrie: Sendable {
    /// A phrase found in a text.
    struct Match: Sendable, Hashable {
        /// The place in `groups` of the numbers the phrase was added with.
        var group: Int
        /// The end of the match in folded scalars.
        var end: Int
    }

    private let trie: DoubleArrayTrie
    /// The numbers of the phrases that fold to the same scalars, in the order they were added.
    let groups: [[Int]]
    /// Whether the first phrase of each group begins with katakana.
    private let beginsWithKatakana: [Bool]
    /// How phrases begin: the first scalar, and the second of those that have one.
    let beginnings: Set<Beginning>

    /// The first two scalars of a phrase.
    struct Beginning: Hashable, Sendable {
        var first: UInt32
        var second: UInt32?
    }

    /// Builds the trie; phrases that fold to the same scalars share a group.
    init(_ phrases: [(phrase: String, id: Int)]) {
        var groups: [[UInt32]: (ids: [Int], isKatakana: Bool)] = [:]
        for (phrase, id) in phrases {
            let folded = NormalizedText(phrase)
            guard folded.count > 0 else { continue }
            // Folding drops a comma at the very start: it is put back.
            let afterComma = phrase.hasPrefix("、")
            let scalars = (afterComma ? [Folder.Code.comma] : []) + folded.scalars
            let isKatakana = !afterComma && folded.traits[0].script == .katakana
            groups[scalars, default: ([], isKatakana)].ids.append(id)
        }
        let keys = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
        trie = DoubleArrayTrie(sortedKeys: keys)
        self.groups = keys.map { groups[$0]?.ids ?? [] }
        beginsWithKatakana = keys.map { groups[$0]?.isKatakana ?? false }
        beginnings = Set(
            keys.map { Beginning(first: $0[0], second: $0.count > 1 ? $0[1] : nil) }
        )
    }

    /// The number with which the first phrase of a match was added.
    func id(of match: Match) -> Int { groups[match.group][0] }

    /// Calls back with the longest phrase at each place of a range where one starts, in the order
    /// of the text, and goes on where the answer says.
    @inline(__always)
    func forEachLongest(
        in text: NormalizedText,
        _ starts: PhraseStarts,
        _ range: Range<Int>,
        limit: Int,
        _ body: (_ start: Int, _ match: Match) -> Int
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            if starts.contains(index), let match = longest(in: text, at: index, limit: limit) {
                index = body(index, match)
            } else {
                index += 1
            }
        }
    }

    /// The longest phrase that starts at `start` and ends by `limit`.
    func longest(in text: NormalizedText, at start: Int, limit: Int) -> Match? {
        let first = text.traits[start]
        if first.isWordlike, !first.contains(.wordStart) { return nil }
        let isKatakana = first.script == .katakana
        var node = DoubleArrayTrie.root
        var best: Match?
        for index in start..<limit {
            guard let next = trie.step(node, text.scalars[index]) else { break }
            node = next
            guard let group = trie.value(at: node), !isKatakana || beginsWithKatakana[group] else {
                continue
            }
            let last = text.traits[index]
            if !last.isWordlike || last.contains(.wordEnd) {
                best = Match(group: group, end: index + 1)
            }
        }
        return best
    }
}

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
        let sorted = FoldedPhrases(phrases)
        var keys: [[UInt32]] = []
        var groups: [[Int]] = []
        var beginsWithKatakana: [Bool] = []
        var beginnings: Set<Beginning> = []
        sorted.forEachGroup { scalars, isKatakana, ids in
            keys.append(Array(scalars))
            groups.append(ids)
            beginsWithKatakana.append(isKatakana)
            let first = scalars.startIndex
            let second = scalars.count > 1 ? scalars[first + 1] : nil
            beginnings.insert(Beginning(first: scalars[first], second: second))
        }
        trie = DoubleArrayTrie(sortedKeys: keys)
        self.groups = groups
        self.beginsWithKatakana = beginsWithKatakana
        self.beginnings = beginnings
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

/// Phrases in folded form and in ascending order, in one array of scalars: tens of thousands are sorted at every start.
private struct FoldedPhrases {
    private struct Entry {
        var range: Range<Int>
        var isKatakana: Bool
        var id: Int
        /// The first three scalars, which decide most comparisons.
        var head: UInt64
    }

    private var scalars: [UInt32] = []
    private var entries: [Entry] = []

    init(_ phrases: [(phrase: String, id: Int)]) {
        for (phrase, id) in phrases {
            let folded = NormalizedText(phrase)
            guard folded.count > 0 else { continue }
            let start = scalars.count
            // Folding drops a comma at the very start: it is put back.
            let isAfterComma = phrase.unicodeScalars.first?.value == Folder.Code.comma
            if isAfterComma { scalars.append(Folder.Code.comma) }
            scalars += folded.scalars
            let isKatakana = !isAfterComma && folded.traits[0].script == .katakana
            let head = (0..<3).reduce(UInt64(0)) { head, offset in
                let place = start + offset
                return head << 21 | (place < scalars.count ? UInt64(scalars[place]) : 0)
            }
            entries.append(
                Entry(range: start..<scalars.count, isKatakana: isKatakana, id: id, head: head)
            )
        }
        entries.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            let (one, other) = (scalars[left.range], scalars[right.range])
            // Of phrases that fold alike the one added first stays first.
            return one == other
                ? left.range.lowerBound < right.range.lowerBound
                : one.lexicographicallyPrecedes(other)
        }
    }

    /// Calls back with the scalars of each group of equal phrases, whether its first begins with katakana, and the
    /// numbers of all.
    func forEachGroup(_ body: (ArraySlice<UInt32>, Bool, [Int]) -> Void) {
        var index = 0
        while index < entries.count {
            let first = entries[index]
            var ids: [Int] = []
            while index < entries.count,
                entries[index].head == first.head,
                scalars[entries[index].range] == scalars[first.range]
            {
                ids.append(entries[index].id)
                index += 1
            }
            body(scalars[first.range], first.isKatakana, ids)
        }
    }
}

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

    /// Open-addressing table from `node << 21 | scalar` to the next node; 0 is an empty slot.
    private var keys: [UInt64]
    private var targets: [Int32]
    private let mask: Int
    /// The numbers of the phrases that fold to the same scalars, in the order they were added.
    private(set) var groups: [[Int]] = []
    /// The group that ends at each node, or -1.
    private var terminals: [Int32] = [-1]
    /// Whether the phrase that ends at a node began with katakana.
    private var beginsWithKatakana: [Bool] = [false]
    /// Which pairs of first scalars occur, by a hash of 15 bits: one load turns most places of a text away.
    private var pairs = [UInt64](repeating: 0, count: 512)
    /// First scalars that are a phrase by themselves.
    private var singles: [UInt32] = []

    /// Builds the trie; phrases that fold to the same scalars share a group.
    init(_ phrases: [(phrase: String, id: Int)]) {
        let folded = phrases.map { (NormalizedText($0.phrase), $0.id) }
        let nodes = folded.reduce(1) { $0 + $1.0.count + 1 }
        var capacity = 16
        while capacity < nodes * 2 { capacity *= 2 }
        keys = Array(repeating: 0, count: capacity)
        targets = Array(repeating: 0, count: capacity)
        mask = capacity - 1
        for (index, (text, id)) in folded.enumerated() where text.count > 0 {
            insert(text, id, afterComma: phrases[index].phrase.hasPrefix("、"))
        }
    }

    /// Adds a phrase; folding drops a comma at the very start, so that one is put back.
    private mutating func insert(_ text: NormalizedText, _ id: Int, afterComma: Bool) {
        var node = 0
        let scalars = (afterComma ? [Folder.Code.comma] : []) + text.scalars
        if scalars.count > 1 {
            let bit = Self.pairBit(scalars[0], scalars[1])
            pairs[bit >> 6] |= 1 << UInt64(bit & 63)
        } else {
            singles.append(scalars[0])
        }
        for scalar in scalars {
            let key = Self.key(node, scalar)
            let slot = slot(of: key)
            if keys[slot] == key {
                node = Int(targets[slot])
            } else {
                keys[slot] = key
                targets[slot] = Int32(truncatingIfNeeded: terminals.count)
                node = terminals.count
                terminals.append(-1)
                beginsWithKatakana.append(false)
            }
        }
        guard terminals[node] < 0 else { return groups[Int(terminals[node])].append(id) }
        terminals[node] = Int32(truncatingIfNeeded: groups.count)
        groups.append([id])
        beginsWithKatakana[node] = !afterComma && text.traits[0].script == .katakana
    }

    private static func key(_ node: Int, _ scalar: UInt32) -> UInt64 {
        UInt64(truncatingIfNeeded: node + 1) << 21 | UInt64(scalar)
    }

    private static func pairBit(_ first: UInt32, _ second: UInt32) -> Int {
        Int(truncatingIfNeeded: (first &* 0x9E3B ^ second &* 0x85EB) & 0x7FFF)
    }

    @inline(__always)
    private func mayMatch(_ scalars: [UInt32], _ start: Int, _ limit: Int) -> Bool {
        if start + 1 < limit {
            let bit = Self.pairBit(scalars[start], scalars[start + 1])
            if pairs[bit >> 6] & 1 << UInt64(bit & 63) != 0 { return true }
        }
        return !singles.isEmpty && singles.contains(scalars[start])
    }

    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    /// Calls back with the longest phrase at each place of a range where one starts, in the order
    /// of the text, and goes on where the answer says.
    @inline(__always)
    func forEachLongest(
        in text: NormalizedText,
        _ range: Range<Int>,
        limit: Int,
        _ body: (_ start: Int, _ match: Match) -> Int
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            if let match = longest(in: text, at: index, limit: limit) {
                index = body(index, match)
            } else {
                index += 1
            }
        }
    }

    /// The longest phrase that starts at `start` and ends by `limit`.
    func longest(in text: NormalizedText, at start: Int, limit: Int) -> Match? {
        let scalars = text.scalars
        guard mayMatch(scalars, start, limit) else { return nil }
        let first = text.traits[start]
        if first.isWordlike, !first.contains(.wordStart) { return nil }
        let isKatakana = first.script == .katakana
        var node = 0
        var best: Match?
        for index in start..<limit {
            let key = Self.key(node, scalars[index])
            let slot = slot(of: key)
            guard keys[slot] == key else { break }
            node = Int(targets[slot])
            guard terminals[node] >= 0, isKatakana == beginsWithKatakana[node] || !isKatakana else {
                continue
            }
            let last = text.traits[index]
            if !last.isWordlike || last.contains(.wordEnd) {
                best = Match(group: Int(terminals[node]), end: index + 1)
            }
        }
        return best
    }
}

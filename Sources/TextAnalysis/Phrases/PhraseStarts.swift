/// The places of a text where phrases of one trie may start.
struct PhraseStarts {
    /// For each place a bit a trie.
    private let marks: [UInt8]
    private let bit: UInt8

    fileprivate init(_ marks: [UInt8], bit: UInt8) {
        self.marks = marks
        self.bit = bit
    }

    /// Whether a phrase may start at a place; what says no is right.
    @inline(__always)
    func contains(_ place: Int) -> Bool { marks[place] & bit != 0 }

    /// The places where phrases of another trie of the same filter may start.
    func of(_ trie: PhraseFilter.Trie) -> PhraseStarts { PhraseStarts(marks, bit: trie.rawValue) }
}

/// Tells from the first two scalars at a place which tries may have a phrase there.
///
/// Most places of a text begin no cue at all: they are turned away for all tries by one look each at two small tables.
struct PhraseFilter: Sendable {
    /// The tries that are told apart, a bit each.
    enum Trie: UInt8, CaseIterable, Sendable {
        case connectives = 1
        case cues = 2
        case subjects = 4
        case states = 8
    }

    /// For each pair of scalars, by a hash, the tries with a phrase that begins so.
    private var pairs = [UInt8](repeating: 0, count: 1 << Self.pairBits)
    /// For each scalar, by its last bits, the tries to which it is a phrase by itself.
    private var singles = [UInt8](repeating: 0, count: 1 << Self.singleBits)

    private static let pairBits = 16
    private static let singleBits = 11

    /// Takes note of how the phrases of tries begin.
    init(_ tries: [(Trie, PhraseTrie)]) {
        for (name, trie) in tries {
            for beginning in trie.beginnings {
                if let second = beginning.second {
                    pairs[Self.place(beginning.first, second)] |= name.rawValue
                } else {
                    singles[Self.place(beginning.first)] |= name.rawValue
                }
            }
        }
    }

    @inline(__always)
    private static func place(_ first: UInt32, _ second: UInt32) -> Int {
        let hash = (first &* 0x9E37_79B1) ^ (second &* 0x85EB_CA6B)
        return Int(hash >> (32 - UInt32(pairBits)))
    }

    @inline(__always)
    private static func place(_ scalar: UInt32) -> Int {
        Int(scalar & (1 << UInt32(singleBits) - 1))
    }

    /// Where phrases may start in a text; asked for a trie by ``PhraseStarts/of(_:)``.
    func starts(in text: NormalizedText) -> PhraseStarts {
        let scalars = text.scalars
        let marks = scalars.indices.map { index in
            let single = singles[Self.place(scalars[index])]
            guard index + 1 < scalars.count else { return single }
            return single | pairs[Self.place(scalars[index], scalars[index + 1])]
        }
        return PhraseStarts(marks, bit: 0xFF)
    }
}

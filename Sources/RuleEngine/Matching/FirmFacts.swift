import Knowledge

/// What is known of a firm in the numbers of a book, so that testing a condition compares nothing
/// but numbers.
struct FirmFacts: Sendable {
    /// The number of a name that no condition of the book asks for.
    static let unnamed: Int32 = -2
    /// The number of a name that is not known.
    static let unknown: Int32 = -1

    var employees: Int?
    var capital: Int?
    /// The full years since founding are this or one less; only the year of founding is known.
    var age: Int?
    var industry: PackedCode?
    var prefecture = FirmFacts.unknown
    var municipality = FirmFacts.unknown
    var isSoleProprietor: Bool?
    /// The numbers of what it holds; `nil` means not known.
    var certifications: [Int32]?
    /// For each legal size whether the firm is of it, and what leaves that open.
    var sizes: [(truth: Truth, missing: FactSet)] = []

    /// The same for gates, which look at nothing else.
    var gate = GateFacts()
}

/// An industry code in eight bytes, so that one lies under another if a few bits are the same.
///
/// Codes have a letter and up to four digits; what is longer is cut.
struct PackedCode: Sendable, Hashable {
    /// The bytes of the code, first byte highest.
    let bits: UInt64
    /// The bits that count.
    let mask: UInt64

    init(_ code: IndustryCode) {
        var bits: UInt64 = 0
        var count: UInt64 = 0
        for byte in code.text.utf8.prefix(8) {
            bits |= UInt64(byte) << (56 - 8 * count)
            count += 1
        }
        self.bits = bits
        mask = count == 0 ? 0 : ~0 << (64 - 8 * count)
    }

    /// The place in the alphabet of the division, 0…25; `nil` for a code that begins with no
    /// capital letter.
    var division: Int? {
        let letter = Int(bits >> 56) - 65
        return (0..<26).contains(letter) ? letter : nil
    }

    /// Whether the code is a division's letter alone.
    var isDivision: Bool { mask == 0xFF << 56 && division != nil }

    /// Whether an industry known by this code lies under another code: yes, no, or it may.
    @inline(__always)
    func isUnder(_ other: PackedCode) -> Truth {
        if (bits ^ other.bits) & other.mask == 0, mask >= other.mask { return .yes }
        return (bits ^ other.bits) & mask == 0 ? .unknown : .no
    }
}

extension Truth {
    /// Whether an industry that may be known only in part lies under one of the codes.
    ///
    /// `E` may or may not be `E24`: unknown. `E24` is in `E`: yes.
    @inline(__always)
    init(_ industry: PackedCode?, in codes: [PackedCode]) {
        guard let industry else {
            self = .unknown
            return
        }
        var result = Truth.no
        for code in codes {
            result = max(result, industry.isUnder(code))
            if result == .yes { break }
        }
        self = result
    }
}

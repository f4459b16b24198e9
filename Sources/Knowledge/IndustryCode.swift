extension IndustryCode {
    /// Reads a code as people write it, or `nil` when it is none.
    ///
    /// `E`, `e`, `E24`, `e24` and `24` are read alike: the letter is completed from the table and
    /// must fit the two-digit group. After the letter come no digits or two to four. Without a
    /// table the letter must be there and is believed.
    ///
    /// - Parameters:
    ///   - text: The code, without spaces around it.
    ///   - industries: The divisions of the book; may be empty.
    package init?(reading text: some StringProtocol, industries: [Industry]) {
        var digits = Array(text.utf8)
        guard let first = digits.first else { return nil }
        var letter: String?
        if (first | 0x20) &- UInt8(ascii: "a") < 26 {
            letter = String(UnicodeScalar(first & ~0x20))
            digits.removeFirst()
        }
        let isNumber = digits.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
        guard isNumber, digits.isEmpty || (2...4).contains(digits.count) else { return nil }
        if digits.isEmpty {
            guard let letter, industries.isEmpty || industries.contains(where: { $0.id == letter })
            else { return nil }
            self.init(letter)
            return
        }
        let group = Int(digits[0] - UInt8(ascii: "0")) * 10 + Int(digits[1] - UInt8(ascii: "0"))
        let division = industries.first { ($0.firstGroup...$0.lastGroup).contains(group) }
        guard let known = industries.isEmpty ? letter : division?.id,
            letter == nil || letter == known
        else { return nil }
        self.init(known + String(decoding: digits, as: UTF8.self))
    }
}

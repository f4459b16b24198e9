extension JSONNode {
    /// The number, if it is whole and fits.
    ///
    /// `18`, `18.0` and `1.8e1` are all 18. Written with a fraction or an exponent, a number counts
    /// as whole only below 2⁵³, for from there on several of them are one `Double`.
    package var int: Int? {
        let entry = entry
        guard entry.kind == .number else { return nil }
        if entry.needsDecoding {
            guard let double, abs(double) < 0x1p53 else { return nil }
            return Int(exactly: double)
        }
        return wholeNumber(entry)
    }

    /// The number nearest to the one written, if it is a number and finite.
    ///
    /// `1e400` is valid JSON but too large for a `Double`; it gives `nil`.
    package var double: Double? {
        let entry = entry
        guard entry.kind == .number else { return nil }
        if !entry.needsDecoding, let whole = wholeNumber(entry), whole != 0 {
            return Double(whole)
        }
        let text = String(decoding: raw, as: UTF8.self)
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private func wholeNumber(_ entry: JSONDocument.Entry) -> Int? {
        let bytes = document.bytes
        var position = Int(entry.start)
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        // Built downwards, for the smallest number has no positive twin.
        var value = 0
        while position < Int(entry.end) {
            let digit = Int(bytes[position] - UInt8(ascii: "0"))
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (difference, tooSmall) = product.subtractingReportingOverflow(digit)
            if tooLarge || tooSmall { return nil }
            value = difference
            position += 1
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }
}

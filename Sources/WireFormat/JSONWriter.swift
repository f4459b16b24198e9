/// Writes a JSON text into a buffer, without spaces, in the order of the calls.
///
/// Commas and colons are its business; which key comes next is the caller's, so that the same
/// answer always has the same bytes. It does not check that the calls make a valid text: every
/// `begin` needs its `end`, and inside an object every value its key.
package struct JSONWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether something precedes in the same container.
    private var needsComma = false

    /// Starts with an empty buffer that holds `capacity` bytes before it grows.
    package init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    // MARK: Structure

    /// Writes `{`.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Writes `}`.
    package mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Writes `[`.
    package mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Writes `]`.
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a key; the next call writes its value.
    package mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Ends a text of NDJSON: writes a line feed, after which a new text may begin.
    package mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    // MARK: Values

    /// Writes a string.
    package mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    /// Writes a whole number.
    package mutating func value(_ number: Int) {
        separate()
        digits(number)
        needsComma = true
    }

    /// Writes the shortest number that reads back as the same `Double`.
    ///
    /// Whole numbers have no `.0`. JSON has no word for infinity and not-a-number: they are `null`.
    package mutating func value(_ number: Double) {
        separate()
        double(number)
        needsComma = true
    }

    /// Writes `true` or `false`.
    package mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        needsComma = true
    }

    /// Writes `null`.
    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    /// Writes a number rounded to four decimals, without zeros at its end.
    ///
    /// A score is a sum of parts, and its last bits depend on the order of adding; four decimals do
    /// not. Halves round away from zero; there is no `-0`; what is not finite is `null`.
    package mutating func score(_ number: Double) {
        let scaled = (number * 10_000).rounded()
        guard abs(scaled) < 0x1p53 else { return value(number) }
        separate()
        needsComma = true
        let tenThousandths = Int(scaled)
        if tenThousandths < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = abs(tenThousandths).quotientAndRemainder(dividingBy: 10_000)
        digits(whole)
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var rest = fraction
        var place = 1_000
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
            rest %= place
            place /= 10
        }
    }

    /// Copies JSON that was written before: a value, or several elements or members.
    ///
    /// The fragment has no comma at its ends. An empty one writes nothing.
    package mutating func raw(_ fragment: [UInt8]) {
        raw(fragment[...])
    }

    /// Copies JSON that was written before; see ``raw(_:)``.
    package mutating func raw(_ fragment: ArraySlice<UInt8>) {
        if fragment.isEmpty { return }
        separate()
        bytes.append(contentsOf: fragment)
        needsComma = true
    }

    // MARK: Parts

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func digits(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let first = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }

    private mutating func double(_ number: Double) {
        guard number.isFinite else {
            bytes.append(contentsOf: "null".utf8)
            return
        }
        // The description of a Double is the shortest that reads back, and valid JSON.
        bytes.append(contentsOf: number.description.utf8)
        if bytes.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if Self.needsEscapes(text.utf8.span) {
            for byte in text.utf8 { escape(byte) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscapes(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                return true
            }
        }
        return false
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): pair(byte)
        case 0x08: pair(UInt8(ascii: "b"))
        case 0x09: pair(UInt8(ascii: "t"))
        case 0x0A: pair(UInt8(ascii: "n"))
        case 0x0C: pair(UInt8(ascii: "f"))
        case 0x0D: pair(UInt8(ascii: "r"))
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            let low = byte & 15
            bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        default: bytes.append(byte)
        }
    }

    private mutating func pair(_ letter: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(letter)
    }
}

// MARK: Members

extension JSONWriter {
    /// Writes a key and a string.
    package mutating func member(_ name: String, _ text: String) {
        key(name)
        value(text)
    }

    /// Writes a key and a whole number.
    package mutating func member(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }

    /// Writes a key and a truth value.
    package mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }
}

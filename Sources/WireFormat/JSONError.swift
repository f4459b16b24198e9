/// Why some bytes are no JSON text, and where.
package struct JSONError: Error, Hashable, Sendable {
    /// What sort of fault it is; the raw values are stable over releases.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The text stops before its value is complete, or is empty.
        case unexpectedEnd = "json.unexpected-end"
        /// A byte that cannot stand here.
        case unexpectedByte = "json.unexpected-byte"
        /// Something other than white space follows the value.
        case trailingContent = "json.trailing-content"
        /// A number that RFC 8259 does not know, such as `01`, `+1` or `1.`.
        case invalidNumber = "json.invalid-number"
        /// A control character inside a string; it has to be escaped.
        case controlCharacter = "json.control-character"
        /// A backslash that starts no escape.
        case invalidEscape = "json.invalid-escape"
        /// Half of a surrogate pair.
        case loneSurrogate = "json.lone-surrogate"
        /// Bytes that are not UTF-8.
        case invalidUTF8 = "json.invalid-utf8"
        /// A key that the object already has.
        case duplicateKey = "json.duplicate-key"
        /// More containers inside each other than the limit allows.
        case tooDeep = "json.too-deep"
        /// A byte order mark before the value.
        case byteOrderMark = "json.byte-order-mark"
        /// More bytes than a tape can address (4 GiB).
        case tooLarge = "json.too-large"
    }

    /// What sort of fault it is.
    package var code: Code
    /// Where, in bytes from the start of the text, from 0.
    package var offset: Int
    /// The value in which the fault lies, as an RFC 6901 pointer; empty for the whole text.
    package var pointer: String

    /// Describes a fault.
    package init(_ code: Code, offset: Int, pointer: String = "") {
        self.code = code
        self.offset = offset
        self.pointer = pointer
    }
}

extension JSONError: CustomStringConvertible {
    /// One English sentence without a full stop, naming the byte and, where known, the value.
    package var description: String {
        let place = pointer.isEmpty ? "" : " (in \(pointer))"
        return "\(code.summary) at byte \(offset)\(place)"
    }
}

extension JSONError.Code {
    /// What is wrong, in English, to be followed by a place.
    package var summary: String {
        switch self {
        case .unexpectedEnd: "the JSON text ends too early"
        case .unexpectedByte: "unexpected character"
        case .trailingContent: "unexpected content after the JSON value"
        case .invalidNumber: "malformed number"
        case .controlCharacter: "unescaped control character in a string"
        case .invalidEscape: "unknown escape in a string"
        case .loneSurrogate: "half of a surrogate pair in a string"
        case .invalidUTF8: "invalid UTF-8"
        case .duplicateKey: "duplicate key"
        case .tooDeep: "containers nested too deeply"
        case .byteOrderMark: "byte order mark"
        case .tooLarge: "JSON text too large"
        }
    }
}

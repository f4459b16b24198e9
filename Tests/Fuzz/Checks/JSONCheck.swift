import Foundation
import WireFormat

/// What is accepted says what Foundation reads in it; what is refused is refused at a place.
enum JSONCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            try promise(
                (0...bytes.count).contains(error.offset),
                "\(error) lies outside of \(bytes.count) bytes"
            )
            return try checkRefusal(error, bytes)
        }
        try compareWithFoundation(document.root, bytes)
        try checkPlaces(document.root, in: bytes)
        try checkRoundTrip(document.root)
    }

    /// Whether bytes are one JSON text.
    static func isText(_ bytes: [UInt8]) -> Bool { (try? JSONDocument(parsing: bytes)) != nil }

    // MARK: Foundation

    /// What is refused although Foundation takes it: RFC 8259 or the manual says why.
    private static let stricter: Set<JSONError.Code> = [
        .duplicateKey, .loneSurrogate, .byteOrderMark, .tooDeep, .invalidUTF8,
    ]

    private static func checkRefusal(
        _ error: JSONError,
        _ bytes: [UInt8]
    ) throws(BrokenPromise) {
        // A zero byte is what makes Foundation take a text for UTF-16 or UTF-32.
        if stricter.contains(error.code) || bytes.contains(0) { return }
        if error.code == .unexpectedByte, hasTrailingComma(bytes, before: error.offset) { return }
        try promise(foundation(bytes) == nil, "\(error), but Foundation reads the text")
    }

    /// Whether a container ends at an offset, right behind a comma.
    private static func hasTrailingComma(_ bytes: [UInt8], before offset: Int) -> Bool {
        let isEnd = [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[offset])
        let before = bytes[..<offset].last { ![0x09, 0x0A, 0x0D, 0x20].contains($0) }
        return isEnd && before == UInt8(ascii: ",")
    }

    private static func foundation(_ bytes: [UInt8]) -> Any? {
        try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    }

    private static func compareWithFoundation(
        _ root: JSONNode,
        _ bytes: [UInt8]
    ) throws(BrokenPromise) {
        guard let value = foundation(bytes) else {
            // Foundation has no number beyond what a Double holds.
            return try promise(
                hasVastNumber(root),
                "Foundation refuses what is accepted: \(String(decoding: bytes, as: UTF8.self))"
            )
        }
        try compare(root, value)
    }

    private static func hasVastNumber(_ node: JSONNode) -> Bool {
        switch node.kind {
        // Of these two readers one may take a number for a Decimal.
        case .number: node.double == nil || node.raw.count > 15
        case .array: node.elements.contains(where: hasVastNumber)
        case .object: node.members.contains { hasVastNumber($0.value) }
        case .null, .bool, .string: false
        }
    }

    private static func compare(_ node: JSONNode, _ value: Any) throws(BrokenPromise) {
        let isSame: Bool
        switch node.kind {
        case .null: isSame = value is NSNull
        case .bool: isSame = node.bool == value as? Bool
        case .string:
            // Compared as code points; Swift's own equality takes é and e + ◌́ for one.
            let own = node.string.map { Array(unmarked($0).utf8) }
            isSame = (value as? String).map { Array(unmarked($0).utf8) } == own
        case .number: isSame = isSameNumber(node, value)
        case .array:
            let elements = value as? [Any] ?? []
            let own = Array(node.elements)
            isSame = own.count == elements.count
            if isSame { for (left, right) in zip(own, elements) { try compare(left, right) } }
        case .object: isSame = try isSameObject(node, value)
        }
        try promise(isSame, "\(node.pointer) is \(value) to Foundation")
    }

    /// A text without the marks U+FEFF: Foundation takes one off the beginning of every string, and of
    /// what stands behind an escape.
    private static func unmarked(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FEFF}" }))
    }

    private static func isSameNumber(_ node: JSONNode, _ value: Any) -> Bool {
        guard let number = value as? NSNumber else { return false }
        if let whole = node.int, let other = value as? Int { return whole == other }
        guard let own = node.double else { return true }
        let other = number.doubleValue
        // Foundation goes through Decimal for long numbers, which may cost the last bits.
        return own == other || abs(own - other) <= abs(own) * 1e-14 || abs(own) < 1e-120
    }

    private static func isSameObject(_ node: JSONNode, _ value: Any) throws(BrokenPromise) -> Bool {
        let others = value as? [String: Any] ?? [:]
        let members = Array(node.members)
        let keys = members.map { unmarked($0.key.string ?? "") }
        let byKey = Dictionary(others.map { (unmarked($0.key), $0.value) }) { first, _ in first }
        // Keys that only look alike are one to Foundation, and here those with and without marks.
        guard Set(keys) == Set(byKey.keys) else { return false }
        guard byKey.count == members.count else { return true }
        for (key, member) in zip(keys, members) {
            guard let other = byKey[key] else { return false }
            try compare(member.value, other)
        }
        return true
    }

    // MARK: Places and copies

    private static func checkPlaces(_ node: JSONNode, in bytes: [UInt8]) throws(BrokenPromise) {
        try promise(
            0 <= node.offset && node.offset < node.endOffset && node.endOffset <= bytes.count,
            "\(node.pointer) lies at \(node.offset)..<\(node.endOffset) of \(bytes.count) bytes"
        )
        try promise(
            isText(Array(node.raw)),
            "the bytes of \(node.pointer) are no text of their own"
        )
        for element in node.elements { try checkPlaces(element, in: bytes) }
        for member in node.members { try checkPlaces(member.value, in: bytes) }
    }

    private static func checkRoundTrip(_ root: JSONNode) throws(BrokenPromise) {
        var writer = JSONWriter()
        write(root, to: &writer)
        guard let again = try? JSONDocument(parsing: writer.bytes) else {
            throw BrokenPromise("what was written is no JSON: \(text(writer.bytes))")
        }
        var second = JSONWriter()
        write(again.root, to: &second)
        try promise(
            writer.bytes == second.bytes,
            "\(text(writer.bytes)) became \(text(second.bytes))"
        )
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func write(_ node: JSONNode, to writer: inout JSONWriter) {
        switch node.kind {
        case .null: writer.null()
        case .bool: writer.value(node.bool ?? false)
        case .number:
            if let whole = node.int {
                writer.value(whole)
            } else if let number = node.double {
                writer.value(number)
            } else {
                writer.raw(node.raw)
            }
        case .string: writer.value(node.string ?? "")
        case .array:
            writer.beginArray()
            for element in node.elements { write(element, to: &writer) }
            writer.endArray()
        case .object:
            writer.beginObject()
            for member in node.members {
                writer.key(member.key.string ?? "")
                write(member.value, to: &writer)
            }
            writer.endObject()
        }
    }
}

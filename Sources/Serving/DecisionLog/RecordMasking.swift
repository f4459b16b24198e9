import Diagnostics
import WireFormat

/// Writes a record on one line, without what is to be left out, and names what was left out.
struct RecordMasking {
    private let masks: [RecordPointer]

    init(_ masks: [RecordPointer]) { self.masks = masks }

    /// The line of a record, with its line feed.
    ///
    /// - Throws: What is wrong with a record that is no JSON.
    func line(_ record: [UInt8]) throws(JSONError) -> [UInt8] {
        // The query lies one deeper in the record than it did when it was read.
        let root = try JSONDocument(parsing: record, maximumDepth: 128).root
        var copy = Copy(writer: JSONWriter(capacity: record.count + 64))
        copy.writer.beginObject()
        for member in root.members { copy.copy(member, masks.map { $0.tokens[...] }, below: "") }
        if !copy.masked.isEmpty {
            copy.writer.key("masked")
            copy.writer.beginArray()
            for pointer in copy.masked { copy.writer.value(pointer) }
            copy.writer.endArray()
        }
        copy.writer.endObject()
        return Self.harmless(copy.writer.bytes) + [0x0A]
    }

    /// JSON in which every character is escaped by which a text can steer the terminal of whoever
    /// reads it.
    private static func harmless(_ json: [UInt8]) -> [UInt8] {
        let text = String(decoding: json, as: UTF8.self)
        if Diagnostic.isPrintable(text) { return json }
        var result: [UInt8] = []
        result.reserveCapacity(json.count + 64)
        for scalar in text.unicodeScalars {
            guard Diagnostic.printable(scalar) != scalar else {
                result += scalar.utf8
                continue
            }
            let digits = String(scalar.value, radix: 16)
            result += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
        return result
    }

    /// A copy under way.
    private struct Copy {
        var writer: JSONWriter
        /// Pointers to what was left out.
        var masked: [String] = []

        /// Copies a member of an object unless a mask is about it; `ways` are what is left of the
        /// masks that lead to the object.
        mutating func copy(
            _ member: JSONNode.Member,
            _ ways: [ArraySlice<String>],
            below pointer: String
        ) {
            let name = member.key.string ?? ""
            guard !ways.isEmpty else {
                writer.key(name)
                writer.raw(Self.compact(member.value.raw))
                return
            }
            guard let rest = enter(name, ways, below: pointer) else { return }
            writer.key(name)
            copy(member.value, rest.ways, at: rest.pointer)
        }

        private mutating func copy(
            _ node: JSONNode,
            _ ways: [ArraySlice<String>],
            at pointer: String
        ) {
            if ways.isEmpty { return writer.raw(Self.compact(node.raw)) }
            switch node.kind {
            case .object:
                writer.beginObject()
                for member in node.members { copy(member, ways, below: pointer) }
                writer.endObject()
            case .array:
                writer.beginArray()
                for (number, element) in node.elements.enumerated() {
                    // An element that is left out leaves a gap, or those behind it would move up.
                    if let rest = enter("\(number)", ways, below: pointer, isElement: true) {
                        copy(element, rest.ways, at: rest.pointer)
                    } else {
                        writer.null()
                    }
                }
                writer.endArray()
            default: writer.raw(node.raw)
            }
        }

        /// JSON without the spaces and line feeds between its parts.
        private static func compact(_ json: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            guard json.contains(where: { $0 <= 0x20 }) else { return json }
            var result: [UInt8] = []
            result.reserveCapacity(json.count)
            var isText = false
            var isEscaped = false
            for byte in json {
                if byte <= 0x20, !isText { continue }
                result.append(byte)
                if byte == UInt8(ascii: "\""), !isEscaped { isText.toggle() }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            }
            return result[...]
        }

        /// What is left of the masks behind a name, or `nil` when one of them ends there.
        private mutating func enter(
            _ name: String,
            _ ways: [ArraySlice<String>],
            below pointer: String,
            isElement: Bool = false
        ) -> (ways: [ArraySlice<String>], pointer: String)? {
            let left = ways.filter { $0.first == name || (isElement && $0.first == "*") }
                .map { $0.dropFirst() }
            if left.isEmpty { return ([], pointer) }
            let token = name.replacing("~", with: "~0").replacing("/", with: "~1")
            let inner = "\(pointer)/\(token)"
            guard left.contains(where: \.isEmpty) else { return (left, inner) }
            masked.append(inner)
            return nil
        }
    }
}

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
        copy.writer.endLine()
        return Self.harmless(copy.writer.bytes)
    }

    /// JSON with the characters escaped by which a text can steer the terminal of whoever reads it:
    /// DEL, the C1 controls, line and paragraph separators, and marks that turn text.
    private static func harmless(_ json: [UInt8]) -> [UInt8] {
        guard json.contains(where: { $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 }) else {
            return json
        }
        var result: [UInt8] = []
        result.reserveCapacity(json.count + 64)
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: 4 - digits.count)
                result += Array("\\u\(zeros)\(digits)".utf8)
            default: result += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
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
            guard let rest = enter(name, ways, below: pointer) else { return }
            writer.key(name)
            copy(member.value, rest.ways, at: rest.pointer)
        }

        private mutating func copy(
            _ node: JSONNode,
            _ ways: [ArraySlice<String>],
            at pointer: String
        ) {
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
            default:
                // Without spaces outside, and a text cannot hold a line feed as such.
                writer.raw(node.raw)
            }
        }

        /// What is left of the masks behind a name, or `nil` when one of them ends there.
        private mutating func enter(
            _ name: String,
            _ ways: [ArraySlice<String>],
            below pointer: String,
            isElement: Bool = false
        ) -> (ways: [ArraySlice<String>], pointer: String)? {
            if ways.isEmpty { return ([], pointer) }
            let token = name.replacing("~", with: "~0").replacing("/", with: "~1")
            let inner = "\(pointer)/\(token)"
            let left = ways.filter { $0.first == name || (isElement && $0.first == "*") }
                .map { $0.dropFirst() }
            guard left.contains(where: \.isEmpty) else { return (left, inner) }
            masked.append(inner)
            return nil
        }
    }
}

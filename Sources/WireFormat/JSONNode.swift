/// A value of a document, or a key of one of its objects.
///
/// A node is as cheap to copy as a reference and a number. Every reading accessor answers `nil`
/// where the value is of another kind; none of them fails otherwise.
package struct JSONNode: Sendable {
    let document: JSONDocument
    let index: Int

    /// What sort of value it is.
    package var kind: JSONKind { entry.kind }

    /// Whether it is `null`.
    package var isNull: Bool { kind == .null }

    /// The truth value, if it is one.
    package var bool: Bool? {
        guard kind == .bool else { return nil }
        return document.bytes[Int(entry.start)] == UInt8(ascii: "t")
    }

    /// The text, if it is a string or a key.
    package var string: String? {
        let entry = entry
        guard entry.kind == .string else { return nil }
        let bytes = document.bytes
        if entry.needsDecoding {
            return JSONStringDecoding.string(entry, in: bytes.span)
        }
        return String(decoding: bytes[Int(entry.start)..<Int(entry.end)], as: UTF8.self)
    }

    /// Whether it is a string, or a key, of exactly these code points; decodes nothing.
    package func equals(_ text: String) -> Bool {
        let entry = entry
        guard entry.kind == .string else { return false }
        let bytes = document.bytes
        return JSONStringDecoding.isEqual(entry, in: bytes.span, to: text.utf8.span)
    }

    /// The bytes of the value as they were sent, quotation marks included.
    ///
    /// They are a complete JSON text themselves, which `JSONWriter.raw` may copy to an answer.
    package var raw: ArraySlice<UInt8> {
        document.bytes[offset..<endOffset]
    }

    /// Where the value begins, in bytes from the start of the text, from 0.
    package var offset: Int { Int(entry.start) - (kind == .string ? 1 : 0) }

    /// The byte after the value.
    package var endOffset: Int { Int(entry.end) + (kind == .string ? 1 : 0) }

    var entry: JSONDocument.Entry { document.tape[index] }
}

// MARK: Containers

extension JSONNode {
    /// The elements of an array in order; empty for everything else.
    package var elements: Elements { Elements(container: self) }

    /// The members of an object in the order sent; empty for everything else.
    package var members: Members { Members(container: self) }

    /// The value of a key, found by looking through the members, or `nil`.
    ///
    /// Somebody who wants all of an object should go through ``members`` once instead.
    package subscript(key: String) -> JSONNode? {
        for member in members where member.key.equals(key) { return member.value }
        return nil
    }

    /// A key and its value.
    package struct Member: Sendable {
        /// The key, a node of kind `string`.
        package let key: JSONNode
        /// The value.
        package let value: JSONNode
    }

    /// The elements of an array.
    package struct Elements: Sequence, IteratorProtocol, Sendable {
        private let document: JSONDocument
        private var index: Int
        private let end: Int

        init(container: JSONNode) {
            document = container.document
            index = container.index + 1
            end = container.kind == .array ? Int(container.entry.next) : 0
        }

        /// The next element.
        package mutating func next() -> JSONNode? {
            guard index < end else { return nil }
            defer { index = Int(document.tape[index].next) }
            return JSONNode(document: document, index: index)
        }
    }

    /// The members of an object.
    package struct Members: Sequence, IteratorProtocol, Sendable {
        private let document: JSONDocument
        private var index: Int
        private let end: Int

        init(container: JSONNode) {
            document = container.document
            index = container.index + 1
            end = container.kind == .object ? Int(container.entry.next) : 0
        }

        /// The next member.
        package mutating func next() -> Member? {
            guard index < end else { return nil }
            defer { index = Int(document.tape[index + 1].next) }
            return Member(
                key: JSONNode(document: document, index: index),
                value: JSONNode(document: document, index: index + 1)
            )
        }
    }
}

// MARK: Place

extension JSONNode {
    /// Where the node is, as an RFC 6901 pointer; empty for the whole text.
    ///
    /// The pointer of a key is that of its value. It is searched from the root each time, so it
    /// is meant for complaints.
    package var pointer: String {
        var pointer = ""
        var container = document.root
        while container.index < index {
            guard let step = container.step(towards: index) else { return pointer }
            pointer += "/" + step.token
            if index == step.key { return pointer }
            container = step.child
        }
        return pointer
    }

    /// The child that is, or holds, the entry at `target`, and the name of the way to it.
    private func step(towards target: Int) -> (token: String, key: Int, child: JSONNode)? {
        for (number, child) in elements.enumerated() where target < child.entry.next {
            return ("\(number)", -1, child)
        }
        for member in members where target < member.value.entry.next {
            let token = JSONStringDecoding.pointerToken(member.key.string ?? "")
            return (token, member.key.index, member.value)
        }
        return nil
    }
}

/// A JSON text that has been checked completely, as a flat tape over its bytes.
///
/// Parsing costs two allocations however many nodes there are: the tape and this object. Strings
/// and numbers are decoded when they are asked for. A node holds on to its document.
///
/// ## What is refused
///
/// Everything RFC 8259 forbids, and what it merely advises against because two readers could
/// understand it differently: duplicate keys, lone surrogates, and a byte order mark.
package final class JSONDocument: Sendable {
    /// One value or key.
    struct Entry: Sendable {
        /// The first byte; for a string the one after the quotation mark.
        var start: UInt32
        /// The byte after the last; for a string that of the closing quotation mark.
        var end: UInt32
        /// The entry after this one and all that is inside it.
        var next: UInt32
        var kind: JSONKind
        /// A string with escapes, or a number with a fraction or an exponent.
        var needsDecoding: Bool
    }

    let bytes: [UInt8]
    let tape: [Entry]

    /// Parses a text.
    ///
    /// - Parameters:
    ///   - bytes: The whole text; white space around the value is allowed.
    ///   - maximumDepth: How many containers may lie inside each other; a scalar has depth 0.
    /// - Throws: The first fault found. Duplicate keys count as found where their object ends.
    package init(parsing bytes: [UInt8], maximumDepth: Int = 32) throws(JSONError) {
        guard bytes.count < Int(UInt32.max) else { throw JSONError(.tooLarge, offset: 0) }
        var parser = JSONParser(maximumDepth: maximumDepth, capacity: bytes.count)
        try parser.parse(bytes.span)
        self.bytes = bytes
        self.tape = parser.tape
    }

    /// Parses a text; see ``init(parsing:maximumDepth:)``.
    package convenience init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// The one value of the text.
    package var root: JSONNode { JSONNode(document: self, index: 0) }
}

/// The sort of a JSON value.
package enum JSONKind: UInt8, Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number, whole or not.
    case number
    /// A string; keys are strings too.
    case string
    /// An array.
    case array
    /// An object.
    case object
}

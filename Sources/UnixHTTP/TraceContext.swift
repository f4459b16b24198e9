import NIOHTTP1

/// The trace that a request belongs to: W3C Trace Context, the header `traceparent`.
///
/// The daemon makes no spans of its own, so it passes on what it was given: the header comes back
/// with the response, and the decision log names the trace.
package struct TraceContext: Hashable, Sendable {
    /// The trace: 32 hexadecimal digits, not all zero.
    package let traceID: String
    /// The caller's span: 16 hexadecimal digits, not all zero.
    package let parentID: String
    /// Whether the caller records the trace.
    package let isSampled: Bool
    /// The header as it is sent back.
    package let text: String

    /// Reads the header of a request; `nil` when it has none, more than one, or one of another form.
    package init?(_ headers: HeaderFields) {
        let values = headers.fields["traceparent"]
        guard let value = values.first, values.count == 1 else { return nil }
        self.init(value)
    }

    /// Reads the value of the header; `nil` when it is of another form.
    ///
    /// Versions to come may add to what is known, behind a further hyphen; that is left out.
    package init?(_ value: String) {
        let parts = value.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, Self.isHexadecimal(parts[0], 2), parts[0] != "ff",
            parts[0] != "00" || parts.count == 4,
            Self.isHexadecimal(parts[1], 32), parts[1].contains(where: { $0 != "0" }),
            Self.isHexadecimal(parts[2], 16), parts[2].contains(where: { $0 != "0" }),
            Self.isHexadecimal(parts[3], 2), let flags = UInt8(parts[3], radix: 16)
        else { return nil }
        traceID = String(parts[1])
        parentID = String(parts[2])
        isSampled = flags & 1 == 1
        // What is sent back is of the version that is understood here.
        text = parts[0] == "00" ? value : "00-\(parts[1])-\(parts[2])-\(isSampled ? "01" : "00")"
    }

    /// Whether a part has so many digits; capitals are of another form.
    private static func isHexadecimal(_ part: Substring, _ count: Int) -> Bool {
        part.utf8.count == count
            && part.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                    true
                default: false
                }
            }
    }
}

/// Turns `file:` URIs into paths and back.
enum FileURI {
    /// The path of a URI, or `nil` when it is not that of a local file.
    static func path(of uri: String) -> String? {
        guard uri.lowercased().hasPrefix("file://") else { return nil }
        let rest = uri.utf8.dropFirst(7)
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let host = String(rest[..<slash]) ?? ""
        guard host.isEmpty || host == "localhost" else { return nil }
        return decoded(rest[slash...].prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") })
    }

    /// The URI of an absolute path.
    static func uri(of path: String) -> String {
        var uri = "file://"
        for byte in path.utf8 {
            if isPlain(byte) {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                uri += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return uri
    }

    private static func decoded(_ text: some Sequence<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var pending: [UInt8]?
        for byte in text {
            if let digits = pending {
                guard let text = String(validating: digits + [byte], as: UTF8.self) else {
                    return nil
                }
                if digits.isEmpty {
                    pending = [byte]
                } else {
                    guard let value = UInt8(text, radix: 16) else { return nil }
                    bytes.append(value)
                    pending = nil
                }
            } else if byte == UInt8(ascii: "%") {
                pending = []
            } else {
                bytes.append(byte)
            }
        }
        guard pending == nil, !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}

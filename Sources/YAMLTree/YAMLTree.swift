package import Diagnostics

/// Reads YAML: bytes in, a tree of nodes with places out.
package enum YAMLTree {
    /// Reads the one document of a file.
    ///
    /// Faults that leave the rest readable (duplicate keys, merge keys, foreign tags) are collected
    /// in ``YAMLDocument/problems``; a file without any value gives a null root.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark.
    ///   - file: The name to put into places.
    ///   - limits: What to refuse.
    /// - Returns: The nodes, and what is wrong without keeping them from being read.
    /// - Throws: A diagnostic with the place where nothing more could be read.
    package static func parse(
        _ bytes: [UInt8],
        file: String,
        limits: YAMLLimits = YAMLLimits()
    ) throws(Diagnostic) -> YAMLDocument {
        guard bytes.count <= min(limits.bytes, Int(Int32.max)) else {
            throw Diagnostic(
                .fileTooLarge,
                "the file holds \(bytes.count) bytes; at most \(limits.bytes) are read",
                at: SourcePlace(file: file, line: 1, column: 1)
            )
        }
        let body = try EncodingCheck.body(of: bytes, file: file)
        var composer = NodeComposer(file: file, limits: limits, byteCount: body.count)
        var parser = try EventParser(reading: body, of: file)
        try composer.compose(from: &parser)
        return composer.finish()
    }
}

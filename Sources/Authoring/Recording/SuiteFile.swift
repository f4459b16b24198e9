package import Diagnostics
package import RuleLoading

/// A file of tests to which a test is added without touching what stands there.
package struct SuiteFile: Sendable {
    /// Why a test cannot be added.
    package enum Failure: Error, Hashable, Sendable {
        /// The section is written on one line.
        case flowSection(line: Int)
        /// The file is not UTF-8.
        case encoding
    }

    private let text: String?

    /// Takes what the file holds; `nil` when there is none yet.
    ///
    /// - Throws: ``Failure/encoding``.
    package init(_ bytes: [UInt8]?) throws(Failure) {
        guard let bytes else {
            text = nil
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .encoding
        }
        self.text = text
    }

    /// The file with an entry, indented by two spaces, at the end of its `tests`.
    ///
    /// - Throws: ``Failure/flowSection(line:)`` when the tests are written in brackets.
    package func adding(_ entry: String) throws(Failure) -> String {
        guard let text, text.contains(where: { !$0.isWhitespace }) else {
            return "schema: 1\n\ntests:\n\(entry)"
        }
        var lines = Self.lines(of: text)
        // Lines of other systems keep their carriage returns, and new ones get them.
        let end = lines[0].hasSuffix("\r") ? "\r" : ""
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard let start = lines.firstIndex(where: { $0.hasPrefix("tests:") }) else {
            let section = ["", "tests:"] + Self.indented(entry, by: 2)
            return (lines + section.map { $0 + end }).joined(separator: "\n") + "\n"
        }
        let rest = lines[start].dropFirst(6).drop { $0.isWhitespace }
        if rest.hasPrefix("[]") {
            lines[start] = "tests:" + end
        } else if !rest.isEmpty, !rest.hasPrefix("#") {
            throw .flowSection(line: start + 1)
        }
        let next = lines[(start + 1)...].firstIndex { Self.beginsSection($0) } ?? lines.endIndex
        let last = lines[start..<next].lastIndex { Self.hasContent($0) } ?? start
        let indent = Self.indent(of: lines[(start + 1)..<next])
        var added = Self.indented(entry, by: indent)
        // Tests that stand apart stay apart.
        if last > start { added.insert("", at: 0) }
        // The last line of the file may have had no end at all.
        if last + 1 == lines.endIndex, !lines[last].hasSuffix("\r") { lines[last] += end }
        lines.insert(contentsOf: added.map { $0 + end }, at: last + 1)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The lines between line feeds: with a carriage return before it, Swift takes a line feed for
    /// another character.
    private static func lines(of text: String) -> [String] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static func beginsSection(_ line: String) -> Bool {
        guard let first = line.first else { return false }
        return !" -#\t\r".contains(first)
    }

    private static func hasContent(_ line: String) -> Bool {
        guard let first = line.first(where: { !$0.isWhitespace }) else { return false }
        return !(first == "#" && line.hasPrefix("#"))
    }

    /// How far the first entry is indented; two spaces without any.
    private static func indent(of lines: ArraySlice<String>) -> Int {
        let first = lines.first { line in line.drop { $0 == " " }.hasPrefix("-") }
        return first.map { line in line.prefix { $0 == " " }.count } ?? 2
    }

    private static func indented(_ entry: String, by indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return entry.split(separator: "\n").map { margin + $0.dropFirst(2) }
    }
}

/// A source of rule files in which one file is replaced or added.
package struct PatchedSource<Source: RuleSource>: RuleSource {
    private let source: Source
    private let file: RuleFile

    /// Puts a file over a source.
    package init(_ source: Source, with file: RuleFile) {
        self.source = source
        self.file = file
    }

    /// The source's paths and the file's.
    ///
    /// - Throws: What the source throws.
    package func list() throws(Diagnostic) -> RuleListing {
        var listing = try source.list()
        if !listing.paths.contains(file.path) { listing.paths.append(file.path) }
        return listing
    }

    /// The file's bytes, or the source's.
    ///
    /// - Throws: What the source throws.
    package func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        path == file.path ? file.bytes : try source.read(path)
    }
}

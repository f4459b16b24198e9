package import Diagnostics

/// A rule file as it was read.
package struct RuleFile: Sendable {
    /// Its path relative to the folder, with `/` between levels; behind the name of its layer in a
    /// book of several.
    package var path: String
    /// What it holds.
    package var bytes: [UInt8]
    /// The number of its layer, from 0.
    package var layer: Int

    /// Pairs a path with its bytes.
    package init(path: String, bytes: [UInt8], layer: Int = 0) {
        self.path = path
        self.bytes = bytes
        self.layer = layer
    }
}

/// The rule files of a folder.
package struct RuleListing: Sendable {
    /// Paths relative to the folder, in any order.
    package var paths: [String]
    /// What is odd about the folder.
    package var diagnostics: [Diagnostic]

    /// Pairs paths with what is odd.
    package init(paths: [String], diagnostics: [Diagnostic] = []) {
        self.paths = paths
        self.diagnostics = diagnostics
    }
}

/// Where rule files come from: a folder, or memory in tests.
package protocol RuleSource: Sendable {
    /// Names all rule files.
    ///
    /// - Throws: A diagnostic when the folder cannot be listed at all.
    func list() throws(Diagnostic) -> RuleListing

    /// Reads one file of the listing.
    ///
    /// - Throws: A diagnostic when it cannot be read or is too large.
    func read(_ path: String) throws(Diagnostic) -> [UInt8]
}

/// Rule files in memory.
package struct RulesInMemory: RuleSource {
    private let files: [RuleFile]

    /// Takes the files in the order given.
    package init(_ files: [RuleFile]) { self.files = files }

    /// Takes texts by path.
    package init(_ texts: KeyValuePairs<String, String>) {
        files = texts.map { RuleFile(path: $0.key, bytes: Array($0.value.utf8)) }
    }

    /// The paths in the order of the files.
    package func list() throws(Diagnostic) -> RuleListing {
        RuleListing(paths: files.map(\.path))
    }

    /// The bytes of a file.
    ///
    /// - Throws: A diagnostic when there is no such file.
    package func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        guard let file = files.first(where: { $0.path == path }) else {
            throw Diagnostic(
                .unreadable,
                "there is no such file",
                at: SourcePlace(file: path, line: 1, column: 1)
            )
        }
        return file.bytes
    }
}

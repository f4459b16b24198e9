import Foundation

/// A Swift file of the project.
struct SourceFile: Sendable, CustomStringConvertible {
    /// The module it belongs to: the folder under `Sources`.
    var module: String
    /// Its path under `Sources`.
    var path: String
    /// What it holds.
    var text: String
    /// Its lines without line ends.
    var lines: [String]

    init(module: String, path: String, text: String) {
        self.module = module
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The lines, from 1, that hold a word.
    func lines(with word: String) -> [Int] {
        // Most files are told apart by one search; comparing characters line by line is slow.
        guard text.range(of: word, options: .literal) != nil else { return [] }
        return lines.indices.filter { lines[$0].contains(word) }.map { $0 + 1 }
    }

    var description: String { path }

    /// The modules it imports, with the lines of the imports, from 1.
    var imports: [(module: String, line: Int)] {
        lines.enumerated().compactMap { index, line in
            var words = line.split(separator: " ").map(String.init)[...]
            while let first = words.first, Self.importModifiers.contains(first) {
                words = words.dropFirst()
            }
            guard words.first == "import", var name = words.dropFirst().first else { return nil }
            // `import struct Module.Name` names the module second.
            if Self.importKinds.contains(name), let second = words.dropFirst(2).first {
                name = second
            }
            return (String(name.prefix { $0 != "." }), index + 1)
        }
    }

    private static let importModifiers = [
        "package", "public", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
        "@_exported",
    ]
    private static let importKinds = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]
}

/// The project's files, found from where this file was compiled.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The Swift files under `Sources`, sorted by path.
    static let files = swiftFiles(under: "Sources")
    /// The Swift files under `Tests`, sorted by path.
    static let tests = swiftFiles(under: "Tests")

    private static func swiftFiles(under folder: String) -> [SourceFile] {
        let start = root.appending(path: folder).resolvingSymlinksInPath()
        let paths = FileManager.default.enumerator(atPath: start.path)?.compactMap { $0 as? String }
        return (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard
                let text = try? String(contentsOf: start.appending(path: path), encoding: .utf8)
            else { return nil }
            return SourceFile(
                module: String(path.prefix { $0 != "/" }),
                path: "\(folder)/\(path)",
                text: text
            )
        }
    }
}

import Diagnostics
import FoundationEssentials
import Knowledge
import RuleLoading
import Testing

/// Holds `Rules/README.md` to the language and to the shipped book.
@Suite struct AuthorsManualTests {
    private static let rules = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Rules").path

    private func manual() throws -> String {
        String(
            decoding: try Data(contentsOf: URL(filePath: Self.rules + "/README.md")),
            as: UTF8.self
        )
    }

    @Test func `every example in YAML loads beside the shipped book`() throws {
        let parts = try manual().components(separated: "\n```")
        let examples = parts.filter { $0.hasPrefix("yaml\n") }.map { String($0.dropFirst(5)) }
        #expect(examples.count >= 5)
        let source = RuleDirectory(path: Self.rules)
        var files: [RuleFile] = []
        for path in try source.list().paths {
            files.append(RuleFile(path: path, bytes: try source.read(path)))
        }
        for (number, text) in examples.enumerated() {
            files.append(RuleFile(path: "README-\(number).yaml", bytes: Array(text.utf8)))
        }
        let found = RuleLoader().load(RulesInMemory(files)).diagnostics
        #expect(found.filter { $0.file.hasPrefix("README") } == [])
    }

    @Test(arguments: RuleLanguage.sections.map(\.name))
    func `the manual names every key and every value of a section`(_ name: String) throws {
        let text = try manual()
        let section = try #require(RuleLanguage.sections.first { $0.name == name })
        #expect(text.contains("`\(name)`"))
        let words = Self.words(of: .record(section.item), depth: 0)
        #expect(words.filter { !text.namesWord($0) } == [])
    }

    /// The keys and choices of a shape; conditions lie in each other, so only so deep.
    private static func words(of shape: ValueShape, depth: Int) -> Set<String> {
        guard depth < 6 else { return [] }
        switch shape {
        case .choice(let values): return Set(values)
        case .list(let item, _), .map(_, let item): return words(of: item, depth: depth)
        case .either(let shapes):
            return shapes.reduce(into: []) { $0.formUnion(words(of: $1, depth: depth)) }
        case .record(let record):
            return record.fields.reduce(into: []) { words, field in
                words.insert(field.name)
                words.formUnion(Self.words(of: field.shape, depth: depth + 1))
            }
        default: return []
        }
    }
}

extension String {
    fileprivate func components(separated separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether a word stands in the text by itself.
    fileprivate func namesWord(_ word: String) -> Bool {
        ranges(of: word).contains { range in
            let before =
                range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
            let after = range.upperBound == endIndex ? nil : self[range.upperBound]
            return [before, after].allSatisfy { !($0?.isWordlike ?? false) }
        }
    }
}

extension Character {
    fileprivate var isWordlike: Bool { isLetter || isNumber || self == "_" || self == "-" }
}

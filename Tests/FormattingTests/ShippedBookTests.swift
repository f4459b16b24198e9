import Formatting
import Foundation
import Knowledge
import RuleLoading
import Testing

@Suite struct ShippedBookTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func `every shipped file comes to rest at once and the book stays the same`() throws {
        let folder = RuleDirectory(path: Self.root.appending(path: "Rules").path)
        let files = try folder.list().paths.map { RuleFile(path: $0, bytes: try folder.read($0)) }
        try #require(files.count > 50)
        let formatter = RuleFormatter()
        var result: [RuleFile] = []
        for file in files {
            let once = try formatter.format(file.bytes, file: file.path)
            #expect(try formatter.format(once, file: file.path) == once, "\(file.path)")
            result.append(RuleFile(path: file.path, bytes: once))
        }
        let before = RuleLoader().load(RulesInMemory(files))
        let after = RuleLoader().load(RulesInMemory(result))
        #expect(after.diagnostics.count == before.diagnostics.count)
        #expect(difference(before.book, after.book) == nil)
    }

    @Test func `keys in any order load to the same book`() throws {
        let text = """
            schema: 1
            categories:
              - {label: {en: A, ja: い}, title: {ja: い, en: A}, id: sales}
            framings: [{because: {ja: い, en: A}, id: general, title: {ja: い, en: A}}]
            rules:
              - because: {ja: い, en: A}
                then: {outcome: [], framing: general}
                title: {ja: い, en: A}
                when: {vague: false, tried: {max: 3}, company: {capital: {max: 1}, age: {min: 2}},
                       any: [{stage: running, category: [sales]}]}
                id: a
            sizes:
              - source: {checked: 2026-01-01, url: 'https://u'}
                groups: [{employees: {max: 20}, industries: [], title: {ja: い, en: A}, id: all}]
                either: true
                title: {ja: い, en: A}
                id: sme
            policies:
              - source: {url: 'https://u', checked: 2026-01-01}
                when: {company: {size: sme, capital: {max: 1}}, all: [{company: {age: {min: 2}}}]}
                url: 'https://u'
                state: current
                pattern: always
                benefit: {ja: い, en: A}
                topics: [sales]
                issuer: {ja: い, en: A}
                kind: tax
                title: {ja: い, en: A}
                id: p
            tests:
              - expect: {partners: {exclude: [], include: []}, framing: general, first: sales}
                query: {as_of: 2026-11-22, company: {industry: E, employees: 3}, problem: い}
                id: t
            industries: [{groups: [9, 32], title: {ja: い, en: A}, id: E}]
            """
        let once = try RuleFormatter().format(Array(text.utf8), file: "a.yaml")
        let before = RuleLoader().load(RulesInMemory(["a.yaml": text]))
        let after = RuleLoader().load(RulesInMemory([RuleFile(path: "a.yaml", bytes: once)]))
        #expect(before.diagnostics == [])
        #expect(before.book != nil)
        #expect(difference(before.book, after.book) == nil)
    }

    /// The first words in which two books differ; `nil` when they say the same.
    private func difference(_ first: Book?, _ second: Book?) -> String? {
        let (left, right) = (words(of: first), words(of: second))
        guard left != right else { return nil }
        return String(left.commonPrefix(with: right).suffix(300))
    }

    /// All that a book says, without the places that it says it in.
    private func words(of book: Book?) -> String {
        guard let book else { return "nothing" }
        let sections = Mirror(reflecting: book).children.filter { $0.label != "provenance" }
        let text = sections.map { "\($0.label ?? ""): \($0.value)" }.joined(separator: "\n")
        let parts = text.components(separatedBy: "Origin(")
        return parts.enumerated().map { index, part in
            index == 0 ? part[...] : part[(part.firstIndex(of: ")") ?? part.startIndex)...]
        }.joined(separator: "Origin(")
    }
}

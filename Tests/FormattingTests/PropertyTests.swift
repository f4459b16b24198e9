import Formatting
import Testing

@Suite struct PropertyTests {
    @Test(arguments: 0..<400)
    func `any file keeps its meaning and its comments and comes to rest at once`(_ seed: Int) throws
    {
        let (text, comments) = RandomYAML.file(seed: UInt64(seed))
        let first = try formatted(text)
        #expect(try meaning(of: first) == meaning(of: text))
        #expect(try formatted(first) == first)
        let kept = first.matches(of: /# c([0-9]+)/).compactMap { Int($0.1) }
        #expect(kept == Array(1..<comments + 1))
        #expect(!first.contains("\r"))
        #expect(first.hasSuffix("\n") && !first.hasSuffix("\n\n"))
    }

    /// The keys of an entry, in the order of the language.
    private static let keys = [
        "id: example", "title: {ja: 例, en: Example}", "kind: subsidy", "issuer: {ja: 国, en: State}",
        "topics: [sales]", "benefit: {ja: 額, en: Amount}", "max_yen: 1", "pattern: always",
        "state: current", "url: 'https://example.org/'", "unknown: 1",
    ]

    @Test(arguments: 0..<40)
    func `in whatever order the keys were written, one layout comes of it`(_ seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let shuffled = Self.keys.shuffled(using: &numbers)
        func file(_ keys: [String]) -> String {
            let lines = keys.map { "    \($0)  # \($0.prefix { $0 != ":" })" }
            return "policies:\n  -\n" + lines.joined(separator: "\n") + "\nschema: 1\n"
        }
        #expect(try formatted(file(shuffled)) == formatted(file(Self.keys)))
    }
}

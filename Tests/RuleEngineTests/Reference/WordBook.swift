import Knowledge
import TestSupport

/// A book with a word for each concept and what an approach needs, and texts that say them.
enum WordBook {
    private static let words = ["採用", "販路", "機械", "借入", "後継", "特許"]

    static func book() throws -> Book {
        let axes = ["subject", "mode", "initiative", "fit", "scope", "policy"]
        let concepts = words.enumerated().map { number, word in
            "  - {id: c\(number), title: {ja: 語, en: w}, kind: thing, says: [\(word)]}"
        }
        let lines = axes.map { axis in
            """
              - {id: \(axis), left: {ja: 左, en: l}, right: {ja: 右, en: r},
                 reasons: {left: {ja: 左, en: l}, right: {ja: 右, en: r}, both: {ja: 両, en: b}}}
            """
        }
        return try RuleEngineTests.book(
            """
            schema: 1
            categories:
              - id: people
                title: {ja: 人材, en: People}
                label: {ja: 人, en: People}
                subs:
                  - {id: people.recruit, title: {ja: 採用, en: R}, label: {ja: 採用, en: R}}
                  - {id: people.retain, title: {ja: 定着, en: S}, label: {ja: 定着, en: S}}
              - id: sales
                title: {ja: 販路, en: Sales}
                label: {ja: 販路, en: Sales}
                subs: [{id: sales.new, title: {ja: 開拓, en: N}, label: {ja: 開拓, en: N}}]
            concepts:
            \(concepts.joined(separator: "\n"))
            axes:
            \(lines.joined(separator: "\n"))
            framings: [{id: own, title: {ja: 個, en: o}, because: {ja: 個, en: o}}]
            models:
              - id: m
                title: {ja: 型, en: m}
                framing: own
                approach: {subject: 0, mode: 0, initiative: 0, fit: 0, scope: 0, policy: 0}
                kinds: []
                because: {ja: 型, en: m}
                description: {ja: 型, en: m}
                source: {url: 'https://example.org', checked: 2026-09-20}
            """
        )
    }

    /// A text of some clauses, some of which rule their word out or ask.
    static func text(_ random: inout SeededGenerator) -> String {
        (0..<random.int(1...4)).map { _ in
            let said = random.some(1...2, of: words).joined(separator: "と")
            let ending = random.pick([
                "に困っている。", "の問題ではなく、", "は足りているが、", "をどうすればいいですか。",
                "が心配で、", "について教えてほしい。",
            ])
            return said + ending
        }.joined()
    }
}

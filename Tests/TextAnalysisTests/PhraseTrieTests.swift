import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct PhraseTrieTests {
    /// What a trie is to find, looked for phrase by phrase.
    private static func longest(
        of phrases: [NormalizedText],
        in text: NormalizedText,
        at start: Int,
        limit: Int
    ) -> Int? {
        phrases.compactMap { folded -> Int? in
            let end = start + folded.count
            guard folded.count > 0, end <= limit,
                text.scalars[start..<end].elementsEqual(folded.scalars)
            else { return nil }
            let (first, last) = (text.traits[start], text.traits[end - 1])
            if first.isWordlike, !first.contains(.wordStart) { return nil }
            if last.isWordlike, !last.contains(.wordEnd) { return nil }
            let isKatakana = folded.traits[0].script == .katakana
            return first.script == .katakana && !isKatakana ? nil : end
        }.max()
    }

    private static func word(
        _ letters: [Character],
        _ generator: inout SeededGenerator,
        _ most: Int
    )
        -> String
    {
        String(
            (0..<Int.random(in: 1...most, using: &generator)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &generator)]
            }
        )
    }

    @Test(arguments: 1...12)
    func `a trie and its filter find what looking phrase by phrase finds`(_ seed: UInt64) {
        var draws = SeededGenerator(seed: seed)
        let letters = Array("かきデモ資金ab 1")
        // Distinct in folded form: of two spellings the first decides how both match.
        var seen: Set<[UInt32]> = []
        let phrases = (0..<60).map { _ in Self.word(letters, &draws, 4) }
            .filter { seen.insert(NormalizedText($0).scalars).inserted }
        let folded = phrases.map { NormalizedText($0) }
        let trie = PhraseTrie(phrases.enumerated().map { ($1, $0) })
        let other = PhraseTrie([("資", 0), ("かき", 1)])
        let filter = PhraseFilter([(.states, trie), (.cues, other)])
        for _ in 0..<25 {
            let text = NormalizedText(Self.word(letters, &draws, 30))
            let starts = filter.starts(in: text).of(.states)
            let limit = text.count == 0 ? 0 : Int.random(in: 0...text.count, using: &draws)
            for start in 0..<limit {
                let wanted = Self.longest(of: folded, in: text, at: start, limit: limit)
                #expect(trie.longest(in: text, at: start, limit: limit)?.end == wanted)
                if wanted != nil { #expect(starts.contains(start)) }
            }
        }
    }

    @Test func `phrases that fold alike share a match`() throws {
        let trie = PhraseTrie([("カメラ", 7), ("かめら", 3), ("席", 1)])
        let match = try #require(trie.longest(in: NormalizedText("カメラ"), at: 0, limit: 3))
        #expect(trie.groups[match.group] == [7, 3] && trie.id(of: match) == 7)
    }

    @Test func `a filter without phrases turns every place away`() {
        let text = NormalizedText("お客が減った")
        let starts = PhraseFilter([]).starts(in: text)
        #expect((0..<text.count).allSatisfy { !starts.contains($0) })
    }
}

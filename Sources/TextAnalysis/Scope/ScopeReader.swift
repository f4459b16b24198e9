/// Finds the scope cues of a text and what each of them covers.
struct ScopeReader: Sendable {
    private let trie: PhraseTrie
    private let subjects = SubjectReader()
    private let states = StateReader()
    private let tail = PredicateTail()
    /// What the phrases do; cues that are spelt alike share an entry.
    private let entries: [[Action]]

    init() {
        let cues = ScopeCue.all
        trie = PhraseTrie(
            cues.enumerated().flatMap { id, cue in
                PhrasePattern.expand(cue.pattern).map { ($0, id) }
            }
        )
        entries = trie.groups.map { group in
            // A shield stays alone, and one phrase does one thing only once.
            var actions: [Action] = []
            for id in group where !actions.contains(where: { $0.effect == cues[id].effect }) {
                actions.append(Action(effect: cues[id].effect, reach: cues[id].reach))
            }
            return actions.first { $0.effect == .shield }.map { [$0] } ?? actions
        }
    }

    /// The tries that are looked through from place to place.
    var tries: [(PhraseFilter.Trie, PhraseTrie)] {
        [(.cues, trie), (.subjects, subjects.nouns), (.states, states.trie)]
    }

    /// A cue without its spelling.
    struct Action: Sendable {
        var effect: ScopeCue.Effect
        var reach: ScopeCue.Reach
    }

    /// A cue at its place.
    struct Hit: Sendable {
        var cue: Action
        var range: Range<Int>
    }

    /// Adds scope and holder to the clauses and returns the spans, in the order of the text.
    func read(
        _ text: NormalizedText,
        _ starts: PhraseStarts,
        _ sentences: [Sentence],
        _ clauses: inout [Clause]
    ) -> [ScopeSpan] {
        var spans: [ScopeSpan] = []
        var hits: [Hit] = []
        var openTopic: Range<Int>?
        var chain: [(clause: Int, span: ScopeSpan)] = []
        for index in clauses.indices {
            collect(&hits, in: text, starts, clauses[index].range)
            let topic = openTopic
            openTopic = nil
            guard !hits.isEmpty else { continue }
            let sentence = sentences[clauses[index].sentence]
            var pass = ClausePass(text: text, clause: clauses[index], hits: hits, tail: tail)
            pass.isQuestion =
                sentence.isQuestion && sentence.clauses.last == index
                && !endsInAdjective(text, clauses[index].range)
            pass.endsSentence = sentence.clauses.last == index
            if sentence.clauses.first != index { pass.openTopic = topic }
            pass.previous = index > 0 ? clauses[index - 1].range : nil
            pass.next = index + 1 < clauses.count ? clauses[index + 1] : nil
            pass.read()
            clauses[index].scope = pass.scope
            clauses[index].holder = pass.holder
            spans += pass.spans
            if pass.leavesTopicOpen { openTopic = clauses[index].range }
            if let link = pass.chained {
                chain.append((index, link))
            } else if pass.isContrasted, pass.scope.contains(.ruledOut) {
                spans += close(chain, before: index, &clauses)
                chain.removeAll()
            }
        }
        spans += structuralSpans(&clauses)
        return spans.sorted {
            ($0.range.lowerBound, $0.kind.rawValue) < ($1.range.lowerBound, $1.kind.rawValue)
        }
    }

    /// The spans of the links that follow each other up to a clause that is set against the point:
    /// `注文もある。機械も入れた。人も足りている。ただ…`.
    private func close(
        _ chain: [(clause: Int, span: ScopeSpan)],
        before end: Int,
        _ clauses: inout [Clause]
    ) -> [ScopeSpan] {
        var next = end
        var spans: [ScopeSpan] = []
        for link in chain.reversed() {
            guard link.clause == next - 1 else { break }
            clauses[link.clause].scope.insert(.ruledOut)
            spans.append(link.span)
            next = link.clause
        }
        return spans
    }

    private func collect(
        _ hits: inout [Hit],
        in text: NormalizedText,
        _ starts: PhraseStarts,
        _ range: Range<Int>
    ) {
        hits.removeAll(keepingCapacity: true)
        // One mark past the clause: some cues end in a full stop.
        let limit = min(range.upperBound + 1, text.count)
        trie.forEachLongest(in: text, starts.of(.cues), range, limit: limit) { start, match in
            let isShield = entries[match.group].first?.effect == .shield
            if !isShield, !isCutShort(text, match.end, range) {
                let place = start..<min(match.end, range.upperBound)
                for action in entries[match.group] { hits.append(Hit(cue: action, range: place)) }
            }
            return isShield ? max(match.end - 1, start + 1) : start + 1
        }
        subjects.collect(&hits, in: text, starts.of(.subjects), range, limit: limit)
        states.collect(&hits, in: text, starts.of(.states), range, limit: limit)
    }

    /// Whether the `か` at the end belongs to an adjective: `確か`, `豊か`, `静か`.
    private func endsInAdjective(_ text: NormalizedText, _ range: Range<Int>) -> Bool {
        guard range.count > 2, text.scalars[range.upperBound - 1] == 0x304B else { return false }
        let stem = text.scalars[range.upperBound - 2]
        return stem == 0x78BA || stem == 0x8C4A || stem == 0x9759
    }

    /// Whether a past `た` is really the start of `たい` or `たら`.
    private func isCutShort(_ text: NormalizedText, _ end: Int, _ range: Range<Int>) -> Bool {
        let ta: UInt32 = 0x305F
        guard end < range.upperBound, text.scalars[end - 1] == ta else { return false }
        // い, く, ら, り, が
        let next = text.scalars[end]
        return next == 0x3044 || next == 0x304F || next == 0x3089 || next == 0x308A
    }

    /// Background and focus, which follow from how the clauses are joined.
    private func structuralSpans(_ clauses: inout [Clause]) -> [ScopeSpan] {
        var spans: [ScopeSpan] = []
        for index in clauses.indices {
            if clauses[index].isFocus {
                clauses[index].scope.insert(.focus)
                spans.append(
                    ScopeSpan(
                        kind: .focus,
                        range: clauses[index].range,
                        cue: clauses[index].range.lowerBound..<clauses[index].body
                    )
                )
            }
            guard clauses[index].connective == .contrast else { continue }
            let next = index + 1
            let preparesAsk =
                next < clauses.count && clauses[next].scope.contains(.ask)
                && clauses[next].sentence == clauses[index].sentence
                && clauses[next].opener == .none
                && clauses[index].scope.isDisjoint(with: [.ruledOut, .resolved])
            if preparesAsk {
                clauses[index].connective = .preamble
            } else if !clauses[index].scope.contains(.ask) {
                clauses[index].scope.insert(.background)
                let end = clauses[index].range.upperBound
                spans.append(
                    ScopeSpan(kind: .background, range: clauses[index].range, cue: end..<end)
                )
            }
        }
        return spans
    }
}

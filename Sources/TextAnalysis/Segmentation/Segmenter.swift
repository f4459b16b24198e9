/// Cuts a normalized text into sentences and clauses.
struct Segmenter: Sendable {
    let trie: PhraseTrie
    private let cues: [ConnectiveCue]

    init() {
        cues = ConnectiveCue.all
        trie = PhraseTrie(
            cues.enumerated().flatMap { id, cue in
                PhrasePattern.expand(cue.pattern).map { ($0, id) }
            }
        )
    }

    /// Sentences and clauses in the order of the text; empty for a text without words.
    func segment(
        _ text: NormalizedText,
        _ starts: PhraseStarts
    ) -> (sentences: [Sentence], clauses: [Clause]) {
        var pass = SegmentingPass(text: text)
        var index = 0
        while index < text.count {
            if text.scalars[index] == Folder.Code.ender {
                pass.endSentence(at: index)
                index += 1
            } else if starts.contains(index),
                let match = trie.longest(in: text, at: index, limit: text.count)
            {
                index = step(&pass, index, cues[trie.id(of: match)], to: match.end)
            } else {
                index = step(&pass, index)
            }
        }
        pass.endSentence(at: text.count)
        return (pass.sentences, pass.clauses)
    }

    /// Reads a cue that stands at a place of a sentence; returns the next place.
    private func step(
        _ pass: inout SegmentingPass,
        _ index: Int,
        _ cue: ConnectiveCue,
        to end: Int
    ) -> Int {
        switch cue.role {
        case .closes where pass.isFresh(at: index):
            // けど and なのに end a clause and begin one alike.
            pass.open(bodyAt: end, cue)
            return end
        case .closes:
            return pass.close(at: end, cue.link)
        case .begins:
            return pass.begin(at: index, bodyAt: end, cue.link)
        case .opens, .governs, .focuses:
            guard pass.isFresh(at: index) else { return step(&pass, index) }
            pass.open(bodyAt: end, cue)
            return end
        case .shields:
            return end
        case .yields:
            return index + 1
        }
    }

    /// Reads a place of a sentence where no cue stands; returns the next.
    private func step(_ pass: inout SegmentingPass, _ index: Int) -> Int {
        if pass.text.scalars[index] == Folder.Code.comma { pass.comma(at: index) }
        return index + 1
    }
}

/// The state of one segmentation.
struct SegmentingPass {
    let text: NormalizedText
    private(set) var sentences: [Sentence] = []
    private(set) var clauses: [Clause] = []
    private var sentenceStart = 0
    private var firstClause = 0
    private var clauseStart = 0
    private var opener = Connective.none
    private var body = 0
    private var isFocus = false
    /// The link that an opener such as `although` promised for the end of its clause.
    private var governed = Connective.none

    init(text: NormalizedText) { self.text = text }

    /// Whether a clause or a phrase begins at a place, so that an opener can stand there.
    func isFresh(at index: Int) -> Bool {
        index == clauseStart || index == body
            || (index > 0 && text.scalars[index - 1] == Folder.Code.comma)
    }

    /// Notes the opener of the clause that begins here, cutting before it if words came first.
    mutating func open(bodyAt end: Int, _ cue: ConnectiveCue) {
        let start = cutBeforeOpener(end, cue)
        if cue.role == .governs {
            governed = cue.link
        } else if opener == .none {
            opener = cue.link
            linkPrevious(cue.link, from: start)
        }
        body = end
        if cue.role == .focuses { isFocus = true }
    }

    /// An opener after a comma begins a clause of its own.
    private mutating func cutBeforeOpener(_ end: Int, _ cue: ConnectiveCue) -> Int {
        var start = end - 1
        while start > clauseStart, text.scalars[start - 1] != Folder.Code.comma { start -= 1 }
        if start > clauseStart, start > body, cue.role != .governs {
            cut(at: start, cue.link == .sequence ? .sequence : .none)
        }
        return start
    }

    private mutating func linkPrevious(_ link: Connective, from start: Int) {
        guard link != .none, let last = clauses.indices.last else { return }
        let isWeak = clauses[last].connective == .none || clauses[last].connective == .sequence
        if isWeak { clauses[last].connective = link }
    }

    /// Ends the clause after a closing cue and the comma that follows; returns the next place.
    mutating func close(at end: Int, _ link: Connective) -> Int {
        let after = end < text.count && text.scalars[end] == Folder.Code.comma ? end + 1 : end
        if after < text.count, text.scalars[after] == Folder.Code.ender { return after }
        cut(at: after, link)
        return after
    }

    /// Begins a clause with the cue itself; returns the next place.
    mutating func begin(at index: Int, bodyAt end: Int, _ link: Connective) -> Int {
        let isComma = text.scalars[index] == Folder.Code.comma
        if isComma, index == body, body > clauseStart {
            // The comma after an opener: `however, nobody applies`.
            body = end
            return end
        }
        if index > clauseStart {
            cut(at: isComma ? index + 1 : index, isComma && governed != .none ? governed : link)
        } else {
            linkPrevious(link, from: index)
        }
        opener = link
        if link == .condition || link == .concession { governed = link }
        body = end
        return end
    }

    /// Cuts after a comma if a predicate stands before it.
    mutating func comma(at index: Int) {
        let isLatin = index > clauseStart && text.traits[index - 1].isWordlike
        if governed != .none, isLatin { return cut(at: index + 1, governed) }
        if isPredicateEnd(before: index) { cut(at: index + 1, .sequence) }
    }

    mutating func endSentence(at end: Int) {
        let next = min(end + 1, text.count)
        defer { sentenceStart = next }
        if end > clauseStart { append(upTo: end, .none) }
        clauseStart = next
        resetClause()
        guard clauses.count > firstClause else { return }
        sentences.append(
            Sentence(
                range: sentenceStart..<next,
                clauses: firstClause..<clauses.count,
                isQuestion: isQuestion(endingAt: end)
            )
        )
        firstClause = clauses.count
    }

    private mutating func cut(at end: Int, _ link: Connective) {
        guard end > clauseStart else { return }
        append(upTo: end, link)
        clauseStart = end
        resetClause()
    }

    private mutating func resetClause() {
        opener = .none
        governed = .none
        body = clauseStart
        isFocus = false
    }

    private mutating func append(upTo end: Int, _ link: Connective) {
        clauses.append(
            Clause(
                range: clauseStart..<end,
                sentence: sentences.count,
                connective: link,
                opener: opener,
                body: min(body, end),
                isFocus: isFocus
            )
        )
    }
}

// MARK: - Looking at endings

extension SegmentingPass {
    /// Endings of a predicate in dictionary, past, negative and te-form.
    private static let finalEndings = Set("るうくすつぬぶむぐいただんずてや".unicodeScalars.map(\.value))
    /// Endings of a conjunctive stem, which nouns have as well (`見積もり`).
    private static let stemEndings = Set("りしきちみけせめれげべえぎび".unicodeScalars.map(\.value))
    private static let particles = Set("がをはもに".unicodeScalars.map(\.value))

    private func isPredicateEnd(before index: Int) -> Bool {
        let start = body
        guard index - start >= 4, text.traits[index - 1].script == .hiragana else { return false }
        let last = text.scalars[index - 1]
        if Self.finalEndings.contains(last) { return true }
        guard Self.stemEndings.contains(last) else { return false }
        return (start + 1..<index - 1).contains { place in
            // The も of 見積もり is none.
            Self.particles.contains(text.scalars[place]) && text.scalars[place + 1] != 0x308A
        }
    }

    private func isQuestion(endingAt end: Int) -> Bool {
        if end < text.count, text.traits[end].contains(.question) { return true }
        guard end >= 2, text.traits[end - 1].script == .hiragana else { return false }
        let last = text.scalars[end - 1]
        let before = text.scalars[end - 2]
        let ka: UInt32 = 0x304B
        if last == ka { return true }
        // かな, かね, かい, かしら
        return before == ka && (last == 0x306A || last == 0x306D || last == 0x3044)
    }
}

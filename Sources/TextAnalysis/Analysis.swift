/// What a text says before any rule looks at it.
package struct Analysis: Sendable, CustomStringConvertible {
    /// The normal form and the way back to the text as sent.
    package let text: NormalizedText
    /// The sentences in order.
    package let sentences: [Sentence]
    /// The clauses in order, each with its scope and holder.
    package let clauses: [Clause]
    /// Every flag with the part it holds for and the words that gave it, by place.
    package let spans: [ScopeSpan]

    private let flagsByScalar: [UInt16]
    /// Every flag that holds anywhere in the text.
    package let scope: ClauseScope
    private let clauseByScalar: [Int32]

    init(text: NormalizedText, sentences: [Sentence], clauses: [Clause], spans: [ScopeSpan]) {
        self.text = text
        self.sentences = sentences
        self.clauses = clauses
        self.spans = spans
        var flags = [UInt16](repeating: 0, count: text.count)
        var union: UInt16 = 0
        for span in spans {
            union |= span.kind.rawValue
            for place in span.range { flags[place] |= span.kind.rawValue }
        }
        scope = ClauseScope(rawValue: union)
        var places = [Int32](repeating: -1, count: text.count)
        for (index, clause) in clauses.enumerated() {
            for place in clause.range { places[place] = Int32(truncatingIfNeeded: index) }
        }
        flagsByScalar = flags
        clauseByScalar = places
    }

    /// The flags that hold for one folded scalar; none outside the text.
    package func flags(at place: Int) -> ClauseScope {
        flagsByScalar.indices.contains(place) ? ClauseScope(rawValue: flagsByScalar[place]) : []
    }

    /// The place in `clauses` of the clause a folded scalar belongs to; `nil` for an end mark.
    package func clause(at place: Int) -> Int? {
        guard clauseByScalar.indices.contains(place), clauseByScalar[place] >= 0 else { return nil }
        return Int(clauseByScalar[place])
    }

    /// The normal form, then each clause with its link, holder and flags, then the cues; for people.
    package var description: String {
        var lines = ["text: \(text.string)"]
        for (number, sentence) in sentences.enumerated() {
            lines.append("sentence \(number + 1)\(sentence.isQuestion ? ", a question" : "")")
            for index in sentence.clauses { lines += describe(clauses[index]) }
        }
        return lines.joined(separator: "\n")
    }

    private func describe(_ clause: Clause) -> [String] {
        let origin = text.originalRange(of: clause.range)
        var notes = ClauseScope.named.filter { clause.scope.contains($0.flag) }.map(\.name)
        if let holder = clause.holder { notes.append("about: \(holder.rawValue)") }
        if clause.connective != .none { notes.append("then: \(clause.connective)") }
        let head = "  \(origin.lowerBound)–\(origin.upperBound) \(text.string(in: clause.range))"
        var lines = [notes.isEmpty ? head : "\(head)  [\(notes.joined(separator: ", "))]"]
        for span in spans where clause.range.contains(span.cue.lowerBound) && !span.cue.isEmpty {
            let names = ClauseScope.named.filter { span.kind.contains($0.flag) }.map(\.name)
            let words = text.string(in: span.range)
            lines.append("    \(names.joined()): “\(words)” by “\(text.string(in: span.cue))”")
        }
        return lines
    }
}

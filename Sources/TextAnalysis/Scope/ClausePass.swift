/// Reads the cues of one clause.
struct ClausePass {
    let text: NormalizedText
    let clause: Clause
    let hits: [ScopeReader.Hit]
    /// Whether the clause is the asking end of a question.
    var isQuestion = false
    private(set) var scope: ClauseScope = []
    private(set) var holder: Holder?
    private(set) var spans: [ScopeSpan] = []

    /// Where the clause before stands.
    var previous: Range<Int>?
    /// The clause after.
    var next: Clause?

    init(text: NormalizedText, clause: Clause, hits: [ScopeReader.Hit]) {
        self.text = text
        self.clause = clause
        self.hits = hits
    }

    /// Whether what follows is set against this clause.
    private var isContrasted: Bool {
        if clause.connective == .contrast { return true }
        guard let next else { return false }
        return next.opener == .contrast || next.isFocus
    }

    mutating func read() {
        readHolder()
        for hit in hits {
            switch hit.cue.effect {
            case .flag(let kind): flag(kind, hit)
            case .goodState: goodState(hit)
            case .past: past(hit)
            default: break
            }
        }
        contrastedAsset()
        extendToPronoun()
    }

    private mutating func flag(_ kind: ClauseScope, _ hit: ScopeReader.Hit) {
        // `人手不足ではなく` stands for itself; the rest of its clause cannot take it back.
        let standsAlone = hit.cue.reach == .phrase
        if kind == .ruledOut || kind == .resolved, !standsAlone {
            guard !isCancelled(hit) else { return }
        }
        add(kind, reach(of: hit), hit.range)
    }

    /// Good news rules its topic out, if the topic is something that a firm has or does.
    private mutating func goodState(_ hit: ScopeReader.Hit) {
        let hasTopic = hits.contains {
            let isBefore = $0.range.lowerBound < hit.range.lowerBound
            return isBefore
                && ($0.cue.effect == .asset || ($0.cue.effect == .assetSubject && isContrasted))
        }
        guard hasTopic, isContrasted || endsClause(hit), !hasTrouble, !isCancelled(hit) else {
            return
        }
        add(.ruledOut, reach(of: hit), hit.range)
    }

    /// `写真は揃えた。あとは…`: what a firm has, in a clause without any trouble, is set against the point.
    private mutating func contrastedAsset() {
        guard isContrasted, !isQuestion, !scope.contains(.ruledOut), !clause.isFocus,
            let asset = hits.first(where: { $0.cue.effect == .asset })
        else { return }
        let isSpoilt = hits.contains {
            switch $0.cue.effect {
            case .trouble, .bad, .cancel, .past, .flag: $0.cue.effect != .flag(.handingOver)
            default: false
            }
        }
        if !isSpoilt { add(.ruledOut, clause.range, asset.range) }
    }

    /// A good state in the middle of a clause says nothing about how the clause ends.
    private func endsClause(_ hit: ScopeReader.Hit) -> Bool {
        clause.range.upperBound - hit.range.upperBound <= 6
    }

    private var hasTrouble: Bool { hits.contains { $0.cue.effect == .trouble } }

    private mutating func past(_ hit: ScopeReader.Hit) {
        guard next != nil else { return }
        add(.background, clause.range, hit.range)
    }

    private func isCancelled(_ hit: ScopeReader.Hit) -> Bool {
        if isQuestion || clause.connective == .condition || clause.connective == .concession {
            return true
        }
        return hits.contains { other in
            switch other.cue.effect {
            case .cancel:
                // わけではない takes back what stands before it, and is itself a way to rule out.
                return other.range.lowerBound >= hit.range.lowerBound
                    && other.range.lowerBound > hit.range.lowerBound
                    && !hit.range.contains(other.range.lowerBound)
            case .past: return true
            case .flag(.ask): return other.range.lowerBound >= hit.range.upperBound
            default: return false
            }
        }
    }

    private mutating func readHolder() {
        for hit in hits {
            guard case .holder(let who) = hit.cue.effect else { continue }
            if holder == nil || who == .firm { holder = who }
        }
        guard let holder, holder == .other || holder == .rival || holder == .customer else {
            return
        }
        let reachesUs = hits.contains { $0.cue.effect == .reachesUs }
        guard !reachesUs, hasTrouble, !asksForItself else { return }
        let cue = hits.first { $0.cue.effect == .holder(holder) }?.range
        add(.othersTrouble, clause.range, cue ?? clause.range)
    }

    /// Whether the clause asks something, other than by the words of the trouble itself (`悩んでいる`).
    private var asksForItself: Bool {
        let troubles = hits.filter { $0.cue.effect == .trouble }
        return hits.contains { hit in
            hit.cue.effect == .flag(.ask)
                && !troubles.contains { $0.range.overlaps(hit.range) }
        }
    }

    /// `それは間に合っている` rules out the sentence before.
    private mutating func extendToPronoun() {
        guard !scope.isDisjoint(with: [.ruledOut, .resolved]), let previous,
            let pronoun = hits.first(where: { $0.cue.effect == .pronoun }),
            pronoun.range.lowerBound == clause.body
        else { return }
        spans.append(ScopeSpan(kind: .ruledOut, range: previous, cue: pronoun.range))
    }

    private mutating func add(_ kind: ClauseScope, _ range: Range<Int>, _ cue: Range<Int>) {
        scope.insert(kind)
        spans.append(ScopeSpan(kind: kind, range: range, cue: cue))
    }

    // MARK: - Reach

    private func reach(of hit: ScopeReader.Hit) -> Range<Int> {
        switch hit.cue.reach {
        case .soFar: clause.range.lowerBound..<hit.range.upperBound
        case .rest: hit.range.lowerBound..<clause.range.upperBound
        case .clause: clause.range
        case .phrase: phraseStart(before: hit.range.lowerBound)..<hit.range.upperBound
        }
    }

    /// Back to the particle or comma before the phrase.
    private func phraseStart(before end: Int) -> Int {
        let ha: UInt32 = 0x306F
        let ga: UInt32 = 0x304C
        var start = end
        while start > clause.range.lowerBound {
            let value = text.scalars[start - 1]
            let isParticle =
                (value == ha || value == ga) && text.traits[start - 1].script == .hiragana
            if value == Folder.Code.comma || (isParticle && end - start >= 2) { break }
            start -= 1
        }
        return start
    }
}

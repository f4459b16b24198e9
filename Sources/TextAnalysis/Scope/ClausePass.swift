/// Reads the cues of one clause.
struct ClausePass {
    let text: NormalizedText
    let clause: Clause
    let hits: [ScopeReader.Hit]
    let tail: PredicateTail
    /// Whether the clause is the asking end of a question.
    var isQuestion = false
    private(set) var scope: ClauseScope = []
    private(set) var holder: Holder?
    private(set) var spans: [ScopeSpan] = []

    /// Whether the clause is the last of its sentence.
    var endsSentence = false
    /// Where the clause before stands.
    var previous: Range<Int>?
    /// The clause before, if it names what a firm has and leads on to this one without saying how that is.
    var openTopic: Range<Int>?
    /// The clause after.
    var next: Clause?

    init(text: NormalizedText, clause: Clause, hits: [ScopeReader.Hit], tail: PredicateTail) {
        self.text = text
        self.clause = clause
        self.hits = hits
        self.tail = tail
    }

    /// Whether what follows is set against this clause.
    var isContrasted: Bool {
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
            case .state where tail(of: hit) == .plain: goodState(hit, isFinal: true)
            case .closed where tail(of: hit) == .plain: goodState(hit, isFinal: true)
            case .done: done(hit)
            case .gone: gone(hit)
            case .past: past(hit)
            default: break
            }
        }
        compared()
        contrastedAsset()
        extendToPronoun()
        extendToTopic()
    }

    private mutating func flag(_ kind: ClauseScope, _ hit: ScopeReader.Hit) {
        // `人手不足ではなく` stands for itself; the rest of its clause cannot take it back.
        let standsAlone = hit.cue.reach == .phrase
        if kind == .ruledOut || kind == .resolved, !standsAlone {
            guard !isCancelled(hit), !isOfOthers else { return }
        }
        if kind == .ruledOut || kind == .resolved {
            guard !isTurnedRound(hit), isNegative(hit) || !isOnlyThere(before: hit) else { return }
        }
        add(kind, reach(of: hit), hit.range)
    }

    /// Good news rules its topic out, if the topic is something that a firm has or does.
    private mutating func goodState(_ hit: ScopeReader.Hit, isFinal: Bool = false) {
        let start = partStart(before: hit.range.lowerBound)
        let hasTopic = hits.contains {
            (start..<hit.range.lowerBound).contains($0.range.lowerBound)
                && ($0.cue.effect == .asset
                    || ($0.cue.effect == .ill && hit.cue.effect == .closed)
                    || ($0.cue.effect == .assetSubject && isContrasted))
        }
        guard hasTopic, !hits.contains(where: { $0.cue.effect == .only }), !isSpoiltAtOnce(hit),
            isFinal || isContrasted || endsClause(hit), !hasTrouble(beside: hit), !isOfOthers,
            !isCancelled(hit), !isTurnedRound(hit)
        else { return }
        let reach = reach(of: hit)
        add(.ruledOut, max(reach.lowerBound, start)..<reach.upperBound, hit.range)
    }

    /// Whether the sentence goes on to say what comes of the event all the same: `応募は来るけど、すぐ辞める`.
    ///
    /// That is mostly the trouble itself; a state (`注文はあるけど、…`) is set against another thing.
    private func isSpoiltAtOnce(_ hit: ScopeReader.Hit) -> Bool {
        guard clause.connective == .contrast, !endsSentence else { return false }
        // て, た, っ, 来
        return hit.cue.effect != .goodState
            || text.scalars[hit.range].contains { [0x3066, 0x305F, 0x3063, 0x6765].contains($0) }
    }

    /// Where the part of the clause begins that a cue speaks of: after the last comma that does not
    /// list subjects (`人も、金も`) or follow one (`写真は、息子が…`).
    private func partStart(before end: Int) -> Int {
        var start = end
        while start > clause.range.lowerBound {
            if text.scalars[start - 1] == Folder.Code.comma, start - 2 >= clause.range.lowerBound,
                !Self.joints.contains(text.scalars[start - 2]) || isConnected(start - 2)
            {
                return start
            }
            start -= 1
        }
        return start
    }

    /// Whether the kana before a comma ends a predicate (`黒字で、`, `あるし、`) rather than a subject.
    private func isConnected(_ place: Int) -> Bool {
        // で, し
        text.scalars[place] == 0x3067 || text.scalars[place] == 0x3057
    }

    /// `契約は弁護士に頼んだ`: what someone else sees to is ruled out.
    private mutating func done(_ hit: ScopeReader.Hit) {
        let isBySomeone = hits.contains {
            $0.cue.effect == .doer && $0.range.lowerBound < hit.range.lowerBound
        }
        guard isBySomeone, tail(of: hit) != .open, !hasTrouble(beside: hit), !isCancelled(hit),
            !isTurnedRound(hit)
        else { return }
        add(.ruledOut, reach(of: hit), hit.range)
    }

    /// `借入はゼロ`: none of a trouble is no trouble.
    private mutating func gone(_ hit: ScopeReader.Hit) {
        let isIll = hits.contains {
            $0.cue.effect == .ill && $0.range.upperBound <= hit.range.lowerBound
                && (isClose($0, to: hit) || isListed($0, with: hit))
        }
        guard isIll, !isCancelled(hit) else { return }
        add(.ruledOut, reach(of: hit), hit.range)
    }

    /// `お金より人手が問題です`: what something else matters more than.
    private mutating func compared() {
        guard !isQuestion, let than = hits.first(where: { $0.cue.effect == .than }),
            hits.contains(where: {
                $0.range.lowerBound >= than.range.upperBound
                    && ($0.cue.effect == .matter || $0.cue.effect == .flag(.ask))
            })
        else { return }
        add(
            .ruledOut,
            phraseStart(before: than.range.lowerBound)..<than.range.upperBound,
            than.range
        )
    }

    /// Whether nothing but a particle stands between; `借金も少ない` is not `借金もない`.
    private func isClose(_ ill: ScopeReader.Hit, to hit: ScopeReader.Hit) -> Bool {
        let between = ill.range.upperBound..<hit.range.lowerBound
        return between.count <= 1 && between.allSatisfy { text.traits[$0].script != .kanji }
    }

    /// `借入も訴訟もない`: the ill is one of two that there are none of.
    private func isListed(_ ill: ScopeReader.Hit, with hit: ScopeReader.Hit) -> Bool {
        let mo: UInt32 = 0x3082
        let between = ill.range.upperBound..<hit.range.lowerBound
        let afterIll = text.scalars[ill.range.upperBound - 1] == mo ? 0 : 1
        return between.count <= 7 && text.scalars[between].last == mo
            && text.scalars[ill.range.upperBound - 1 + afterIll] == mo
    }

    /// `写真は揃えた。あとは…`: what a firm has, in a clause without any trouble, is set against the point.
    private mutating func contrastedAsset() {
        // Within a sentence what follows is mostly said of the same thing (`注文は増えたのに、…`).
        if isContrasted, endsSentence, let asset = plainAsset {
            add(.ruledOut, subjectStart..<clause.range.upperBound, asset)
        }
    }

    /// `写真は揃えた。` before what is ruled out and set against the point itself.
    var chained: ScopeSpan? {
        guard !isContrasted, let asset = plainAsset else { return nil }
        return ScopeSpan(
            kind: .ruledOut,
            range: subjectStart..<clause.range.upperBound,
            cue: asset
        )
    }

    /// What a firm has, in a clause that says nothing bad and asks nothing.
    private var plainAsset: Range<Int>? {
        guard !isQuestion, !scope.contains(.ruledOut), !clause.isFocus,
            let asset = hits.first(where: { $0.cue.effect == .asset })
        else { return nil }
        let isSpoilt = hits.contains {
            switch $0.cue.effect {
            case .trouble, .bad, .cancel, .past, .flag: $0.cue.effect != .flag(.handingOver)
            default: false
            }
        }
        return isSpoilt ? nil : asset.range
    }

    /// A good state in the middle of a clause says nothing about how the clause ends.
    private func endsClause(_ hit: ScopeReader.Hit) -> Bool {
        clause.range.upperBound - hit.range.upperBound <= 6
    }

    /// `他社は足りている` says nothing of the firm.
    private var isOfOthers: Bool { holder == .rival }

    /// A trouble that is not itself what the clause is about (`資金繰りは安定している`).
    private func hasTrouble(beside good: ScopeReader.Hit) -> Bool {
        hits.contains { hit in
            guard hit.cue.effect == .trouble, !hit.range.overlaps(good.range) else { return false }
            guard hit.range.upperBound < clause.range.upperBound else { return true }
            // は, も, に, の
            return ![0x306F, 0x3082, 0x306B, 0x306E].contains(text.scalars[hit.range.upperBound])
        }
    }

    private mutating func past(_ hit: ScopeReader.Hit) {
        guard next != nil else { return }
        add(.background, clause.range, hit.range)
    }

    /// `頼んだので、ここでは…を相談したい`: what gives the reason is closed before what follows.
    private func givesReason(_ hit: ScopeReader.Hit) -> Bool {
        let end = hit.range.upperBound
        guard hit.range.count > 3, end < clause.range.upperBound else { return false }
        let last = text.scalars[end - 1]
        let before = text.scalars[end - 2]
        // ので, から, さかい
        return (last == 0x3067 && before == 0x306E) || (last == 0x3089 && before == 0x304B)
            || (last == 0x3044 && before == 0x304B)
    }

    private func isCancelled(_ hit: ScopeReader.Hit) -> Bool {
        if givesReason(hit) { return false }
        if isQuestion || clause.connective == .condition || clause.connective == .concession {
            return true
        }
        return hits.contains { other in
            switch other.cue.effect {
            case .cancel:
                // わけではない takes back what stands before it, and is itself a way to rule out.
                return other.range.lowerBound > hit.range.lowerBound
                    && !hit.range.contains(other.range.lowerBound)
            case .past, .belief: return true
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
        let isTrouble = hits.contains { $0.cue.effect == .trouble }
        guard !reachesUs, isTrouble, !asksForItself else { return }
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
        if let previous, let back = hits.first(where: { $0.cue.effect == .back }) {
            scope.insert(.ruledOut)
            spans.append(ScopeSpan(kind: .ruledOut, range: previous, cue: back.range))
            return
        }
        guard !scope.isDisjoint(with: [.ruledOut, .resolved]), let previous,
            let pronoun = hits.first(where: { $0.cue.effect == .pronoun }),
            // A space may stand between an English opener and the pronoun.
            pronoun.range.lowerBound - clause.body == 0
                || pronoun.range.lowerBound - clause.body == 1
        else { return }
        spans.append(ScopeSpan(kind: .ruledOut, range: previous, cue: pronoun.range))
    }

    /// `看板は作り直したので足りています`: the topic stands in the clause before.
    private mutating func extendToTopic() {
        guard scope.contains(.ruledOut), let openTopic,
            !hits.contains(where: { $0.cue.effect == .asset || $0.cue.effect == .assetSubject })
        else { return }
        spans.append(ScopeSpan(kind: .ruledOut, range: openTopic, cue: openTopic))
    }

    /// Whether the clause after may say how things stand with the topic of this one.
    var leavesTopicOpen: Bool {
        guard clause.connective == .cause || clause.connective == .sequence, scope.isEmpty else {
            return false
        }
        return hits.contains { $0.cue.effect == .asset }
            && !hits.contains { $0.cue.effect == .trouble }
    }

    private mutating func add(_ kind: ClauseScope, _ range: Range<Int>, _ cue: Range<Int>) {
        scope.insert(kind)
        spans.append(ScopeSpan(kind: kind, range: range, cue: cue))
    }

    // MARK: - Reach

    /// Where what is spoken of begins: at `お金` in `デザインに使うお金は足りている`, or with the clause.
    ///
    /// What money or hands are for is not ruled out with them. `人も金も` is two subjects, not one with a modifier.
    private var subjectStart: Int {
        let start = clause.range.lowerBound
        guard let first = hits.first(where: { $0.cue.effect == .asset })?.range.lowerBound,
            hits.contains(where: { $0.cue.effect == .head && $0.range.lowerBound == first }),
            first > start, text.traits[first - 1].script == .hiragana,
            !Self.joints.contains(text.scalars[first - 1])
        else { return start }
        return first
    }

    /// Particles that part two subjects: は, も, と, や, か, が, し, で, に.
    private static let joints: Set<UInt32> = [
        0x306F, 0x3082, 0x3068, 0x3084, 0x304B, 0x304C, 0x3057, 0x3067, 0x306B,
    ]

    private func reach(of hit: ScopeReader.Hit) -> Range<Int> {
        switch hit.cue.reach {
        case .soFar: min(subjectStart, hit.range.lowerBound)..<hit.range.upperBound
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
            if value == Folder.Code.comma, !isListed(before: start - 1) { break }
            if isParticle && end - start >= 2 { break }
            start -= 1
        }
        return start
    }

    /// Whether a comma stands within a list: `評価とか、研修とか、`.
    private func isListed(before comma: Int) -> Bool {
        guard comma - 2 >= clause.range.lowerBound else { return false }
        let ka: UInt32 = 0x304B
        let to: UInt32 = 0x3068
        let ya: UInt32 = 0x3084
        let last = text.scalars[comma - 1]
        return last == ya || (last == ka && text.scalars[comma - 2] == to)
    }
}

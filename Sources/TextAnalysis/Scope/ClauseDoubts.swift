/// What takes the ground from under a cue.
extension ClausePass {
    func tail(of hit: ScopeReader.Hit) -> PredicateTail.Ending {
        tail.ending(in: text, from: hit.range.upperBound, to: clause.range.upperBound)
    }

    /// Whether what follows a cue negates it or says that it is not so: `来てくれません`, `足りているはずが`.
    func isTurnedRound(_ hit: ScopeReader.Hit) -> Bool {
        let end = hit.range.upperBound
        guard text.traits[end - 1].script != .latin else { return false }
        // 済んでから tells when.
        if [0x3066, 0x3067].contains(text.scalars[end - 1]), end + 1 < clause.range.upperBound,
            text.scalars[end] == 0x304B, text.scalars[end + 1] == 0x3089
        {
            return true
        }
        switch tail(of: hit) {
        case .unreal: return true
        case .negated: return !isNegative(hit)
        case .plain, .open: break
        }
        guard let next else { return false }
        return tail.isBelief(in: text, at: next.range.lowerBound, to: next.range.upperBound)
            || isDated(by: next)
    }

    /// Whether a cue is itself a negation, so that what follows is its own ending (`問題はな` + `いです`).
    func isNegative(_ hit: ScopeReader.Hit) -> Bool {
        hit.range.contains { place in
            switch text.scalars[place] {
            case 0x306A, 0x305B, 0x3078, 0x305A: true  // な, せ, へ, ず
            case 0x3093 where place > hit.range.lowerBound:  // ん of 足らん, not of 頼んで
                text.traits[place - 1].script == .hiragana
            default: false
            }
        }
    }

    /// Whether the clause speaks of one thing of many, or of a neighbour's (`客室だけが満室`, `向かいの宿は満室`).
    func isOnlyThere(before hit: ScopeReader.Hit) -> Bool {
        hits.contains {
            $0.cue.effect == .only && $0.range.lowerBound < hit.range.lowerBound
        }
    }

    /// Whether an afterthought says until when it was so (`仕事はあった。二年前までは。`).
    private func isDated(by next: Clause) -> Bool {
        guard next.range.count <= 14, next.range.count > 2 else { return false }
        let end = next.range.upperBound
        let last = text.scalars[(end - 2)..<end]
        // では of までは, 前は, 頃は
        return last.last == 0x306F && [0x3067, 0x524D, 0x9803].contains(last.first)
    }
}

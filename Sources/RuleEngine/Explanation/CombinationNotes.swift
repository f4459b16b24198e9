import Knowledge

/// Says beside a policy which of those before it cannot be used together with it.
struct CombinationNotes {
    let compiled: CompiledBook

    /// The policies, each with a warning for every statement that parts it from an earlier one.
    func noted(_ ranked: [RankedPolicy]) -> [RankedPolicy] {
        var result = ranked
        for place in result.indices.dropFirst() {
            result[place].because += warnings(for: ranked[place].id, after: ranked[..<place])
        }
        return result
    }

    /// One warning a statement, with all the earlier policies it is about.
    private func warnings(
        for policy: Identifier<Policy>,
        after earlier: ArraySlice<RankedPolicy>
    ) -> [Reason] {
        var found: [(fact: CombinationTable.Fact, titles: [Localized])] = []
        for other in earlier {
            guard let fact = compiled.combinations.fact(policy, other.id), fact.verdict != .allowed,
                let number = compiled.policies.number(of: other.id)
            else { continue }
            let title = compiled.policies.entries[number].policy.title
            if let known = found.firstIndex(where: { $0.fact.origin == fact.origin }) {
                found[known].titles.append(title)
            } else {
                found.append((fact, [title]))
            }
        }
        return found.map { fact, titles in
            Reason(
                rule: fact.id,
                origin: fact.origin,
                text: Self.sentence(fact, beside: titles),
                isWarning: true
            )
        }
    }

    private static func sentence(
        _ fact: CombinationTable.Fact,
        beside titles: [Localized]
    ) -> Localized {
        let ja = titles.map { "「\($0.ja)」" }.joined()
        let en = titles.map(\.en).joined(separator: "; ")
        // What nobody has read in the source is not told as if it were certain.
        let isSeen = fact.source.confidence == .seen
        let mark = Localized(ja: isSeen ? "" : "（未確認）", en: isSeen ? "" : " (not verified)")
        return switch fact.verdict {
        case .excluded:
            Localized(
                ja: "\(ja)とは一緒に使えません\(mark.ja)：\(fact.because.ja)",
                en: "Not beside \(en)\(mark.en): \(fact.because.en)"
            )
        default:
            Localized(
                ja: "\(ja)と同じ経費・対象には使えません\(mark.ja)：\(fact.because.ja)",
                en: "Not for the same costs as \(en)\(mark.en): \(fact.because.en)"
            )
        }
    }
}

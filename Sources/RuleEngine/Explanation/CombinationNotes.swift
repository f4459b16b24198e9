import Knowledge

/// Says beside a policy which of those before it cannot be used together with it.
struct CombinationNotes {
    let compiled: CompiledBook

    /// The policies, each with a warning for every statement that parts it from an earlier one.
    ///
    /// - Parameters:
    ///   - ranked: The policies, best first.
    ///   - numbers: Their numbers.
    /// - Returns: The policies in the same order.
    func noted(_ ranked: [RankedPolicy], numbers: [Int32]) -> [RankedPolicy] {
        var result = ranked
        for place in numbers.indices where compiled.exclusions.hasAny(numbers[place]) {
            let earlier = numbers[..<place].filter {
                compiled.exclusions.part(numbers[place], $0)
            }
            guard !earlier.isEmpty else { continue }
            result[place].because += warnings(for: ranked[place].id, after: earlier)
        }
        return result
    }

    /// One warning a statement, with all the earlier policies it is about.
    private func warnings(
        for policy: Identifier<Policy>,
        after earlier: [Int32]
    ) -> [Reason] {
        var found: [(fact: CombinationTable.Fact, titles: [Localized])] = []
        for number in earlier {
            let other = compiled.policies.entries[Int(number)].policy
            guard let fact = compiled.combinations.fact(policy, other.id) else { continue }
            let title = other.title
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

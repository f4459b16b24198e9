package import Knowledge

/// The most that a change may do before it is refused.
package struct ImpactGate: Hashable, Sendable {
    /// A number of queries, or a share of them.
    package enum Allowance: Hashable, Sendable {
        case queries(Int)
        /// 0…100.
        case percent(Double)

        /// Reads `12` or `2.5%`; `nil` for anything else, for negatives and for more than 100 %.
        package init?(_ text: String) {
            if text.hasSuffix("%") {
                guard let share = Double(text.dropLast()), (0...100).contains(share) else {
                    return nil
                }
                self = .percent(share)
            } else {
                guard let count = Int(text), count >= 0 else { return nil }
                self = .queries(count)
            }
        }

        /// As it is written on the command line.
        package var text: String {
            switch self {
            case .queries(let count): "\(count)"
            case .percent(let share): share == share.rounded() ? "\(Int(share))%" : "\(share)%"
            }
        }
    }

    /// What is limited.
    package var measure: ImpactMeasure
    /// The most there may be.
    package var allowance: Allowance

    /// Limits a measure.
    package init(_ measure: ImpactMeasure, _ allowance: Allowance) {
        self.measure = measure
        self.allowance = allowance
    }

    /// Whether counts pass; exactly as many as allowed still do.
    package func passes(_ counts: ImpactCounts) -> Bool {
        switch allowance {
        case .queries(let most): counts[measure] <= most
        case .percent(let share):
            Double(counts[measure]) * 100 <= share * Double(counts[.queries])
        }
    }

    /// What a broken gate says.
    package func complaint(_ counts: ImpactCounts) -> Localized {
        let count = counts[measure]
        let share = ReportText.percent(count, of: counts[.queries])
        return Localized(
            ja: "\(measure.title.ja)：\(count)件（\(share)）、許容は\(allowance.text)まで",
            en: "\(measure.title.en): \(count) (\(share)), at most \(allowance.text) allowed"
        )
    }
}

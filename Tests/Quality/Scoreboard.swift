/// The measures of a set of results, as in the shared scorer of the cases.
struct Scoreboard {
    /// The measures by name, in order of report.
    static let names = [
        "accuracy@1", "accuracy@3", "accuracy@5", "after one question", "after two questions",
        "asked", "F1", "ruled out in top 3", "off-topic answered", "in scope left empty",
        "partner hit@5", "specific desks@5", "calibration error",
    ]

    let results: [CaseResult]

    private var inScope: [CaseResult] { results.filter { !$0.item.categories.isEmpty } }

    /// All measures; one is missing when no case bears on it.
    func measures() -> [String: Double] {
        var values: [String: Double] = [:]
        let cases = inScope
        values["accuracy@1"] = share(cases, \.isRight)
        values["accuracy@3"] = share(cases) { $0.isAmong(3) }
        values["accuracy@5"] = share(cases) { $0.isAmong(5) }
        values["after one question"] = share(cases, \.afterOne)
        values["after two questions"] = share(cases, \.afterTwo)
        values["asked"] = share(cases, \.isAsked)
        values["F1"] = microF1(cases)
        values["ruled out in top 3"] = share(cases.filter { !$0.item.ruledOut.isEmpty }) {
            !Set($0.categories.prefix(3)).isDisjoint(with: $0.item.ruledOut)
        }
        values["off-topic answered"] = share(results.filter(\.item.categories.isEmpty)) {
            !$0.categories.isEmpty
        }
        values["in scope left empty"] = share(cases, \.categories.isEmpty)
        values["partner hit@5"] = share(cases.filter { !$0.item.partners.isEmpty }) {
            !Set($0.networks.prefix(5)).isDisjoint(with: $0.item.partners)
        }
        values["specific desks@5"] = specificDesks(cases)
        values["calibration error"] = calibrationError(cases)
        return values
    }

    /// Recall of the partners that are real desks rather than "someone private" or "the town".
    private func specificDesks(_ cases: [CaseResult]) -> Double? {
        let vague: Set<String> = ["consultant", "municipality", "other"]
        let parts = cases.compactMap { result -> Double? in
            let wanted = Set(result.item.partners).subtracting(vague)
            guard !wanted.isEmpty else { return nil }
            let found = wanted.intersection(result.networks.prefix(5))
            return Double(found.count) / Double(wanted.count)
        }
        return parts.isEmpty ? nil : parts.reduce(0, +) / Double(parts.count)
    }

    private func microF1(_ cases: [CaseResult]) -> Double? {
        var hits = 0
        var total = 0
        for result in cases {
            let gold = result.item.categories
            let answered = result.categories.prefix(gold.count)
            hits += Set(answered).intersection(gold).count
            total += answered.count + gold.count
        }
        return total == 0 ? nil : 2 * Double(hits) / Double(total)
    }

    /// The mean distance between the first score and how often the first is right, over ten
    /// equal ranges of the score, weighted by how many cases fall into each.
    private func calibrationError(_ cases: [CaseResult]) -> Double? {
        var ranges = [(count: Int, score: Double, right: Int)](repeating: (0, 0, 0), count: 10)
        for result in cases {
            guard let score = result.scores.first else { continue }
            let index = min(9, Int(score * 10))
            ranges[index].count += 1
            ranges[index].score += score
            ranges[index].right += result.isRight ? 1 : 0
        }
        let count = ranges.reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        return ranges.reduce(0) { $0 + abs($1.score - Double($1.right)) } / Double(count)
    }

    private func share(
        _ cases: [CaseResult],
        _ test: (CaseResult) -> Bool
    ) -> Double? {
        cases.isEmpty ? nil : Double(cases.count(where: test)) / Double(cases.count)
    }
}

/// Intervals by resampling whole groups of cases, with a fixed seed.
struct Bootstrap {
    private var state: UInt64 = 1

    /// The 2.5th and 97.5th percentile of every measure over a number of draws.
    mutating func intervals(_ results: [CaseResult], draws: Int) -> [String: (Double, Double)] {
        let groups = Dictionary(grouping: results, by: \.item.group).sorted { $0.key < $1.key }
        guard !groups.isEmpty else { return [:] }
        var drawn: [String: [Double]] = [:]
        for _ in 0..<draws {
            var sample: [CaseResult] = []
            for _ in groups.indices { sample += groups[Int(next() % UInt64(groups.count))].value }
            for (name, value) in Scoreboard(results: sample).measures() {
                drawn[name, default: []].append(value)
            }
        }
        return drawn.mapValues { values in
            let sorted = values.sorted()
            return (
                sorted[Int(0.025 * Double(sorted.count))],
                sorted[min(sorted.count - 1, Int(0.975 * Double(sorted.count)))]
            )
        }
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

import Knowledge

/// Writes what tests do not reach.
package struct CoverageReport: Sendable {
    private let coverage: RuleCoverage
    private let folder: String

    /// Takes what was measured; `folder` stands before the name of each file.
    package init(_ coverage: RuleCoverage, folder: String) {
        self.coverage = coverage
        self.folder = folder
    }

    /// The rules that no test reaches, the conditions that never decided both ways, and the sums.
    package var text: String {
        var lines: [String] = []
        for rule in coverage.untested {
            lines.append("\(place(rule.origin)): rule \(rule.id.text): held in no test")
        }
        // What is in a rule that never held is said by the rule.
        for decision in coverage.decisions where !decision.isCovered {
            guard coverage.held.contains(decision.rule) else { continue }
            let words =
                switch (decision.madeHold, decision.keptAway) {
                case (true, _): "never kept the rule from holding by itself"
                case (_, true): "never made the rule hold by itself"
                case (false, false): "never decided anything by itself"
                }
            lines.append("\(place(decision.origin)): condition of \(decision.rule.text): \(words)")
        }
        let rules = coverage.rules.count
        let decided = coverage.decisions.count { $0.isCovered }
        lines.append(
            "rules held by some test: \(rules - coverage.untested.count) of \(rules) "
                + "(\(Self.written(coverage.percent)) %)"
        )
        lines.append(
            "conditions that decided both ways: \(decided) of \(coverage.decisions.count)"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    /// A percentage with one decimal, rounded down so that 100 means all.
    package static func written(_ percent: Double) -> String {
        let tenths = Int(percent * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension CoverageReport {
    private func place(_ origin: Origin) -> String {
        "\(SourceFolder.path(origin.file, in: folder)):\(origin.line):\(origin.column)"
    }
}

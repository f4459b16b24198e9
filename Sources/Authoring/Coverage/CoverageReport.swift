import Knowledge
import WireFormat

/// Writes what tests do not reach.
package struct CoverageReport: Sendable {
    private let coverage: RuleCoverage
    private let folder: String

    /// Takes what was measured; `folder` stands before the name of each file.
    package init(_ coverage: RuleCoverage, folder: String) {
        self.coverage = coverage
        self.folder = folder
    }

    /// The rules that no test reaches or speaks of, the conditions and gates that never decided
    /// both ways, and the sums.
    package var text: String {
        var lines = coverage.untested.map {
            "\(place($0.origin)): rule \($0.id.text): fired in no test"
        }
        lines += coverage.unasserted.map {
            "\(place($0.origin)): rule \($0.id.text): fired but unasserted: no expectation speaks "
                + "of it or of what it does"
        }
        for decision in openDecisions {
            lines.append(
                "\(place(decision.origin)): condition of \(decision.rule.text): \(decision.words): "
                    + Self.words(decision)
            )
        }
        for gate in coverage.gates where !gate.isCovered {
            lines.append(
                "\(place(gate.origin)): gate of \(gate.subject): \(gate.words): "
                    + Self.words(gate)
            )
        }
        return (lines + sums).joined(separator: "\n") + "\n"
    }

    /// The sums alone, one line each.
    package var sums: [String] {
        let rules = coverage.rules.count
        let fired = rules - coverage.untested.count
        let share = rules == 0 ? 100 : Double(fired) * 100 / Double(rules)
        return [
            "rules fired in some test: \(fired) of \(rules) (\(Self.written(share)) %)",
            "rules fired and asserted: \(coverage.asserted.count) of \(rules) "
                + "(\(Self.written(coverage.percent)) %)",
            "conditions that decided both ways: \(coverage.decisions.count { $0.isCovered }) of "
                + "\(coverage.decisions.count)",
            "gates that decided both ways: \(coverage.gates.count { $0.isCovered }) of "
                + "\(coverage.gates.count)",
        ]
    }

    /// Conditions that never decided both ways; what is in a rule that never fired is said by the
    /// rule.
    private var openDecisions: [RuleCoverage.Decision] {
        coverage.decisions.filter { !$0.isCovered && coverage.held.contains($0.rule) }
    }

    /// A percentage with one decimal, rounded down so that 100 means all.
    package static func written(_ percent: Double) -> String {
        let tenths = Int(percent * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func words(_ decision: RuleCoverage.Decision) -> String {
        switch (decision.madeHold, decision.keptAway) {
        case (true, _): "never kept the rule from firing by itself"
        case (_, true): "never made the rule fire by itself"
        case (false, false): "never decided anything by itself"
        }
    }

    private static func words(_ gate: RuleCoverage.Gate) -> String {
        switch (gate.letIn, gate.keptOut) {
        case (true, _): "never kept a firm out by itself"
        case (_, true): "never let a firm in by itself"
        case (false, false): "never decided anything by itself"
        }
    }

    private func place(_ origin: Origin) -> String {
        "\(SourceFolder.path(origin.file, in: folder)):\(origin.line):\(origin.column)"
    }
}

extension CoverageReport {
    /// Writes the measure as a JSON object: the sums, and all rules, conditions and gates.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("percent")
        writer.score(coverage.percent)
        writer.key("rules")
        writer.beginArray()
        for rule in coverage.rules {
            writer.beginObject()
            writer.member("id", rule.id.text)
            writer.place(rule.origin, in: folder)
            writer.member("fired", coverage.held.contains(rule.id))
            writer.member("asserted", coverage.asserted.contains(rule.id))
            writer.endObject()
        }
        writer.endArray()
        writer.key("conditions")
        writer.beginArray()
        for decision in coverage.decisions {
            writer.beginObject()
            writer.member("rule", decision.rule.text)
            writer.member("condition", decision.words)
            writer.place(decision.origin, in: folder)
            writer.member("made_it_fire", decision.madeHold)
            writer.member("kept_it_away", decision.keptAway)
            writer.endObject()
        }
        writer.endArray()
        writer.key("gates")
        writer.beginArray()
        for gate in coverage.gates {
            writer.beginObject()
            writer.member("of", gate.subject)
            writer.member("gate", gate.words)
            writer.place(gate.origin, in: folder)
            writer.member("let_in", gate.letIn)
            writer.member("kept_out", gate.keptOut)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}

/// Measures several contestants in turn, round after round.
///
/// A machine that is shared slows down and recovers while one measures. Contestants that take turns
/// meet the same weather, so their ratio holds even where their figures do not.
package struct Rounds: Sendable {
    /// How often each contestant is measured.
    package var count: Int
    /// For how many seconds one contestant works in one round, at least.
    package var seconds: Double

    /// Describes rounds.
    package init(count: Int = 5, seconds: Double = 0.3) {
        self.count = count
        self.seconds = seconds
    }

    /// A piece of work to be measured.
    package struct Contestant {
        /// Its name in the report.
        package let name: String
        /// Does the work once and says how many units it was (queries, characters, bytes).
        package let pass: () -> Int

        /// Names a piece of work.
        package init(_ name: String, pass: @escaping () -> Int) {
            self.name = name
            self.pass = pass
        }
    }

    /// What one contestant needed for one unit, in nanoseconds, round by round.
    package struct Result: Sendable {
        /// The contestant.
        package let name: String
        /// Processor time of the calling thread.
        package fileprivate(set) var cpu: [Double] = []
        /// Time on the wall.
        package fileprivate(set) var wall: [Double] = []
    }

    /// Measures the processor time of single-threaded work.
    ///
    /// Every contestant works once before anything is measured.
    package func measure(_ contestants: [Contestant]) -> [Result] {
        var results = contestants.map { Result(name: $0.name) }
        for contestant in contestants { _ = contestant.pass() }
        for _ in 0..<count {
            for (index, contestant) in contestants.enumerated() {
                let cost = cost(of: contestant)
                results[index].cpu.append(cost.cpu)
                results[index].wall.append(cost.wall)
            }
        }
        return results
    }

    private func cost(of contestant: Contestant) -> Cost {
        var units = 0
        let (cpu, wall) = (CostClock.thread, CostClock.wall)
        repeat { units += contestant.pass() } while CostClock.wall - wall < seconds * 1e9
        let divisor = Double(max(1, units))
        return Cost(
            cpu: (CostClock.thread - cpu) / divisor,
            wall: (CostClock.wall - wall) / divisor
        )
    }
}

/// What was seen while a fault was provoked.
struct Observation {
    /// Something measured, and what it may be.
    struct Figure {
        /// What it is.
        var name: String
        /// What was measured.
        var value: Double
        /// Its unit.
        var unit: String
        /// The most it may be; `nil` when it is only told.
        var most: Double?
        /// Whether the bound is a goal: told when it is missed, and no failure, since it depends on
        /// what else the machine does.
        var isGoal = false

        /// Whether it is within its bound.
        var isWithin: Bool { most.map { value <= $0 } ?? true }
    }

    /// How often the fault was provoked.
    var provoked = 0
    /// How many requests were asked meanwhile.
    private(set) var asked = 0
    /// How much was lost: requests without their right answer, and everything else that must not be.
    private(set) var lostCount = 0
    /// The first of what was lost.
    private(set) var lost: [String] = []
    /// What was measured.
    private(set) var figures: [Figure] = []
    /// What one must know besides.
    private(set) var notes: [String] = []
    /// Why it was not provoked at all.
    var skipped: String?
    /// Whether a bound on a time is more than a goal.
    private let judgesTimes: Bool

    private static let shown = 10

    /// Begins with nothing; unless times are judged, what takes too long is only told.
    init(judgesTimes: Bool) { self.judgesTimes = judgesTimes }

    /// Whether nothing was lost and every bound held.
    var holds: Bool { lostCount == 0 && figures.allSatisfy { $0.isWithin || $0.isGoal } }

    /// Notes a loss.
    mutating func lose(_ what: String) {
        lostCount += 1
        if lost.count < Self.shown { lost.append(what) }
    }

    /// Ends a fault that loses all the time; what was lost so far is told.
    func giveUpIfHopeless() throws {
        if lostCount >= 100 { throw Breakdown("so much was lost that it is no use to go on") }
    }

    /// Notes a loss unless something is so.
    mutating func expect(_ isSo: Bool, _ what: @autoclosure () throws -> String) rethrows {
        if !isSo { lose(try what()) }
    }

    /// Notes something measured; of several of one name, the largest.
    mutating func measure(
        _ name: String,
        _ value: Double,
        _ unit: String,
        atMost most: Double? = nil,
        isGoal: Bool = false
    ) {
        if let place = figures.firstIndex(where: { $0.name == name }) {
            figures[place].value = max(figures[place].value, value)
        } else {
            let isTold = isGoal || !judgesTimes && ["s", "ms"].contains(unit)
            figures.append(
                Figure(name: name, value: value, unit: unit, most: most, isGoal: isTold)
            )
        }
    }

    /// Notes a time.
    mutating func measure(_ name: String, _ time: Duration, atMost most: Double? = nil) {
        measure(name, time.inSeconds, "s", atMost: most)
    }

    /// Notes what one must know.
    mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    /// Adds requests that were asked, and what became of some of them.
    mutating func add(asked count: Int, lost: [String], lostCount: Int) {
        asked += count
        self.lostCount += lostCount
        self.lost += lost.prefix(max(0, Self.shown - self.lost.count))
    }

    /// Adds what a load has seen.
    mutating func add(_ outcome: LoadClient.Outcome) {
        add(asked: outcome.asked, lost: outcome.lost, lostCount: outcome.lostCount)
    }

    /// Asks on a connection and notes a loss unless the answer is as it should be.
    @discardableResult
    mutating func ask(
        _ connection: Connection,
        _ request: [UInt8],
        _ what: String,
        _ isRight: (Reply) -> Bool
    ) -> Reply? {
        asked += 1
        do throws(Connection.Fault) {
            let reply = try connection.ask(request)
            if !isRight(reply) {
                lose("\(what): \(reply.status) \(reply.code ?? "with another answer")")
            }
            return reply
        } catch {
            lose("\(what): \(error)")
            return nil
        }
    }

    /// Asks on a connection of its own.
    @discardableResult
    mutating func ask(
        _ socket: String,
        _ request: [UInt8],
        _ what: String,
        _ isRight: (Reply) -> Bool
    ) -> Reply? {
        do throws(Connection.Fault) {
            return ask(try Connection(socket), request, what, isRight)
        } catch {
            asked += 1
            lose("\(what): \(error)")
            return nil
        }
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Reads the processor time of this program and the time on the wall, both in nanoseconds.
package enum CostClock {
    /// The processor time of the calling thread.
    package static var thread: Double { read(CLOCK_THREAD_CPUTIME_ID) }
    /// The processor time of all threads of this program.
    package static var process: Double { read(CLOCK_PROCESS_CPUTIME_ID) }
    /// The time on the wall, from some moment in the past.
    package static var wall: Double { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}

/// What a piece of work cost.
package struct Cost: Sendable {
    /// Processor time in nanoseconds.
    package var cpu: Double
    /// Time on the wall in nanoseconds.
    package var wall: Double

    /// Pairs both.
    package init(cpu: Double, wall: Double) {
        self.cpu = cpu
        self.wall = wall
    }

    /// Runs work and measures what it costs in all threads.
    ///
    /// - Throws: What the work throws.
    package static func of<Result, Failure: Error>(
        _ work: () throws(Failure) -> Result
    ) throws(Failure) -> (cost: Cost, result: Result) {
        let (cpu, wall) = (CostClock.process, CostClock.wall)
        let result = try work()
        let cost = Cost(cpu: CostClock.process - cpu, wall: CostClock.wall - wall)
        return (cost, result)
    }
}

import Answering
import Dispatch
package import Logging
import Synchronization
import UnixHTTP
import WireFormat

/// Keeps a record of every decision, for whoever has to answer for them later.
///
/// A request hands its record over and goes on. What is handed over is written by a thread of its
/// own, so neither a slow disk nor a full one holds a request up; when more waits than may, records
/// are dropped and counted.
package final class DecisionLog: Sendable {
    /// What has become of records so far.
    struct Counts: Sendable, Equatable {
        /// Records that are in the file.
        var written = 0
        /// Records for which there was no room in the queue.
        var droppedForRoom = 0
        /// Records that could not be written.
        var droppedForFaults = 0
        /// Writes and openings that failed.
        var faults = 0
        /// Files opened in place of another, as after a rotation.
        var reopenings = 0
        /// Bytes that wait to be written.
        var waitingBytes = 0
    }

    private struct Queue {
        var records: [[UInt8]] = []
        var counts = Counts()
        /// Whether the thread knows that there is something to write.
        var isAwake = false
    }

    /// The file, and whether its last fault has been told.
    private struct Output: ~Copyable {
        var file: DecisionLogFile
        /// When a fault was last told of; `nil` while all is well.
        var complaint: ContinuousClock.Instant?
        /// Records lost since then.
        var lost = 0
    }

    private let settings: DecisionLogSettings
    private let masking: RecordMasking
    private let logger: Logger
    private let thread = DispatchQueue(label: "banso.decision-log", qos: .utility)
    private let queue = Mutex(Queue())
    private let output: Mutex<Output>

    /// How often a fault that goes on is told of.
    private static let patience = Duration.seconds(60)

    /// Opens the log.
    ///
    /// - Throws: Why it cannot be written, unless that may mend by itself; then records are dropped
    ///   and counted until it does.
    package init(_ settings: DecisionLogSettings, logger: Logger) throws(DecisionLogFault) {
        self.settings = settings
        self.logger = logger
        masking = RecordMasking(settings.allMasks)
        DecisionLogFile.refuseToDieOfSize()
        var file = DecisionLogFile(settings.path)
        var first: DecisionLogFault?
        do throws(DecisionLogFault) {
            _ = try file.reopen()
        } catch {
            guard error.isPassing else { throw error }
            first = error
        }
        output = Mutex(Output(file: file))
        guard let first else { return }
        output.withLock { note(first, losing: 0, in: &$0) }
    }

    /// What has become of records so far.
    var counts: Counts { queue.withLock { $0.counts } }

    // MARK: On the way of a request

    /// Hands a record over; it never waits.
    func add(_ record: DecisionRecord) {
        let json = record.json
        let wakes = queue.withLock { queue in
            guard queue.counts.waitingBytes + json.count <= settings.queueBytes else {
                queue.counts.droppedForRoom += 1
                return false
            }
            queue.records.append(json)
            queue.counts.waitingBytes += json.count
            defer { queue.isAwake = true }
            return !queue.isAwake
        }
        if wakes { thread.async { self.writeAll() } }
    }

    // MARK: On the thread

    /// Looks whether there is another file at the path, as there is after a rotation.
    package func reopen() {
        thread.async { self.output.withLock { _ = self.open(&$0) } }
    }

    /// Waits until what was handed over is written, but no longer than `patience`.
    package func flush(patience: Duration = .seconds(2)) async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        thread.async { end.finish() }
        await withDiscardingTaskGroup { group in
            group.addTask {
                // A task that is cancelled has waited long enough.
                try? await Task.sleep(for: patience)
                end.finish()
            }
            for await _ in ends {}
            group.cancelAll()
        }
    }

    private func writeAll() {
        while true {
            let records = queue.withLock { queue in
                let records = queue.records
                queue.records = []
                if records.isEmpty { queue.isAwake = false }
                return records
            }
            if records.isEmpty { return }
            let written = write(records)
            queue.withLock { queue in
                queue.counts.waitingBytes -= records.reduce(0) { $0 + $1.count }
                queue.counts.written += written
                queue.counts.droppedForFaults += records.count - written
            }
        }
    }

    /// Writes records; how many of them are in the file.
    private func write(_ records: [[UInt8]]) -> Int {
        output.withLock { output in
            let isCurrent = open(&output)
            guard output.file.isOpen else {
                output.lost += records.count
                return 0
            }
            let lines = records.compactMap { record in
                do throws(JSONError) {
                    return try masking.line(record)
                } catch {
                    logger.error("a record of the decision log is damaged: \(error.description)")
                    return nil
                }
            }
            let written = output.file.append(lines)
            if let fault = written.fault {
                note(fault, losing: records.count - written.lines, in: &output)
            } else if isCurrent {
                noteSuccess(in: &output)
            }
            return written.lines
        }
    }

    /// Makes sure that the file at the path is open; `false` when it is not, whether or not another
    /// one is open still.
    private func open(_ output: inout Output) -> Bool {
        do throws(DecisionLogFault) {
            if try output.file.reopen() {
                queue.withLock { $0.counts.reopenings += 1 }
                logger.info("decision log opened again", metadata: ["path": "\(settings.path)"])
            }
            return true
        } catch {
            note(error, losing: 0, in: &output)
            return false
        }
    }

    private func note(_ fault: DecisionLogFault, losing lost: Int, in output: inout Output) {
        queue.withLock { $0.counts.faults += 1 }
        output.lost += lost
        let now = ContinuousClock.now
        if let complaint = output.complaint, now - complaint < Self.patience { return }
        output.complaint = now
        logger.error(
            "decision log: \(fault.description)",
            metadata: ["path": "\(settings.path)", "lost": "\(output.lost)"]
        )
    }

    private func noteSuccess(in output: inout Output) {
        guard output.complaint != nil else { return }
        logger.notice(
            "decision log: it can be written again",
            metadata: ["path": "\(settings.path)", "lost": "\(output.lost)"]
        )
        output.complaint = nil
        output.lost = 0
    }
}

import Foundation
import WireFormat

/// A decision log that cannot be written, or is moved away while it is.
enum DecisionLogFaults {
    static let all = [
        Fault("log-file-limit", "a decision log that may grow no more (RLIMIT_FSIZE), under load") {
            try fill($0, options: ["--decision-log", $0.path("decisions")], limits: "-f 32", &$1)
        },
        Fault("log-no-space", "a decision log on a device that is always full, under load") {
            try fill($0, options: ["--decision-log", "/dev/full"], limits: nil, &$1)
        },
        Fault(
            "log-disk-full",
            "a decision log on a small disk that fills up, under load",
            fillDisk
        ),
        Fault("log-rotation", "a decision log that is rotated, under load", rotate),
    ]

    /// The load goes on while nothing, or no more, can be written.
    private static func fill(
        _ stage: Stage,
        options: [String],
        limits: String?,
        _ seen: inout Observation
    ) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        // The log of the daemon itself is not what is to be limited.
        let daemon = try DaemonProcess(stage, options + ["--log-level", "error"], limits: limits)
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start()
        Pause.milliseconds(stage.count(1_500, thorough: 10_000))
        let outcome = load.stop()
        seen.add(outcome)
        // What waits to be written is neither written nor dropped yet.
        seen.expect(
            try Pause.until(within: .seconds(20)) {
                try daemon.metric("banso_decision_log_queue_bytes") == 0
            },
            "the queue does not empty"
        )
        let errors = try daemon.metric("banso_decision_log_errors_total")
        let dropped = try daemon.metric("banso_decision_log_dropped_total")
        let written = try daemon.metric("banso_decision_log_records_total")
        seen.provoked = Int(errors)
        seen.expect(errors > 0, "nothing was full")
        try daemon.stop(&seen, leaving: ["decisions"])
        seen.expect(
            Int(dropped + written) == outcome.asked,
            "\(outcome.asked) decisions, but \(Int(written)) written and \(Int(dropped)) counted as dropped"
        )
        seen.note("\(Int(written)) records written, \(Int(dropped)) dropped and counted")
        guard limits != nil else { return }
        let lines = DecisionLines(stage.path("decisions"), &seen)
        seen.expect(
            lines.ids.count == Int(written),
            "\(lines.ids.count) lines, \(Int(written)) counted"
        )
    }

    // MARK: A disk

    private static func fillDisk(_ stage: Stage, _ seen: inout Observation) throws {
        let disk = stage.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
        guard geteuid() == 0, let mount = Tool.find("mount"), let unmount = Tool.find("umount")
        else {
            seen.skipped = "only root can mount a small disk"
            return
        }
        do {
            try Tool.run(mount, ["-t", "tmpfs", "-o", "size=128k", "faults", disk])
        } catch {
            seen.skipped = "a small disk cannot be mounted: \(error)"
            return
        }
        defer {
            do {
                try Tool.run(unmount, [disk])
            } catch {
                seen.note("\(disk) stays mounted: \(error)")
            }
        }
        try fillDisk(stage, disk, &seen)
    }

    private static func fillDisk(_ stage: Stage, _ disk: String, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let path = "\(disk)/decisions"
        let daemon = try DaemonProcess(stage, ["--decision-log", path])
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start()
        for number in 0..<stage.count(3, thorough: 20) {
            let errors = try daemon.metric("banso_decision_log_errors_total")
            seen.expect(
                try Pause.until(within: .seconds(20)) {
                    try daemon.metric("banso_decision_log_errors_total") > errors
                },
                "the disk does not fill up"
            )
            seen.provoked += 1
            // Whoever looks after the disk makes room, and nobody has to tell the daemon.
            let full = "\(path).\(number)"
            try FileManager.default.moveItem(atPath: path, toPath: full)
            Pause.milliseconds(20)
            _ = DecisionLines(full, &seen)
            try FileManager.default.removeItem(atPath: full)
            let written = try daemon.metric("banso_decision_log_records_total")
            seen.expect(
                try Pause.until(within: .seconds(10)) {
                    try daemon.metric("banso_decision_log_records_total") > written
                },
                "nothing is written although there is room again"
            )
        }
        seen.add(load.stop())
        try daemon.stop(&seen, leaving: ["disk"])
        _ = DecisionLines(path, &seen)
    }

    // MARK: Rotation

    private static func rotate(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let path = stage.path("decisions")
        let daemon = try DaemonProcess(stage, ["--decision-log", path])
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start()
        let count = stage.count(20, thorough: 200)
        for number in 0..<count {
            try FileManager.default.moveItem(atPath: path, toPath: "\(path).\(number)")
            // Told or not, a new one has to be there.
            if number % 2 == 0 { daemon.process.signal(SIGHUP) }
            let isThere = Pause.until(within: .seconds(10)) {
                FileManager.default.fileExists(atPath: path)
            }
            guard isThere else {
                seen.lose("no new file after rotation \(number)")
                break
            }
            seen.provoked += 1
            Pause.milliseconds(20)
        }
        let outcome = load.stop()
        seen.add(outcome)
        try daemon.stop(&seen, leaving: ["decisions"])
        var ids: [String] = []
        for file in [path] + (0..<count).map({ "\(path).\($0)" }) {
            ids += DecisionLines(file, &seen).ids
        }
        seen.expect(Set(ids).count == ids.count, "a decision is there twice")
        seen.expect(ids.count == outcome.asked, "\(outcome.asked) decisions, \(ids.count) lines")
    }
}

/// The lines of a decision log.
struct DecisionLines {
    /// The numbers of the decisions, in their order.
    private(set) var ids: [String] = []

    /// Reads a file; what is no whole line is lost.
    init(_ path: String, _ seen: inout Observation) {
        guard let data = FileManager.default.contents(atPath: path) else {
            seen.lose("\(path) cannot be read")
            return
        }
        let bytes = Array(data)
        seen.expect(bytes.isEmpty || bytes.last == 0x0A, "\(path) ends in the middle of a line")
        for line in bytes.split(separator: 0x0A) {
            do {
                guard let id = try JSONDocument(parsing: Array(line)).root["decision_id"]?.string
                else { throw Breakdown("no decision") }
                ids.append(id)
            } catch {
                seen.lose("a line of \(path) is no record: \(error)")
            }
        }
    }
}

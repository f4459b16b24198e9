import Foundation

/// More connections than anybody needs, and descriptors that run out.
enum ConnectionFaults {
    static let all = [
        Fault(
            "idle-connections",
            "waves of idle connections, under load",
            isBrief: false,
            idleWaves
        ),
        Fault("too-many", "more connections than the descriptors allow", exceedTheCap),
        Fault(
            "no-descriptors",
            "no descriptor left to accept with, nor to read the rules with, under load",
            // The runtime library may end the process then: see the README.
            isBrief: false,
            exhaustDescriptors
        ),
    ]

    // MARK: Idle

    private static func idleWaves(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        // This process needs as many; some are wanted for other things on both sides.
        let most = Descriptors.raise() - 200
        let count = min(10_000, most)
        if count < 10_000 {
            seen.note("only \(count) connections: the limit of descriptors (ulimit -Hn)")
        }
        let daemon = try DaemonProcess(stage)
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start(threads: 2)
        seen.expect(load.waitFor(500), "the load came to a halt")
        let base = try daemon.figures
        var first: Int?
        for wave in 1...stage.count(2, thorough: 5) {
            var idle: [Connection] = []
            for _ in 0..<count { idle.append(try Connection(stage.socket)) }
            seen.expect(
                try Pause.until(within: .seconds(20)) {
                    try daemon.figures.descriptors >= base.descriptors + count
                },
                "\(count) connections were not all accepted"
            )
            let held = try daemon.figures.residentBytes
            if let first {
                seen.measure("more in later waves", Double(held - first) / 1e6, "MB", atMost: 8)
            } else {
                first = held
                let cost = Double(held - base.residentBytes) / 1e6
                seen.measure("cost of wave \(wave)", cost, "MB", atMost: 160 * Double(count) / 1e4)
            }
            seen.provoked += idle.count
            idle = []
            try seen.expect(
                Pause.until(within: .seconds(20)) {
                    try daemon.figures.descriptors <= base.descriptors + 4
                },
                "descriptors leaked: \(base.descriptors) before wave \(wave), "
                    + "\(daemon.figures.descriptors) after"
            )
        }
        seen.add(load.stop())
        try daemon.stop(&seen)
    }

    // MARK: Too many

    private static func exceedTheCap(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let daemon = try DaemonProcess(stage, limits: "-n 64")
        try daemon.waitUntilReady()
        // Connected before: they have to be served throughout.
        let load = LoadClient(stage.socket, key)
        load.start(threads: 2)
        seen.expect(load.waitFor(100), "the load came to a halt")
        for _ in 0..<stage.count(3, thorough: 30) {
            let all = try (0..<100).map { _ in try Connection(stage.socket) }
            var served = 0
            for (number, connection) in all.enumerated() {
                // Sent, it may find nobody who reads it; what counts is what is to be read.
                _ = connection.sendSome(Ask.get("/livez"))
                do throws(Connection.Fault) {
                    let reply = try connection.receive()
                    let isRefusal =
                        reply.status == 503 && reply.code == "http.unavailable"
                        && reply.fields["retry-after"] != nil && reply.isLast
                    if reply.status == 200 { served += 1 }
                    seen.expect(
                        reply.status == 200 || isRefusal,
                        "connection \(number): \(reply.status) \(reply.code ?? "")"
                    )
                } catch {
                    seen.lose("connection \(number) of 100: \(error)")
                }
            }
            seen.add(asked: all.count, lost: [], lostCount: 0)
            seen.provoked += all.count - served
            seen.expect((1..<64).contains(served), "\(served) were served with 64 descriptors")
        }
        let start = ContinuousClock.now
        let isServed = Pause.until(within: .seconds(10)) {
            (try? Connection(stage.socket).ask(Ask.get("/livez")).status) == 200
        }
        seen.expect(isServed, "nobody is served any more")
        seen.measure("served again after", .now - start, atMost: 2)
        seen.add(load.stop())
        try daemon.stop(&seen)
    }

    // MARK: No descriptors

    private static func exhaustDescriptors(_ stage: Stage, _ seen: inout Observation) throws {
        guard let tool = Tool.find("prlimit") else {
            seen.skipped = "there is no prlimit (util-linux)"
            return
        }
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let daemon = try DaemonProcess(stage, limits: "-n 1024")
        try daemon.waitUntilReady()
        let admin = try Connection(stage.socket)
        seen.ask(admin, Ask.get("/livez"), "/livez") { $0.status == 200 }
        for number in 0..<stage.count(4, thorough: 20) {
            // Every other time nobody asks, so that it shows when something spins.
            let load = number % 2 == 0 ? LoadClient(stage.socket, key) : nil
            load?.start(threads: 2)
            seen.expect(load?.waitFor(50) ?? true, "the load came to a halt")
            try leaveNone(daemon, tool) { waiting in
                try book.write(edition: 2)
                seen.ask(admin, Ask.reload, "a reload without descriptors") { $0.status == 422 }
                try book.write(edition: 1)
                let before = try daemon.figures.processorSeconds
                Pause.milliseconds(1_000)
                let used = try daemon.figures.processorSeconds - before
                if load == nil { seen.measure("processor", used * 100, "% of a core", atMost: 10) }
                seen.provoked += waiting
            } afterwards: { connection in
                seen.ask(connection, [], "a connection that waited") { $0.status == 200 }
            }
            seen.ask(admin, Ask.reload, "a reload with descriptors") { $0.status == 200 }
            if let load { seen.add(load.stop()) }
        }
        try daemon.stop(&seen)
    }

    /// Takes all descriptors from a daemon while fifty connections wait to be accepted, and gives
    /// them back.
    private static func leaveNone(
        _ daemon: DaemonProcess,
        _ tool: String,
        meanwhile: (Int) throws -> Void,
        afterwards: (Connection) -> Void
    ) throws {
        // The soft limit only: it may be raised again by whoever lowered it.
        let open = try daemon.figures.descriptors
        try Tool.run(tool, ["--pid=\(daemon.process.id)", "--nofile=\(open):1024"])
        let waiting = try (0..<50).map { _ in try Connection(daemon.socket) }
        for connection in waiting { try connection.send(Ask.get("/livez")) }
        try meanwhile(waiting.count)
        try Tool.run(tool, ["--pid=\(daemon.process.id)", "--nofile=1024:1024"])
        for connection in waiting { afterwards(connection) }
    }
}

/// The descriptors of this process.
enum Descriptors {
    /// Allows this process as many as the system lets it; how many that are.
    static func raise() -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(resource, &limit) == 0 else { return 1_024 }
        limit.rlim_cur = min(limit.rlim_max, 1 << 17)
        _ = unsafe setrlimit(resource, &limit)
        return Int(clamping: limit.rlim_cur)
    }
}

/// Programs of the system.
enum Tool {
    /// Where a program lies; `nil` without it.
    static func find(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return (folders + ["/usr/bin", "/usr/sbin"]).map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program to its end.
    ///
    /// - Throws: ``Breakdown`` when it fails.
    static func run(_ program: String, _ arguments: [String]) throws {
        let process = try ChildProcess(program, arguments, environment: [:], errors: STDERR_FILENO)
        let ending = process.waitForEnd(within: .seconds(10))
        guard ending == .exit(0) else {
            let words = arguments.joined(separator: " ")
            throw Breakdown("\(program) \(words): \(ending.map { "\($0)" } ?? "does not end")")
        }
    }
}

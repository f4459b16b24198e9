import ArgumentParser
import BenchmarkHarness
import CMeasure
import Foundation

/// Whole portfolios: the batch call over the socket, and the command that works in-process.
struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Answers a second of recommend:batch over redis GETs, and of `banso batch`."
    )

    @OptionGroup var options: MeasuringOptions
    @Option(help: "Lines of one batch.") var lines = 500
    @Option(help: "Batches under way at one time.") var connections = 2
    @Option(help: "Seconds of one measurement.") var seconds = 1.0
    @Option(help: "Lines that `banso batch` answers in one round.") var inProcess = 20_000

    func run() throws {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        var report = Report("batch")
        let bodies = try RealTexts(options.cases).lines
        report.note("\(bodies.count) real texts in turn; \(options.rounds) rounds")
        try overSocket(bodies, scratch, &report)
        try inProcess(bodies, scratch, &report)
        options.show(report)
    }

    private func overSocket(
        _ bodies: [[UInt8]],
        _ scratch: ScratchFolder,
        _ report: inout Report
    ) throws {
        var batch: [UInt8] = []
        for number in 0..<lines { batch += bodies[number % bodies.count] + [0x0A] }
        let request = Load.post("/v1/recommend:batch", batch, type: "application/x-ndjson")
        let redis = try Redis(scratch)
        defer { redis?.server.stop() }
        report.note(
            "batches of \(lines) lines, \(connections) at a time; redis: c = 16, 3 KB values"
        )
        if redis == nil { report.note("redis-server is not installed: nothing to divide by") }
        for (manner, options) in [("anew", ["--answer-cache", "0"]), ("again", [])] {
            let socket = scratch.path("\(manner).sock")
            let daemon = try Server(
                "bansod",
                Child.sibling("bansod"),
                ["--rules", self.options.rules, "--socket", socket] + options,
                socket: socket
            )
            defer { daemon.stop() }
            var load = Load(socket: socket, requests: [request], connections: connections)
            (load.seconds, load.server) = (seconds, daemon.id)
            try compare(load, "recommend:batch, \(manner)", redis, &report)
        }
    }

    /// Takes turns with redis.
    private func compare(
        _ load: Load,
        _ name: String,
        _ redis: Redis?,
        _ report: inout Report
    ) throws {
        var (answers, gets): ([Load.Outcome], [Load.Outcome]) = ([], [])
        for _ in 0..<options.rounds {
            if let redis { gets.append(try redis.load(seconds: seconds).run()) }
            answers.append(try load.run())
        }
        if redis != nil {
            report.add(
                Figure(
                    "\(name): answers / redis GETs",
                    Spread(answers.map(\.lineRate), over: gets.map(\.rate)),
                    "×",
                    goal: .atLeast(0.4)
                )
            )
            report.add(
                Figure(
                    "\(name): the same by server CPU",
                    Spread(gets.map(\.cpuPerReply), over: answers.map(\.cpuPerLine)),
                    "×"
                )
            )
            report.add(Figure("redis GET of 3 KB", Spread(gets.map(\.rate)), "replies/s"))
            report.add(Figure("redis", Spread(gets.map(\.cpuPerReply)), "µs server CPU/reply"))
        }
        report.add(Figure(name, Spread(answers.map(\.lineRate)), "answers/s"))
        report.add(Figure(name, Spread(answers.map(\.cpuPerLine)), "µs server CPU/answer"))
    }

    /// A run with one line is taken off, so that loading the book does not count.
    private func inProcess(
        _ bodies: [[UInt8]],
        _ scratch: ScratchFolder,
        _ report: inout Report
    ) throws {
        guard FileManager.default.isExecutableFile(atPath: Child.sibling("banso").path) else {
            report.note("banso is not built: nothing to measure in-process")
            return
        }
        let one = scratch.path("one.ndjson")
        let many = scratch.path("many.ndjson")
        try Data(bodies[0] + [0x0A]).write(to: URL(filePath: one))
        var bytes: [UInt8] = []
        for number in 0..<inProcess { bytes += bodies[number % bodies.count] + [0x0A] }
        try Data(bytes).write(to: URL(filePath: many))
        var (rates, cpu): ([Double], [Double]) = ([], [])
        for _ in 0..<options.rounds {
            let (few, all) = (try batch(one), try batch(many))
            let answers = Double(inProcess - 1)
            rates.append(answers / (all.wall - few.wall) * 1e9)
            cpu.append((all.cpu - few.cpu) / answers / 1e3)
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        report.add(Figure("banso batch, \(cores) cores", Spread(rates), "answers/s"))
        report.add(Figure("banso batch", Spread(cpu), "µs CPU/answer"))
    }

    private func batch(_ file: String) throws -> Cost {
        let process = Process()
        process.executableURL = Child.sibling("banso")
        process.arguments = ["batch", "--rules", options.rules]
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: file))
        process.standardOutput = FileHandle.nullDevice
        let (cpu, wall) = (measure_children_cpu(), CostClock.wall)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
        return Cost(cpu: (measure_children_cpu() - cpu) * 1e9, wall: CostClock.wall - wall)
    }
}

/// A redis of one's own with one value of 3 KB.
private struct Redis {
    let server: Server
    private static let key = String(repeating: "k", count: 270)

    /// Starts it; `nil` where redis is not installed.
    init?(_ scratch: ScratchFolder) throws {
        guard let program = Child.find("redis-server") else { return nil }
        let socket = scratch.path("redis.sock")
        let arguments = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"]
        server = try Server("redis", program, arguments, socket: socket)
        let value = String(repeating: "v", count: 3000)
        var set = Load(socket: socket, requests: [Self.command(["SET", Self.key, value])])
        (set.framing, set.connections, set.mostReplies, set.warmUp) = (.resp, 1, 1, 0)
        _ = try set.run()
    }

    func load(seconds: Double) -> Load {
        var load = Load(socket: server.socket, requests: [Self.command(["GET", Self.key])])
        (load.framing, load.seconds, load.server) = (.resp, seconds, server.id)
        return load
    }

    private static func command(_ words: [String]) -> [UInt8] {
        let parts = words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }
        return Array("*\(words.count)\r\n\(parts.joined())".utf8)
    }
}

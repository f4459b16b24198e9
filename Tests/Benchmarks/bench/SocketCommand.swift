import ArgumentParser
import BenchmarkBooks
import BenchmarkHarness
import Foundation
import RuleEngine

/// Answers over the socket beside a static reply from NIO's HTTP parts, and while reloading.
struct SocketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "socket",
        abstract: "Requests a second over a static reply of the same size; p99 while reloading."
    )

    @OptionGroup var options: MeasuringOptions
    @Option(parsing: .upToNextOption, help: "Rules beside the shipped ones: national books.")
    var sizes = [20_000, 200_000]
    @Option(help: "Connections.") var connections = 16
    @Option(help: "Seconds of one measurement.") var seconds = 1.0
    @Flag(help: "Leave out the measurement while reloading.") var withoutReload = false

    /// The daemon reads folders up to this size; larger ones are served by `bench serve`.
    private static let daemonBytes = 64 << 20

    func run() throws {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        let bodies = try RealTexts(options.cases).lines
        let requests = bodies.map { Load.post("/v1/recommend", $0) }
        var report = Report("socket")
        report.note(
            "\(bodies.count) real texts, c = \(connections), \(options.rounds) rounds of "
                + "\(Report.number(seconds)) s; server and client share the machine"
        )
        report.note(
            "anew: every query is decided; again: answers are kept, as the daemon does by default"
        )
        let shipped = try servers("shipped", folder: copy(of: options.rules, in: scratch), scratch)
        defer { for server in shipped { server.stop() } }
        for server in shipped { try compare(server, goal: 0.5, requests, scratch, &report) }
        if !withoutReload {
            try reload(shipped[0], folder: scratch.path("shipped"), requests, &report)
        }
        for size in sizes {
            let folder = scratch.path("national-\(size)")
            try write(BookPlan(.national, rules: size), to: folder)
            let national = try servers("\(size) rules more", folder: folder, scratch)
            defer { for server in national { server.stop() } }
            let goal = size > 20_000 ? 0.35 : 0.45
            for server in national { try compare(server, goal: goal, requests, scratch, &report) }
        }
        options.show(report)
    }

    /// A copy that may be changed while it is served.
    private func copy(of folder: String, in scratch: ScratchFolder) throws -> String {
        let target = scratch.path("shipped")
        let source = URL(filePath: folder).resolvingSymlinksInPath().path
        try FileManager.default.copyItem(atPath: source, toPath: target)
        return target
    }

    private func write(_ plan: BookPlan, to folder: String) throws {
        remark("writing a book of \(plan.ruleCount) rules")
        let weights = URL(filePath: options.rules).appending(path: WeightsFile.name).path
        _ = try BookFolder.write(
            plan,
            beside: try BaseBook(options.rules, for: plan),
            to: folder,
            weights: weights
        )
    }

    /// One server that decides every query anew, and one that keeps answers.
    private func servers(
        _ name: String,
        folder: String,
        _ scratch: ScratchFolder
    ) throws -> [Server] {
        let bytes = try RuleFiles.paths(folder).reduce(0) { try $0 + RuleFiles.bytes($1).count }
        return try [("anew", ["--answer-cache", "0"]), ("again", [])].map { manner, options in
            let socket = scratch.path("\(UUID().uuidString.prefix(6)).sock")
            let arguments = ["--rules", folder, "--socket", socket] + options
            if bytes < Self.daemonBytes {
                let daemon = Child.sibling("bansod")
                return try Server("\(name), \(manner)", daemon, arguments, socket: socket)
            }
            return try Server(
                "bench serve, \(name), \(manner)",
                Child.own,
                ["serve"] + arguments,
                socket: socket
            )
        }
    }

    /// Takes turns with a static reply of the mean size of this server's.
    private func compare(
        _ server: Server,
        goal: Double,
        _ requests: [[UInt8]],
        _ scratch: ScratchFolder,
        _ report: inout Report
    ) throws {
        var load = load(at: server, requests)
        let first = try load.run()
        let size = first.bytes / max(1, first.replies)
        let socket = scratch.path("\(UUID().uuidString.prefix(6)).sock")
        let floor = try Server(
            "static reply",
            Child.own,
            ["floor", "--socket", socket, "--bytes", String(size)],
            socket: socket
        )
        defer { floor.stop() }
        let nginx = try Nginx.start(bytes: size, scratch)
        defer { nginx?.stop() }
        let floorLoad = self.load(at: floor, requests)
        var own: [Load.Outcome] = []
        var beside: [Load.Outcome] = []
        var other: [Load.Outcome] = []
        load.seconds = seconds
        for _ in 0..<options.rounds {
            beside.append(try floorLoad.run())
            if let nginx { other.append(try self.load(at: nginx, requests).run()) }
            own.append(try load.run())
        }
        let name = server.name
        report.add(
            Figure(
                "\(name) / NIOHTTP1 static \(size) B",
                Spread(own.map(\.rate), over: beside.map(\.rate)),
                "× requests/s",
                goal: .atLeast(goal)
            )
        )
        report.add(
            Figure(
                "\(name): the same by server CPU",
                Spread(beside.map(\.cpuPerReply), over: own.map(\.cpuPerReply)),
                "×"
            )
        )
        if !other.isEmpty {
            report.add(
                Figure(
                    "\(name) / nginx static",
                    Spread(own.map(\.rate), over: other.map(\.rate)),
                    "× requests/s"
                )
            )
            report.add(
                Figure("nginx", Spread(other.map(\.cpuPerReply)), "µs server CPU/request")
            )
        }
        report.add(Figure("\(name)", Spread(own.map(\.rate)), "requests/s"))
        report.add(Figure("\(name)", Spread(own.map(\.cpuPerReply)), "µs server CPU/request"))
        report.add(Figure("\(name): p99", Spread(own.map(\.p99)), "µs"))
        report.add(Figure("static \(size) B", Spread(beside.map(\.rate)), "requests/s"))
        report.add(
            Figure("static \(size) B", Spread(beside.map(\.cpuPerReply)), "µs server CPU/request")
        )
    }

    private func load(at server: Server, _ requests: [[UInt8]]) -> Load {
        var load = Load(socket: server.socket, requests: requests, connections: connections)
        load.seconds = seconds
        load.server = server.id
        return load
    }

    /// Measures the slowest hundredth at rest and while books are swapped without pause.
    private func reload(
        _ server: Server,
        folder: String,
        _ requests: [[UInt8]],
        _ report: inout Report
    ) throws {
        var atRest: [Load.Outcome] = []
        var reloading: [Load.Outcome] = []
        var swaps: [Double] = []
        for _ in 0..<options.rounds {
            atRest.append(try load(at: server, requests).run())
            let reloads = Reloads(of: folder, at: server.socket)
            reloads.start()
            reloading.append(try load(at: server, requests).run())
            swaps.append(Double(try reloads.stop()))
        }
        report.add(
            Figure(
                "p99 while reloading / at rest",
                Spread(reloading.map(\.p99), over: atRest.map(\.p99)),
                "×",
                goal: .atMost(1.2)
            )
        )
        report.add(Figure("p99 while reloading", Spread(reloading.map(\.p99)), "µs"))
        report.add(Figure("p99 at rest", Spread(atRest.map(\.p99)), "µs"))
        report.add(Figure("books swapped meanwhile", Spread(swaps), "each round"))
        report.add(
            Figure(
                "requests/s while reloading / at rest",
                Spread(reloading.map(\.rate), over: atRest.map(\.rate)),
                "×"
            )
        )
    }
}

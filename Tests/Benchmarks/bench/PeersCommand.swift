import Answering
import ArgumentParser
import BenchmarkBooks
import BenchmarkHarness
import Foundation
import Knowledge
import RuleEngine
import WireFormat

/// The same decisions by other systems, with the same answers.
struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Processor time of other systems for the same decisions over ours."
    )

    @OptionGroup var options: MeasuringOptions
    @Option(help: "Rules.") var count = 20_000
    @Option(help: "Queries.") var queries = 200
    @Option(help: "The Python to run peers with.") var python = "python3"
    @Option(help: "The script of the peers.") var script = "Tests/Benchmarks/Peers/peers.py"
    @Option(help: "Seconds of one measurement of one peer.") var seconds = 1.0
    @Option(parsing: .upToNextOption, help: "The peers.")
    var peers = ["python-indexed", "sqlite-fts5", "sqlite-substrings"]

    /// How many times cheaper we are meant to be.
    private static let goals = [
        "python-indexed": 100.0, "python-automaton": 100, "sqlite-fts5": 500,
        "sqlite-substrings": 500, "tantivy": 500, "zen": 5000, "drools": 5000,
    ]

    func run() throws {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        let plan = BookPlan(.decisions, rules: count)
        let base = try BaseBook(options.rules, for: plan)
        remark("making a book of \(count) rules")
        let compiled = CompiledBook(try base.typed())
        let lines = (0..<queries).map {
            QueryLine(plan.query($0), category: base.askedCategory).bytes
        }
        let subject = try Subject("Banso", compiled, lines: lines)
        try export(plan, subject, to: scratch)
        var report = Report("peers")
        report.note("\(count) rules, \(queries) queries, the ten best policies of each")
        let own = Rounds.Contestant("Banso, whole answer", pass: subject.pass)
        for name in peers { try measure(name, beside: own, scratch, &report) }
        options.show(report)
    }

    /// Writes rules, queries and our answers for the peers.
    private func export(_ plan: BookPlan, _ subject: Subject, to scratch: ScratchFolder) throws {
        var rules: [UInt8] = []
        for number in 0..<count { rules += Self.line(plan.rule(number)) }
        try Data(rules).write(to: scratch.url.appending(path: "rules.jsonl"))
        var asked: [UInt8] = []
        for number in 0..<queries { asked += Self.line(plan.query(number)) }
        try Data(asked).write(to: scratch.url.appending(path: "queries.jsonl"))
        var answers = ""
        for query in subject.queries {
            let answer = subject.answerer.engine.recommend(query, today: askedDay)
            answers += answer.policies.map(\.id.text).joined(separator: " ") + "\n"
        }
        try Data(answers.utf8).write(to: scratch.url.appending(path: "answers.txt"))
    }

    private static func line(_ rule: BookPlan.PlannedRule) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("terms")
        writer.beginArray()
        for word in rule.words { writer.value(WordList.word(word)) }
        writer.endArray()
        writer.member("employees", rule.employees)
        for (name, numbers) in [("prefectures", rule.prefectures), ("industries", rule.industries)]
        {
            writer.key(name)
            writer.beginArray()
            for number in numbers { writer.value(number) }
            writer.endArray()
        }
        writer.member("policy", rule.policy)
        writer.member("weight", rule.weight)
        writer.endObject()
        return writer.bytes + [0x0A]
    }

    private static func line(_ query: BookPlan.PlannedQuery) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("text", query.text)
        writer.member("employees", query.employees)
        writer.member("prefecture", query.prefecture)
        writer.member("industry", query.industry)
        writer.endObject()
        return writer.bytes + [0x0A]
    }

    private func measure(
        _ name: String,
        beside own: Rounds.Contestant,
        _ scratch: ScratchFolder,
        _ report: inout Report
    ) throws {
        let peer: Peer
        do {
            peer = try Peer(name, python: python, script: script, folder: scratch.url.path)
        } catch {
            report.note("\(name): not run: \(error)")
            return
        }
        defer { peer.stop() }
        var (ours, theirs): ([Double], [Double]) = ([], [])
        for _ in 0..<options.rounds {
            let results = Rounds(count: 1, seconds: 0.3).measure([own])
            ours.append((results.first?.cpu.first ?? 0) / 1e3)
            theirs.append(try peer.measure(seconds: seconds))
        }
        report.note("\(name): \(peer.introduction)")
        report.add(
            Figure(
                "\(name) / Banso",
                Spread(theirs, over: ours),
                "× CPU",
                goal: Self.goals[name].map { .atLeast($0) }
            )
        )
        report.add(Figure(name, Spread(theirs), "µs CPU/query"))
        report.add(Figure("Banso beside it", Spread(ours), "µs CPU/query"))
    }
}

/// A peer in a process of its own that answers on request.
private final class Peer {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What it says of itself once it has loaded: seconds, memory, how many answers are the same.
    let introduction: String
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ name: String, python: String, script: String, folder: String) throws {
        guard let program = python.contains("/") ? URL(filePath: python) : Child.find(python) else {
            throw Failure(description: "there is no \(python)")
        }
        process.executableURL = program
        process.arguments = [script, folder, name]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = Self.line(from: output)
        guard line.hasPrefix("ready ") else {
            process.terminate()
            throw Failure(description: line.isEmpty ? "it ended" : line)
        }
        introduction = String(line.dropFirst(6))
    }

    /// Microseconds of processor time for one query.
    func measure(seconds: Double) throws -> Double {
        try input.fileHandleForWriting.write(contentsOf: Data("\(seconds)\n".utf8))
        guard let value = Double(Self.line(from: output)) else {
            throw Failure(description: "no figure")
        }
        return value
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private static func line(from pipe: Pipe) -> String {
        var bytes: [UInt8] = []
        while let byte = pipe.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

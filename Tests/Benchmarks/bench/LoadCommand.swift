import Answering
import ArgumentParser
import BenchmarkBooks
import BenchmarkHarness
import CMeasure
import Diagnostics
import Foundation
import Knowledge
import RuleEngine
import RuleLoading
import YAMLTree

/// What it takes from files to the first answer, beside libyaml alone.
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Cold load over a plain libyaml pass, its phases, and resident memory."
    )

    @OptionGroup var options: MeasuringOptions
    @Option(parsing: .upToNextOption, help: "Sizes of generated books.") var sizes = [20_000]
    @Option(help: "Size of the book whose resident memory is measured; 0 for none.")
    var resident = 100_000

    func run() throws {
        var report = Report("load")
        report.note("all threads' CPU; rounds: \(options.rounds)")
        try measure(options.rules, name: "shipped", &report)
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        for size in sizes {
            let folder = scratch.path("rules-\(size)")
            try write(BookPlan(.decisions, rules: size), to: folder)
            try measure(folder, name: "\(size) rules", &report)
        }
        if resident > 0 {
            let folder = scratch.path("resident")
            try write(BookPlan(.decisions, rules: resident), to: folder)
            try addMemory(folder, &report)
        }
        options.show(report)
    }

    private func write(_ plan: BookPlan, to folder: String) throws {
        remark("writing a book of \(plan.ruleCount) rules")
        let base = try BaseBook(options.rules, for: plan)
        _ = try BookFolder.write(plan, beside: base, to: folder, weights: nil)
    }

    private func measure(_ folder: String, name: String, _ report: inout Report) throws {
        let paths = try RuleFiles.paths(folder)
        var phases = Phases()
        for _ in 0..<options.rounds { try phases.measure(folder, paths) }
        report.note(
            "\(name): \(paths.count) files, \(phases.bytes) bytes, \(phases.events) events; libyaml "
                + "\(Report.number(Double(phases.bytes) / Spread(phases.floor).median * 1000)) MB/s"
        )
        let whole = phases.whole
        report.add(
            Figure(
                "\(name): cold load / libyaml events",
                Spread(whole, over: phases.floor),
                "× CPU",
                goal: .atMost(1.8)
            )
        )
        report.add(
            Figure("\(name): the same on the wall", Spread(phases.wall, over: phases.floor), "×")
        )
        let parts = [
            ("libyaml events", phases.floor), ("parse to nodes (one thread)", phases.parse),
            ("load: files to typed book", phases.load),
            ("compile: conjugation and index", phases.compile),
            ("fragments", phases.fragments), ("learned weights", phases.weights),
        ]
        for (part, times) in parts {
            report.add(Figure("\(name): \(part)", Spread(times.map { $0 / 1e6 }), "ms CPU"))
        }
    }

    private func addMemory(_ folder: String, _ report: inout Report) throws {
        let paths = try RuleFiles.paths(folder)
        let bytes = try paths.reduce(0) { try $0 + RuleFiles.bytes($1).count }
        let child = try Child.run(["resident", folder])
        let numbers = child.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard numbers.count == 4 else { throw ValidationError("resident said: \(child)") }
        let shares = numbers.map { Spread($0 / Double(bytes)) }
        report.note("resident memory: a process of its own with \(resident) rules, \(bytes) bytes")
        report.add(
            Figure("resident memory / bytes of YAML", shares[2], "×", goal: .atMost(1))
        )
        report.add(Figure("before loading / bytes of YAML", shares[0], "×"))
        report.add(Figure("typed book alone / bytes of YAML", shares[1], "×"))
        report.add(Figure("highest while loading / bytes of YAML", shares[3], "×"))
        report.add(Figure("resident memory", Spread(numbers[2] / Double(resident)), "bytes/rule"))
    }
}

/// The times of loading one folder, in nanoseconds of CPU, round by round.
private struct Phases {
    var floor: [Double] = []
    var parse: [Double] = []
    var load: [Double] = []
    var compile: [Double] = []
    var fragments: [Double] = []
    var weights: [Double] = []
    var wall: [Double] = []
    var bytes = 0
    var events = 0

    /// Everything from files to answers, learned weights aside: libyaml does not read those.
    var whole: [Double] { load.indices.map { load[$0] + compile[$0] + fragments[$0] } }

    mutating func measure(_ folder: String, _ paths: [String]) throws {
        let (floorCost, counts) = try Cost.of { try Self.events(paths) }
        (bytes, events) = counts
        floor.append(floorCost.cpu)
        parse.append(try Cost.of { try Self.nodes(paths) }.cost.cpu)
        let (loadCost, result) = Cost.of {
            RuleLoader(limits: .wide).load(RuleDirectory(path: folder, limits: .wide))
        }
        guard let book = result.book else {
            throw ValidationError(result.diagnostics.first?.message ?? "\(folder) is faulty")
        }
        let (compileCost, compiled) = Cost.of { CompiledBook(book) }
        let (fragmentCost, answerer) = Cost.of { Answerer(compiled, ruleset: "0") }
        load.append(loadCost.cpu)
        compile.append(compileCost.cpu)
        fragments.append(fragmentCost.cpu)
        wall.append(loadCost.wall + compileCost.wall + fragmentCost.wall)
        weights.append(try Cost.of { try Folder.learned(folder) }.cost.cpu)
        _ = answerer
    }

    private static func events(_ paths: [String]) throws -> (bytes: Int, events: Int) {
        var (sum, events) = (0, 0)
        for path in paths {
            let bytes = try RuleFiles.bytes(path)
            sum += bytes.count
            events += Int(unsafe measure_yaml_events(bytes, bytes.count))
        }
        return (sum, events)
    }

    private static func nodes(_ paths: [String]) throws -> Int {
        try paths.reduce(0) { sum, path in
            try sum + YAMLTree.parse(try RuleFiles.bytes(path), file: path).root.entries.count
        }
    }
}

/// The files of a rule folder as any program would read them.
enum RuleFiles {
    static func paths(_ folder: String) throws -> [String] {
        guard let all = FileManager.default.enumerator(atPath: folder) else {
            throw ValidationError("there is no folder \(folder)")
        }
        return all.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
            .map { "\(folder)/\($0)" }
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }
}

/// Loads a folder, answers once and tells how much memory that takes; for `load`.
///
/// Writes resident bytes at the start, with the typed book, and ready to answer, then the most.
struct ResidentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resident", shouldDisplay: false)

    @Argument var folder: String

    func run() throws {
        let start = try Self.bytes("VmRSS")
        let book = try Folder.book(folder)
        measure_trim()
        let typed = try Self.bytes("VmRSS")
        let answerer = Answerer(CompiledBook(book), ruleset: String(repeating: "0", count: 64))
        _ = try answerer.answer(QueryLine(problem: "求人を出しても応募がない。資金は足りている。").bytes)
        measure_trim()
        print(start, typed, try Self.bytes("VmRSS"), try Self.bytes("VmHWM"))
        withExtendedLifetime(answerer.engine) {}
    }

    private static func bytes(_ key: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 } ?? 0
    }
}

import ArgumentParser
import Diagnostics
import Foundation
import Knowledge
import RuleEngine
import RuleLoading

/// Scores a rule folder on files of labelled cases.
@main
struct QualityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "Score a rule folder on labelled consultation texts.",
        discussion: """
            Weights are taken from the folder, or learned anew with --learn or --folds. No text is \
            scored by weights that were learned from it.
            """
    )

    @Argument(help: "The rule folder.") var folder: String
    @Argument(help: "Files of cases, one JSON object a line.") var files: [String]
    @Flag(help: "Learn the weights now instead of reading them from the folder.") var learn = false
    @Option(help: "Learn anew for each of so many folds, from the examples and the other folds.")
    var folds = 0
    @Option(help: "How often a case of another fold counts among the examples.") var copies = 1
    @Flag(help: "Leave out the learned weights.") var withoutExamples = false
    @Flag(help: "Leave out the weights of concepts and rules.") var withoutRules = false
    @Option(
        parsing: .upToNextOption,
        help: "Leave out what is read beside concepts: scope, roles, ask, stage."
    ) var withoutAspects: [String] = []
    @Flag(help: "List the wrong texts with what fired.") var failures = false
    @Flag(help: "List scores by category and the pairs confused.") var details = false
    @Option(help: "A file of floors, NAME VALUE a line; exit with 1 below one.") var floors: String?
    @Option(help: "Draws for the intervals.") var draws = 500

    func run() throws {
        let engine = try engine()
        let cases = try files.map {
            try QualityCase.read(Array(Data(contentsOf: URL(filePath: $0))))
        }
        let results = results(of: cases, engine: engine)
        for (file, results) in zip(files, results) { report(results, title: file) }
        let all = results.flatMap { $0 }
        if files.count > 1 { report(all, title: "all") }
        if details {
            Details(all).report()
            Details(all).reportReliability()
        }
        if failures { Details(all).reportFailures(engine: engine) }
        try checkFloors(all)
    }

    /// Answers the cases of every file, in their order.
    private func results(of files: [[QualityCase]], engine: RuleEngine) -> [[CaseResult]] {
        guard folds > 1 else {
            return files.map { $0.map { CaseResult($0, engine: engine) } }
        }
        var results: [String: CaseResult] = [:]
        CrossValidation(compiled: engine.compiled, folds: folds, copies: copies).forEachFold(
            of: files.flatMap { $0 }
        ) { held, engine in
            for item in held { results[item.id] = CaseResult(item, engine: engine) }
        }
        return files.map { $0.compactMap { results[$0.id] } }
    }

    private func engine() throws -> RuleEngine {
        let loaded = RuleLoader().load(RuleDirectory(path: folder))
        guard var book = loaded.book else {
            for diagnostic in loaded.diagnostics.prefix(20) {
                print("\(diagnostic.file):\(diagnostic.line): \(diagnostic.message)")
            }
            throw ExitCode(65)
        }
        if withoutRules { book = book.withoutCategoryWeights }
        let aspects = try aspects()
        guard !withoutExamples, folds < 2 else {
            return RuleEngine(CompiledBook(book, aspects: aspects))
        }
        if learn {
            let clock = ContinuousClock()
            let start = clock.now
            let model = Learner(CompiledBook(book, aspects: aspects)).learn()
            print("learned \(model?.featureCount ?? 0) features in \(clock.now - start)")
            return RuleEngine(CompiledBook(book, learned: model, aspects: aspects))
        }
        let text = try String(
            contentsOf: URL(filePath: "\(folder)/\(WeightsFile.name)"),
            encoding: .utf8
        )
        let model = try WeightsFile.model(text)
        return RuleEngine(CompiledBook(book, learned: model, aspects: aspects))
    }

    private func aspects() throws -> ReadingAspects {
        let names: [String: ReadingAspects] = [
            "scope": .scope, "roles": .roles, "ask": .ask, "stage": .stage,
        ]
        return try withoutAspects.reduce(into: .all) { result, name in
            guard let aspect = names[name] else {
                throw ValidationError("there is no aspect \(name)")
            }
            result.subtract(aspect)
        }
    }

    private func report(_ results: [CaseResult], title: String) {
        let measures = Scoreboard(results: results).measures()
        var bootstrap = Bootstrap()
        let intervals = bootstrap.intervals(results, draws: draws)
        print("\(title): \(results.count) texts")
        for name in Scoreboard.names {
            guard let value = measures[name] else { continue }
            let interval = intervals[name] ?? (value, value)
            print(
                "  " + name.padding(toLength: 22, withPad: " ", startingAt: 0)
                    + String(
                        format: "%.3f  [%.3f, %.3f]",
                        value,
                        interval.0,
                        interval.1
                    )
            )
        }
    }

    private func checkFloors(_ results: [CaseResult]) throws {
        guard let floors else { return }
        let measures = Scoreboard(results: results).measures()
        var isBroken = false
        for line in try String(contentsOf: URL(filePath: floors), encoding: .utf8).split(
            separator: "\n"
        ) where !line.hasPrefix("#") {
            let parts = line.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let value = measures[parts[0]] else {
                print("floors: cannot read \(line)")
                throw ExitCode(65)
            }
            let bound = parts[1].dropFirst(2).trimmingCharacters(in: .whitespaces)
            guard let number = Double(bound) else {
                print("floors: cannot read \(line)")
                throw ExitCode(65)
            }
            let holds = parts[1].hasPrefix(">=") ? value >= number : value <= number
            if !holds {
                print("below the floor: \(parts[0]) is \(value), wanted \(parts[1])")
                isBroken = true
            }
        }
        if isBroken { throw ExitCode(1) }
    }
}

extension Book {
    /// The book without what concepts and rules say about categories: examples alone decide.
    fileprivate var withoutCategoryWeights: Book {
        var book = self
        for index in book.concepts.indices { book.concepts[index].categories = [] }
        for index in book.rules.indices { book.rules[index].effect.categories = [] }
        return book
    }
}

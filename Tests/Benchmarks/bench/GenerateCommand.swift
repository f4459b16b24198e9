import ArgumentParser
import BenchmarkBooks
import BenchmarkHarness
import Foundation
import RuleEngine

/// Writes a generated book as a rule folder.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write a rule folder of any size, the same in every run."
    )

    @Option(help: "The shipped rule folder.") var rules = "Rules"
    @Option(help: "How many rules.") var count: Int
    @Option(help: "decisions or national.") var shape = BookPlan.Shape.national
    @Option(help: "Where the series of numbers begins.") var seed: UInt64 = 11
    @Option(help: "Also write so many queries, one a line, to queries.ndjson.") var queries = 0
    @Argument(help: "The folder to write.") var output: String

    func run() throws {
        guard !FileManager.default.fileExists(atPath: output) else {
            throw ValidationError("\(output) exists already")
        }
        let plan = BookPlan(shape, rules: count, seed: seed)
        let base = try BaseBook(rules, for: plan)
        let weights = URL(filePath: rules).appending(path: WeightsFile.name).path
        let hasWeights =
            shape == .national && FileManager.default.fileExists(atPath: weights)
        let size = try BookFolder.write(
            plan,
            beside: base,
            to: output,
            weights: hasWeights ? weights : nil
        )
        let category = shape == .decisions ? base.askedCategory : nil
        if queries > 0 {
            var bytes: [UInt8] = []
            for number in 0..<queries {
                bytes += QueryLine(plan.query(number), category: category).bytes + [0x0A]
            }
            let target = URL(filePath: output).appending(path: "queries.ndjson")
            try Data(bytes).write(to: target)
        }
        remark("\(output): \(count) rules, \(size.files) files, \(size.bytes) bytes")
    }
}

extension BookPlan.Shape: ExpressibleByArgument {}

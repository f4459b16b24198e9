import ArgumentParser
import BenchmarkBooks
import BenchmarkHarness
import Knowledge
import RuleEngine
import TextAnalysis

/// What understanding a text costs for each of its characters.
struct TextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Nanoseconds a character: folding, reading, learned weights."
    )

    @OptionGroup var options: MeasuringOptions
    @Option(help: "Rules of a generated book whose words are read as well; 0 for none.")
    var vocabulary = 20_000

    func run() throws {
        let learned = RuleEngine(try Folder.compiled(options.rules))
        let plain = RuleEngine(try Folder.compiled(options.rules, weights: false))
        let texts = try RealTexts(options.cases).problems
        let characters = texts.reduce(0) { $0 + $1.unicodeScalars.count }
        var report = Report("text")
        report.note("\(texts.count) real texts, \(characters) characters (Unicode scalars)")
        report.note("vocabulary: \(plain.compiled.keyCount) keys")
        let analyzer = TextAnalyzer()
        var contestants = [
            contestant("folding", texts) { NormalizedText($0).count },
            contestant("folding, sentences, scope", texts) { analyzer.analyze($0).clauses.count },
            contestant("reading, whole vocabulary", texts) { plain.read($0).mentions.count },
            contestant("whole answer, rules alone", texts) { Self.answer(plain, $0) },
            contestant("whole answer, learned weights", texts) { Self.answer(learned, $0) },
        ]
        if vocabulary > 0 {
            let engine = try generated(&report)
            contestants.append(
                contestant("reading, generated words", texts) { engine.read($0).mentions.count }
            )
        }
        let results = Rounds(count: options.rounds).measure(contestants)
        report.add(results, per: "character")
        addGoals(results, to: &report)
        addAllocations(texts, plain: plain, learned: learned, to: &report)
        options.show(report)
    }

    private func contestant(
        _ name: String,
        _ texts: [String],
        _ work: @escaping (String) -> Int
    ) -> Rounds.Contestant {
        let characters = texts.reduce(0) { $0 + $1.unicodeScalars.count }
        return Rounds.Contestant(name) {
            var sum = 0
            for text in texts { sum &+= work(text) }
            return sum < 0 ? 0 : characters
        }
    }

    /// The categories alone, so that little but the text is answered for.
    private static func answer(_ engine: RuleEngine, _ text: String) -> Int {
        let query = Query(problem: text, asOf: askedDay, parts: [.categories], limit: 1)
        return engine.recommend(query, today: askedDay).categories.count
    }

    private func generated(_ report: inout Report) throws -> RuleEngine {
        let plan = BookPlan(.national, rules: vocabulary)
        remark("making a vocabulary of \(vocabulary) rules")
        let compiled = CompiledBook(try BaseBook(options.rules, for: plan).typed())
        report.note("generated words: \(compiled.keyCount) keys with the shipped ones")
        return RuleEngine(compiled)
    }

    private func addGoals(_ results: [Rounds.Result], to report: inout Report) {
        let (reading, plain, learned) = (results[2].cpu, results[3].cpu, results[4].cpu)
        report.add(
            Figure(
                "reading with the whole vocabulary",
                Spread(reading),
                "ns CPU/character",
                goal: .atMost(60)
            )
        )
        // What the learned weights add to a whole answer, on top of reading.
        let both = reading.indices.map { reading[$0] + learned[$0] - plain[$0] }
        report.add(
            Figure(
                "and with learned weights",
                Spread(both),
                "ns CPU/character",
                goal: .atMost(150)
            )
        )
    }

    /// What a text of four times the length allocates more, for each character it has more.
    private func addAllocations(
        _ texts: [String],
        plain: RuleEngine,
        learned: RuleEngine,
        to report: inout Report
    ) {
        guard AllocationCount.isAvailable else { return }
        let works: [(String, (String) -> Int)] = [
            ("folding", { NormalizedText($0).count }),
            ("reading", { plain.read($0).mentions.count }),
            ("answer, learned weights", { Self.answer(learned, $0) }),
        ]
        let characters = texts.reduce(0) { $0 + $1.unicodeScalars.count }
        for (name, work) in works {
            let counts = [1, 4].map { times in
                let longer = texts.map { String(repeating: $0, count: times) }
                return AllocationCount.perUnit {
                    for text in longer { _ = work(text) }
                    return 1
                }
            }
            let more = (counts[1].number - counts[0].number) / Double(3 * characters)
            report.add(
                Figure(
                    "\(name): allocations",
                    Spread(more),
                    "/further character",
                    goal: .atMost(0.05)
                )
            )
        }
    }
}

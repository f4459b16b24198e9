package import Knowledge

/// Adds up what each rule and each concept of a book takes while queries are answered.
///
/// Counts depend on book and queries alone; times are measured and differ from run to run.
package struct CostMeter {
    /// What a rule took.
    package struct RuleCost: Sendable {
        /// The rule.
        package let rule: Rule
        /// Whether every text brings it up, since no concept is needed for it to hold.
        package let isConstant: Bool
        /// How many queries brought it up.
        package fileprivate(set) var looked = 0
        /// How many of them it held for.
        package fileprivate(set) var held = 0
        /// How many it waited for a fact of the firm in.
        package fileprivate(set) var waited = 0
        /// How many single tests were made to decide it.
        package fileprivate(set) var tests = 0
        /// The time its condition took.
        package fileprivate(set) var time = Duration.zero
    }

    /// What a concept took.
    package struct ConceptCost: Sendable {
        /// The concept.
        package let concept: Concept
        /// At how many places of the texts one of its forms stood.
        package fileprivate(set) var looked = 0
        /// At how many of them it counted as said.
        package fileprivate(set) var held = 0
        /// How many looks at rules it led to.
        package fileprivate(set) var woken = 0
        /// The time that the conditions of these rules took.
        package fileprivate(set) var time = Duration.zero
    }

    /// How often a condition is decided to measure it: once takes less than a clock can tell.
    private static let repeats = 16

    /// The rules that are switched on, in book order.
    package private(set) var rules: [RuleCost]
    /// The concepts, in book order.
    package private(set) var concepts: [ConceptCost]
    /// How many queries were measured.
    package private(set) var queries = 0
    /// The time that whole answers took.
    package private(set) var total = Duration.zero
    /// The part of it that finding concepts in texts took.
    package private(set) var reading = Duration.zero
    private let engine: RuleEngine
    private let clock = ContinuousClock()

    /// Starts at nothing.
    package init(_ engine: RuleEngine) {
        self.engine = engine
        let constant = Set(engine.compiled.postings.constant)
        rules = engine.compiled.rules.enumerated().map { number, item in
            RuleCost(rule: item.rule, isConstant: constant.contains(number))
        }
        concepts = engine.compiled.book.concepts.map { ConceptCost(concept: $0) }
    }

    /// The time that the conditions of all rules took.
    package var ruleTime: Duration { rules.reduce(.zero) { $0 + $1.time } }

    /// Answers a query and adds what it took.
    package mutating func add(_ query: Query, today: CalendarDate) {
        queries += 1
        total += clock.measure { _ = engine.recommend(query, today: today) }
        var situation: Situation?
        reading += clock.measure { situation = engine.situation(of: query, today: today) }
        guard let situation else { return }
        count(query, situation.reading)
        let times = decideAll(query, situation)
        for concept in situation.reading.conceptsMentioned {
            for number in engine.compiled.postings.rules(for: concept) {
                guard let time = times[number] else { continue }
                concepts[concept].woken += 1
                concepts[concept].time += time
            }
        }
    }

    private mutating func count(_ query: Query, _ reading: Reading) {
        for concept in engine.compiled.reader.candidates(in: query.problem ?? "") {
            concepts[concept].looked += 1
        }
        for mention in reading.mentions where mention.isNeed { concepts[mention.concept].held += 1 }
    }

    /// Decides every rule in its phase, as an answer does; the time of each by its number.
    private mutating func decideAll(_ query: Query, _ begun: Situation) -> [Int: Duration] {
        let compiled = engine.compiled
        var situation = begun
        var times: [Int: Duration] = [:]
        let scores = CategoryRanker(compiled: compiled).scores(situation, query: query)
        var outcomes = scores.outcomes
        decide(.words, outcomes.candidates, situation, &times)
        let verdict = Verdict(scores, query: query, compiled: compiled)
        guard verdict.isInScope else { return times }
        engine.settle(&situation, by: verdict, query: query)
        decide(.issue, outcomes.candidates, situation, &times)
        outcomes.test(.issue, in: situation, compiled: compiled)
        let early = outcomes.rules(in: compiled)
        let approaches = ApproachRanker(compiled: compiled)
        situation.framing = approaches.framing(early)?.id
        situation.barriers = Set(approaches.barriers(early).map(\.id))
        decide(.style, outcomes.candidates, situation, &times)
        return times
    }

    private mutating func decide(
        _ phase: CompiledCondition.Phase,
        _ candidates: [Int],
        _ situation: Situation,
        _ times: inout [Int: Duration]
    ) {
        let evaluator = engine.compiled.evaluator
        for number in candidates {
            let rule = engine.compiled.rules[number]
            guard rule.phase == phase else { continue }
            var truth = Truth.no
            let time =
                clock.measure {
                    for _ in 0..<Self.repeats {
                        truth = max(truth, evaluator.truth(of: rule.condition, in: situation))
                    }
                } / Self.repeats
            times[number] = time
            rules[number].looked += 1
            rules[number].time += time
            rules[number].tests += evaluator.testCount(of: rule.condition, in: situation)
            switch truth {
            case .yes: rules[number].held += 1
            case .unknown: rules[number].waited += 1
            case .no: break
            }
        }
    }
}

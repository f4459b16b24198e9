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
        package fileprivate(set) var isConstant = false
        /// How many queries brought it up.
        package fileprivate(set) var looked = 0
        /// How many of them it held for.
        package fileprivate(set) var held = 0
        /// How many it waited for a fact of the firm in.
        package fileprivate(set) var waited = 0
        /// For how many of them its gate on the firm did not decide, but its whole condition.
        package fileprivate(set) var close = 0
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
        rules = engine.compiled.rules.map { RuleCost(rule: $0.rule) }
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
        decideAll(query, situation)
    }

    private mutating func count(_ query: Query, _ reading: Reading) {
        for concept in engine.compiled.reader.candidates(in: query.problem ?? "") {
            concepts[concept].looked += 1
        }
        for mention in reading.mentions where mention.isNeed { concepts[mention.concept].held += 1 }
    }

    /// Decides every rule that is brought in, in its phase, as an answer does.
    private mutating func decideAll(_ query: Query, _ begun: Situation) {
        let compiled = engine.compiled
        var situation = begun
        var scratch = compiled.scratch
        let scores = CategoryRanker(compiled: compiled)
            .scores(situation, query: query, scratch: &scratch)
        decide(.words, situation)
        let verdict = Verdict(scores, reading: situation.reading, query: query, compiled: compiled)
        guard verdict.isInScope else { return }
        engine.settle(&situation, by: verdict, query: query)
        decide(.issue, situation)
        var outcomes = scores.outcomes
        outcomes.test(.issue, in: situation, compiled: compiled, scratch: &scratch)
        engine.frame(&situation, by: outcomes.telling)
        decide(.style, situation)
    }

    private mutating func decide(_ phase: Phase, _ situation: Situation) {
        let compiled = engine.compiled
        var times: [Int: Duration] = [:]
        for look in compiled.ruleIndex.looks(phase, in: situation) {
            let time = times[look.rule] ?? decide(look, situation)
            times[look.rule] = time
            if look.isAlways { rules[look.rule].isConstant = true }
            if let concept = look.concept {
                concepts[concept].woken += 1
                concepts[concept].time += time
            }
        }
    }

    /// Decides one rule, as often as a clock needs; how long it took once.
    private mutating func decide(_ look: RuleIndex.Look, _ situation: Situation) -> Duration {
        let compiled = engine.compiled
        var held = 0
        let time =
            clock.measure {
                for _ in 0..<Self.repeats {
                    let decision = compiled.ruleIndex.decide(
                        look,
                        in: situation,
                        programs: compiled.programs
                    )
                    if decision.truth == .yes { held += 1 }
                }
            } / Self.repeats
        let decision = compiled.ruleIndex.decide(look, in: situation, programs: compiled.programs)
        rules[look.rule].looked += 1
        rules[look.rule].time += time
        if held > 0 { rules[look.rule].held += 1 }
        if decision.truth == .unknown { rules[look.rule].waited += 1 }
        if decision.isClose { rules[look.rule].close += 1 }
        return time
    }
}

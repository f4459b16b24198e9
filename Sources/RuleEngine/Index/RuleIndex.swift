import Knowledge

/// Finds the rules that hold: those that text, issue and style bring in, by their gates, and only
/// where gates do not decide by their conditions.
struct RuleIndex: Sendable {
    /// How many rules there are.
    let count: Int
    private let slots: SlotTable
    private let postings: RulePostings
    /// Where the condition of each rule begins in the programs.
    private let starts: [Int32]
    /// The phases in which there is anything to test.
    private let phases: [Bool]

    /// Indexes conditions, and writes them into a draft of programs.
    ///
    /// What rules say that do nothing but propose one policy is kept beside their gates.
    init(
        _ conditions: [Condition],
        single: (Int) -> RuleProposals.Item? = { _ in nil },
        draft: inout ProgramDraft,
        conceptCount: Int
    ) {
        let slots = SlotTable(conceptCount: conceptCount, categories: draft.categories)
        var starts: [Int32] = []
        starts.reserveCapacity(conditions.count)
        var drafts: [(gate: GateDraft, phase: Phase)] = []
        drafts.reserveCapacity(conditions.count)
        var phases = Phase.allCases.map { _ in false }
        for condition in conditions {
            starts.append(draft.append(condition))
            let phase = condition.phase
            phases[phase.rawValue] = true
            drafts.append((GateDraft(condition, slots: slots, draft: &draft), phase))
        }
        postings = RulePostings(drafts, single: single, slots: slots)
        count = conditions.count
        self.slots = slots
        self.starts = starts
        self.phases = phases
    }

    /// Marks the rules of a phase that hold, and counts what the others wait for.
    func test(
        _ phase: Phase,
        in situation: borrowing Situation,
        programs: ConditionPrograms,
        scratch: inout RuleScratch,
        waiting: inout FactCounts
    ) {
        guard phases[phase.rawValue] else { return }
        let firm = situation.firm.gate
        let place = situation.firm.prefecture
        forEachKey(of: situation) { slot, kind in
            postings.forEachRun(slot, phase, kind, place: place) { run in
                if firm.isWhole {
                    testWhole(run, phase, in: situation, programs, &scratch, &waiting)
                    return
                }
                for index in run {
                    let entry = postings.entries[index]
                    if isHeld(entry, in: situation, programs, &scratch, &waiting) {
                        hold(entry, phase, &scratch)
                    }
                }
            }
        }
    }

    /// Tests a run for a firm of which all is known that gates ask for.
    private func testWhole(
        _ run: Range<Int>,
        _ phase: Phase,
        in situation: borrowing Situation,
        _ programs: ConditionPrograms,
        _ scratch: inout RuleScratch,
        _ waiting: inout FactCounts
    ) {
        let firm = situation.firm.gate
        for index in run {
            let entry = postings.entries[index]
            // What follows is for firms that are smaller still.
            if entry.gate.most < firm.employees { break }
            guard entry.gate.letsThrough(firm) else { continue }
            if entry.isExact
                || isHeld(entry, in: situation, programs, &scratch, &waiting)
            {
                hold(entry, phase, &scratch)
            }
        }
    }

    @inline(__always)
    private func hold(
        _ entry: RulePostings.Entry,
        _ phase: Phase,
        _ scratch: inout RuleScratch
    ) {
        if let item = entry.single {
            scratch.votes.vote(item.share, for: item.policy, rule: entry.rule, phase: phase)
        } else {
            scratch.held.insert(entry.rule)
        }
    }

    /// Decides what a gate alone does not, each rule once; `true` when it holds.
    private func isHeld(
        _ entry: RulePostings.Entry,
        in situation: borrowing Situation,
        _ programs: ConditionPrograms,
        _ scratch: inout RuleScratch,
        _ waiting: inout FactCounts
    ) -> Bool {
        let verdict = entry.gate.verdict(situation.firm.gate)
        guard verdict.failures == 0, scratch.met.insert(entry.rule) else { return false }
        let found = decision(on: entry, verdict.missing, in: situation, programs)
        if found.truth == .unknown { waiting.add(found.missing) }
        return found.truth == .yes
    }

    /// Decides a rule that its gate does not fail: by what the gate lacks where it says all that
    /// the condition says, else by its program, which is to look closely.
    @inline(__always)
    private func decision(
        on entry: RulePostings.Entry,
        _ missing: FactSet,
        in situation: borrowing Situation,
        _ programs: ConditionPrograms
    ) -> (truth: Truth, missing: FactSet, isClose: Bool) {
        if entry.isExact, !situation.firm.gate.isIrregular {
            return (missing.isEmpty ? .yes : .unknown, missing, false)
        }
        let start = starts[entry.rule]
        let truth = programs.truth(at: start, in: situation)
        return (truth, truth == .unknown ? programs.missing(at: start, in: situation) : [], true)
    }

    /// The rules that what is said, found and set brings in and that may fail by one fact of the
    /// firm alone, in book order.
    ///
    /// Of a very large book only so many are looked at, those of everywhere before those of single
    /// prefectures.
    func failing(
        in situation: borrowing Situation,
        programs: ConditionPrograms,
        scratch: inout RuleScratch,
        limit: Int
    ) -> [Int] {
        var rest = limit
        for phase in Phase.allCases where phases[phase.rawValue] {
            forEachKey(of: situation) { slot, kind in
                postings.forEachRun(slot, phase, kind, place: FirmFacts.unknown) { run in
                    for index in run where rest > 0 {
                        let entry = postings.entries[index]
                        guard entry.gate.verdict(situation.firm.gate).failures < 2 else {
                            continue
                        }
                        if scratch.held.insert(entry.rule) { rest -= 1 }
                    }
                }
            }
        }
        var result: [Int] = []
        scratch.held.drain { number in
            let failures = programs.failures(at: starts[number], in: situation)
            if failures.count == 1, failures.isOfFirm { result.append(number) }
        }
        return result
    }

    /// Where the condition of a rule begins in the programs.
    func start(of rule: Int) -> Int32 { starts[rule] }

    /// Calls back with every key that a situation meets.
    @inline(__always)
    private func forEachKey(
        of situation: borrowing Situation,
        _ body: (Int32, GateDraft.Key.Kind) -> Void
    ) {
        let reading = situation.reading
        for concept in reading.conceptsMentioned {
            let slot = Int32(concept)
            guard postings.isUsed(slot) else { continue }
            body(slot, .mentioned)
            if reading.saysNeed(concept) { body(slot, .needed) }
            if reading.asks(concept) { body(slot, .asked) }
        }
        for top in situation.categories { body(slots.top(Int32(top)), .state) }
        for sub in situation.subs { body(slots.sub(Int32(sub)), .state) }
        if let slot = slots.framing(situation.framingNumber) { body(slot, .state) }
        for barrier in situation.barrierNumbers {
            if let slot = slots.barrier(barrier) { body(slot, .state) }
        }
        body(slots.always, .state)
    }
}

extension RuleIndex {
    /// A rule that a situation brings in.
    struct Look {
        let rule: Int
        /// The concept that brings it in; `nil` when it is something else.
        let concept: Int?
        /// Whether it is brought in whatever is said.
        let isAlways: Bool
        fileprivate let entry: RulePostings.Entry
    }

    /// What a phase looks at, once for each thing that brings a rule in.
    func looks(_ phase: Phase, in situation: borrowing Situation) -> [Look] {
        guard phases[phase.rawValue] else { return [] }
        let place = situation.firm.prefecture
        var result: [Look] = []
        forEachKey(of: situation) { slot, kind in
            postings.forEachRun(slot, phase, kind, place: place) { run in
                for index in run {
                    let entry = postings.entries[index]
                    result.append(
                        Look(
                            rule: entry.rule,
                            concept: slots.concept(at: slot),
                            isAlways: slot == slots.always,
                            entry: entry
                        )
                    )
                }
            }
        }
        return result
    }

    /// Decides a rule as a query does; it is close when its gate alone does not decide.
    func decide(
        _ look: Look,
        in situation: borrowing Situation,
        programs: ConditionPrograms
    ) -> (truth: Truth, missing: FactSet, isClose: Bool) {
        let verdict = look.entry.gate.verdict(situation.firm.gate)
        guard verdict.failures == 0 else { return (.no, [], false) }
        return decision(on: look.entry, verdict.missing, in: situation, programs)
    }
}

/// Room to mark rules in, used again from phase to phase of one query.
struct RuleScratch {
    /// The rules that hold; empty between phases.
    var held: RuleMarks
    /// The rules that were looked at closely.
    var met: RuleMarks
    /// The policies that rules propose, of all phases.
    var votes: PolicyVotes

    /// Makes room for the rules of a book.
    init(_ count: Int, policyCount: Int = 0) {
        held = RuleMarks(count)
        met = RuleMarks(count)
        votes = PolicyVotes(policyCount: policyCount)
    }
}

/// A set of rules, one bit each, that is gone through in book order without looking at the rules
/// that are not in it.
struct RuleMarks {
    private var words: [UInt64] = []
    /// A bit for each word that is not zero.
    private var summary: [UInt64] = []
    private let count: Int

    /// An empty set of rules below a number; it takes no room before the first is marked.
    init(_ count: Int) { self.count = count }

    /// Marks a rule; `false` when it was marked before.
    @discardableResult
    mutating func insert(_ rule: Int) -> Bool {
        if words.isEmpty { makeRoom() }
        let (word, bit) = (rule >> 6, UInt64(1) << UInt64(rule & 63))
        guard words[word] & bit == 0 else { return false }
        words[word] |= bit
        summary[word >> 6] |= 1 << UInt64(word & 63)
        return true
    }

    private mutating func makeRoom() {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
        summary = [UInt64](repeating: 0, count: (words.count + 63) / 64)
    }

    /// Calls back with each rule in book order and empties the set.
    mutating func drain(_ body: (Int) -> Void) {
        for high in summary.indices where summary[high] != 0 {
            var open = summary[high]
            summary[high] = 0
            while open != 0 {
                let word = high << 6 | open.trailingZeroBitCount
                open &= open - 1
                var bits = words[word]
                words[word] = 0
                while bits != 0 {
                    body(word << 6 | bits.trailingZeroBitCount)
                    bits &= bits - 1
                }
            }
        }
    }
}

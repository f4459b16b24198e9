/// Where the rules stand that a text, an issue or a style can bring in, ready to be gone through
/// one after the other.
///
/// Each place holds runs, split by phase, by how a concept must be said and by prefecture, so that
/// rules for elsewhere are never looked at. A rule stands in them with its gate, so that most rules
/// are decided without looking further.
struct RulePostings: Sendable {
    /// A rule in a run.
    struct Entry: Sendable {
        let gate: Gate
        private let bits: UInt32
        /// The policy that the rule proposes, if that is all it says, with the weight in
        /// thousandths; −1 for any other rule.
        private let policy: Int32
        private let weight: Int32

        init(rule: Int32, gate: Gate, isExact: Bool, single: RuleProposals.Item?) {
            self.gate = gate
            bits = UInt32(rule) | (isExact ? 1 << 31 : 0)
            let thousandths = ((single?.weight ?? 0) * 1_000).rounded()
            // Only what comes out the same to the last bit is kept in thousandths.
            if let single, abs(thousandths) < 1e9, thousandths / 1_000 == single.weight {
                policy = single.policy
                weight = Int32(thousandths)
            } else {
                policy = -1
                weight = 0
            }
        }

        /// The number of the rule.
        var rule: Int { Int(bits & 0x7FFF_FFFF) }
        /// Whether keys and gate decide the rule alone.
        var isExact: Bool { bits >> 31 != 0 }

        /// What the rule proposes, if that is all it says.
        var single: RuleProposals.Item? {
            policy < 0
                ? nil : RuleProposals.Item(policy: policy, weight: Double(weight) / 1_000)
        }
    }

    /// What a run holds: phase, how a concept must be said, prefecture.
    struct Tag: Comparable, Sendable {
        /// The prefecture of rules that are not for some prefectures alone.
        static let everywhere: Int32 = -1
        /// A prefecture for more rules than have one of their own.
        static let placeLimit: Int32 = 1 << 20

        let bits: UInt32

        init(_ phase: Phase, _ kind: GateDraft.Key.Kind, place: Int32) {
            bits = UInt32(phase.rawValue) << 28 | kind.rawValue << 24 | UInt32(place + 1)
        }

        static func < (left: Tag, right: Tag) -> Bool { left.bits < right.bits }
    }

    private struct Run: Sendable {
        let tag: Tag
        let start: UInt32
    }

    private struct Item {
        let slot: Int32
        let tag: Tag
        let entry: Entry
    }

    /// The entries of all runs, one after the other; in a run those for large firms come first.
    let entries: [Entry]
    /// The runs of all places, with one more at the end.
    private let runs: [Run]
    /// Where the runs of each place begin; one more than places.
    private let starts: [UInt32]

    /// Rules that stand in more prefectures than this are not split by them.
    static let placeLimit = 8

    /// Files rules under the keys that cost least.
    init(
        _ drafts: [(gate: GateDraft, phase: Phase)],
        single: (Int) -> RuleProposals.Item?,
        slots: SlotTable
    ) {
        var loads = [Int32](repeating: 0, count: slots.count)
        for draft in drafts { for key in draft.gate.keys { loads[Int(key.slot)] += 1 } }
        var counts = [UInt32](repeating: 0, count: slots.count + 1)
        var items: [Item] = []
        for (number, draft) in drafts.enumerated() {
            let (keys, isExact) = draft.gate.filing(loads: loads)
            let places = draft.gate.places
            let isSplit = (places?.count ?? 0) <= Self.placeLimit
            let entry = Entry(
                rule: Int32(number),
                gate: draft.gate.gate,
                isExact: isExact && isSplit,
                single: single(number)
            )
            for key in keys ?? [GateDraft.Key(slot: slots.always, kind: .state)] {
                for place in (isSplit ? places : nil) ?? [Tag.everywhere] {
                    let tag = Tag(draft.phase, key.kind, place: place)
                    items.append(Item(slot: key.slot, tag: tag, entry: entry))
                    counts[Int(key.slot) + 1] += 1
                }
            }
        }
        for slot in 1..<counts.count { counts[slot] += counts[slot - 1] }
        var next = counts
        var order = [UInt32](repeating: 0, count: items.count)
        for (number, item) in items.enumerated() {
            order[Int(next[Int(item.slot)])] = UInt32(number)
            next[Int(item.slot)] += 1
        }
        var entries: [Entry] = []
        entries.reserveCapacity(items.count)
        var runs: [Run] = []
        var starts: [UInt32] = [0]
        starts.reserveCapacity(slots.count + 1)
        for slot in 0..<slots.count {
            let range = Int(counts[slot])..<Int(counts[slot + 1])
            if range.count > 1 {
                order[range].sort {
                    let (left, right) = (items[Int($0)], items[Int($1)])
                    if left.tag != right.tag { return left.tag < right.tag }
                    return (right.entry.gate.most, $0) < (left.entry.gate.most, $1)
                }
            }
            var last: Tag?
            for index in range {
                let item = items[Int(order[index])]
                if item.tag != last {
                    runs.append(Run(tag: item.tag, start: UInt32(entries.count)))
                }
                last = item.tag
                entries.append(item.entry)
            }
            starts.append(UInt32(runs.count))
        }
        runs.append(Run(tag: Tag(.words, .state, place: -1), start: UInt32(entries.count)))
        self.entries = entries
        self.runs = runs
        self.starts = starts
    }

    /// Whether any rule stands at a place.
    @inline(__always)
    func isUsed(_ slot: Int32) -> Bool { starts[Int(slot)] < starts[Int(slot) + 1] }

    /// Calls back with every run of a phase that a place holds for a firm's prefecture.
    ///
    /// The prefecture is given by its number; ``FirmFacts/unknown`` means any.
    @inline(__always)
    func forEachRun(
        _ slot: Int32,
        _ phase: Phase,
        _ kind: GateDraft.Key.Kind,
        place: Int32,
        _ body: (Range<Int>) -> Void
    ) {
        let (first, last) = (Int(starts[Int(slot)]), Int(starts[Int(slot) + 1]))
        guard first < last else { return }
        let everywhere = Tag(phase, kind, place: Tag.everywhere)
        var index = firstRun(in: first..<last, from: everywhere)
        if place == FirmFacts.unknown {
            let end = firstRun(in: index..<last, from: Tag(phase, kind, place: Tag.placeLimit))
            if index < end { body(Int(runs[index].start)..<Int(runs[end].start)) }
            return
        }
        guard index < last else { return }
        if runs[index].tag == everywhere {
            body(entries(of: index))
            index += 1
        }
        guard place >= 0 else { return }
        let own = Tag(phase, kind, place: place)
        index = firstRun(in: index..<last, from: own)
        if index < last, runs[index].tag == own { body(entries(of: index)) }
    }

    @inline(__always)
    private func entries(of run: Int) -> Range<Int> {
        Int(runs[run].start)..<Int(runs[run + 1].start)
    }

    /// The first run of a range with a tag or one behind it.
    @inline(__always)
    private func firstRun(in range: Range<Int>, from tag: Tag) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].tag < tag { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

import Knowledge

/// The policies of a book, found by the issues they are for and by prefecture.
struct PolicyIndex: Sendable {
    /// A policy; a class, so that looking at one copies nothing.
    final class Entry: Sendable {
        let policy: Policy
        /// The policy as a reason.
        let reason: Reason

        init(_ policy: Policy) {
            self.policy = policy
            reason = Reason(rule: policy.id.text, origin: policy.origin, text: nil)
        }
    }

    /// What decides whether most policies are for a firm, without looking at the policy itself.
    struct Record: Sendable {
        /// The prefectures it is for, one bit each; all when it is for any.
        fileprivate(set) var prefectures: UInt64 = .max
        fileprivate(set) var gate = Gate.open
        /// Where its whole condition begins in the programs; −1 without one.
        fileprivate(set) var program: Int32 = -1
        /// Whether prefectures and gate are its whole condition.
        fileprivate(set) var isExact = true
        /// Whether firms apply for it, alone or in a group.
        fileprivate(set) var isForFirms: Bool
        /// Its window, where no day changes it.
        fileprivate(set) var phase: WindowState.Phase?

        /// Whether a firm is where the policy is not.
        @inline(__always)
        func isElsewhere(_ firm: FirmFacts) -> Bool {
            guard prefectures != .max else { return false }
            guard firm.gate.knowsPrefecture else { return gate.needsPrefecture }
            let isListed = (0..<64).contains(firm.prefecture)
            return !isListed || prefectures >> UInt64(firm.prefecture) & 1 == 0
        }
    }

    /// What a policy is for within one category.
    struct Topic: Sendable {
        /// The number of the policy.
        let policy: Int32
        /// Whether it is for the whole category.
        let isWhole: Bool
        /// The sub-categories it is for, a bit for each rest of their number by 64.
        private let subs: UInt64

        init(policy: Int32, isWhole: Bool, subs: [Int]) {
            self.policy = policy
            self.isWhole = isWhole
            self.subs = subs.reduce(0) { $0 | 1 << UInt64($1 & 63) }
        }

        /// Whether it is for any sub-category.
        var hasSubs: Bool { subs != 0 }

        /// Whether it is for a sub-category; of a category with more than 64, whether it may be.
        @inline(__always)
        func mayBeFor(_ sub: Int) -> Bool { subs >> UInt64(sub & 63) & 1 != 0 }

        /// How well it fits an issue of the category that it is not for in particular, 0…1: one
        /// for another sub-category is a distant fit.
        var distantFit: Double { isWhole ? 0.6 : 0.3 }
    }

    /// The policies in book order.
    let entries: [Entry]
    /// The same in short.
    let records: [Record]
    private let topics: PolicyTopics
    /// A bit for each policy that can wait for a fact that its gate does not ask for.
    private let waiting: [UInt64]
    private let numbers: [Identifier<Policy>: Int]

    /// Indexes policies, and writes their conditions into a draft of programs.
    init(_ policies: [Policy], draft: inout ProgramDraft) {
        entries = policies.map { Entry($0) }
        let slots = SlotTable(conceptCount: draft.concepts.count, categories: draft.categories)
        var places: [[Int32]?] = []
        records = policies.map { policy in
            var record = Record(
                isForFirms: policy.applicant == .firm || policy.applicant == .group,
                phase: policy.windows.contains { $0.opens != nil || $0.closes != nil }
                    ? nil : WindowState(policy, on: CalendarDate(dayNumber: 0)).phase
            )
            guard let condition = policy.gate else {
                places.append(nil)
                return record
            }
            record.program = draft.append(condition)
            let gate = GateDraft(condition, slots: slots, draft: &draft)
            record.gate = gate.gate
            record.isExact = gate.decidesAlone
            if let places = gate.places, places.allSatisfy({ $0 < 64 }) {
                record.prefectures = places.reduce(0) { $0 | 1 << UInt64($1) }
            } else if gate.places != nil {
                record.isExact = false
            }
            places.append(gate.places)
            return record
        }
        var waiting = [UInt64](repeating: 0, count: (policies.count + 63) / 64)
        for (number, record) in records.enumerated() where !record.isExact {
            waiting[number >> 6] |= 1 << UInt64(number & 63)
        }
        self.waiting = waiting
        topics = PolicyTopics(
            policies,
            places: places,
            placeCount: draft.numbers.prefectures.count,
            categories: draft.categories
        )
        numbers = Dictionary(
            policies.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The number of a policy.
    func number(of id: Identifier<Policy>) -> Int? { numbers[id] }

    /// The policies for a category or for a sub-category of it that a firm's prefecture does not
    /// rule out, in book order within two runs.
    func topics(of top: Int, place: Int32) -> (ArraySlice<Topic>, ArraySlice<Topic>) {
        topics.topics(of: top, place: place)
    }

    /// Whether a policy can wait for a fact of a firm whose employees, industry and prefecture are
    /// known.
    @inline(__always)
    func mayWait(_ number: Int32) -> Bool {
        waiting[Int(number) >> 6] >> UInt64(number & 63) & 1 != 0
    }

    /// Whether any policy is for a sub-category of a category.
    func tellsApart(_ top: Int) -> Bool { topics.hasSubs[top] }

    /// What a policy is for within a category; `nil` when it is not for it.
    func topic(of number: Int, top: Int, categories: CategoryTable) -> Topic? {
        PolicyTopics.topics(of: entries[number].policy, number: Int32(number), categories)
            .first { $0.top == top }?.topic
    }
}

/// The policies by category, and within one by prefecture.
private struct PolicyTopics: Sendable {
    /// For each category: all its policies, those for everywhere, those for each prefecture.
    private let topics: [PolicyIndex.Topic]
    private let starts: [Int32]
    private let width: Int
    /// The categories of which some policy is for a sub-category.
    let hasSubs: [Bool]

    init(
        _ policies: [Policy],
        places: [[Int32]?],
        placeCount: Int,
        categories: CategoryTable
    ) {
        let width = placeCount + 2
        let cells = width * categories.categories.count
        var items: [(cell: Int32, topic: PolicyIndex.Topic)] = []
        var hasSubs = [Bool](repeating: false, count: categories.categories.count)
        for (number, policy) in policies.enumerated() {
            for (top, topic) in Self.topics(of: policy, number: Int32(number), categories) {
                let first = Int32(top * width)
                items.append((first, topic))
                if topic.hasSubs { hasSubs[top] = true }
                guard let own = places[number] else {
                    items.append((first + 1, topic))
                    continue
                }
                for place in own { items.append((first + 2 + place, topic)) }
            }
        }
        var starts = [Int32](repeating: 0, count: cells + 1)
        for item in items { starts[Int(item.cell) + 1] += 1 }
        for cell in 0..<cells { starts[cell + 1] += starts[cell] }
        var next = starts
        var order = [Int32](repeating: 0, count: items.count)
        for (number, item) in items.enumerated() {
            order[Int(next[Int(item.cell)])] = Int32(number)
            next[Int(item.cell)] += 1
        }
        topics = order.map { items[Int($0)].topic }
        self.starts = starts
        self.width = width
        self.hasSubs = hasSubs
    }

    func topics(
        of top: Int,
        place: Int32
    ) -> (ArraySlice<PolicyIndex.Topic>, ArraySlice<PolicyIndex.Topic>) {
        let first = top * width
        guard place != FirmFacts.unknown else { return (cell(first), []) }
        let isListed = place >= 0 && Int(place) < width - 2
        return (cell(first + 1), isListed ? cell(first + 2 + Int(place)) : [])
    }

    private func cell(_ number: Int) -> ArraySlice<PolicyIndex.Topic> {
        topics[Int(starts[number])..<Int(starts[number + 1])]
    }

    /// What a policy is for, category by category.
    static func topics(
        of policy: Policy,
        number: Int32,
        _ categories: CategoryTable
    ) -> [(top: Int, topic: PolicyIndex.Topic)] {
        let wholes = policy.topics.filter { !$0.isSub }.compactMap { categories.top(of: $0) }
        let subs = policy.topics.compactMap { categories.sub(of: $0) }
        return Set(wholes + subs.map { categories.topOfSub[$0] }).sorted().map { top in
            let own = subs.filter { categories.topOfSub[$0] == top }
            return (
                top,
                PolicyIndex.Topic(policy: number, isWhole: wholes.contains(top), subs: own)
            )
        }
    }
}

/// What issues and rules say for policies, by policy: what it takes grows with what is said and not
/// with how many policies there are.
struct PolicyVotes: Sendable {
    /// A rule that proposes a policy.
    struct Vote: Sendable {
        /// The phase of the rule and its number: votes are counted in this order.
        let key: UInt64
        /// What it adds to the policy's relevance.
        let share: Double
        fileprivate var next: Int32

        /// The number of the rule.
        var rule: Int { Int(key & 0xFFFF_FFFF) }
    }

    private struct Slot {
        var policy: Int32
        var first: Int32
        var base: Double

        static let free = Slot(policy: -1, first: -1, base: 0)
    }

    /// A table with open addresses, half full at most.
    private var slots: [Slot] = []
    private var shift: UInt32 = 32
    /// The places of the policies in the order in which they first came.
    private var touched: [Int32] = []
    private var votes: [Vote] = []

    private let firstCount: Int

    /// Begins to count for a book of so many policies, of which few are expected to come up.
    init(policyCount: Int) {
        let expected = min(max(policyCount / 16, 64), 4_096)
        firstCount = 1 << (Int.bitWidth - expected.leadingZeroBitCount)
    }

    /// Adds to what the issues say for a policy.
    @inline(__always)
    mutating func add(_ value: Double, to policy: Int32) {
        let place = place(for: policy)
        slots[place].base += value
    }

    /// Counts a rule that proposes one policy, once however often it is brought in.
    @inline(__always)
    mutating func vote(_ share: Double, for policy: Int32, rule: Int, phase: Phase) {
        insert(share, policy, Self.key(rule, phase), isSingle: true)
    }

    /// Counts one proposal of a rule that is brought in once.
    mutating func propose(_ share: Double, for policy: Int32, rule: Int, phase: Phase) {
        insert(share, policy, Self.key(rule, phase), isSingle: false)
    }

    private static func key(_ rule: Int, _ phase: Phase) -> UInt64 {
        UInt64(phase.rawValue) << 32 | UInt64(rule)
    }

    private mutating func insert(_ share: Double, _ policy: Int32, _ key: UInt64, isSingle: Bool) {
        let place = place(for: policy)
        var before: Int32 = -1
        var after = slots[place].first
        while after >= 0, votes[Int(after)].key <= key {
            if isSingle, votes[Int(after)].key == key { return }
            before = after
            after = votes[Int(after)].next
        }
        let number = Int32(votes.count)
        votes.append(Vote(key: key, share: share, next: after))
        if before < 0 { slots[place].first = number } else { votes[Int(before)].next = number }
    }

    /// The place of a policy in the table.
    private mutating func place(for policy: Int32) -> Int {
        if touched.count * 2 >= slots.count { grow() }
        var place = home(of: policy)
        while slots[place].policy != policy {
            if slots[place].policy < 0 {
                slots[place].policy = policy
                touched.append(Int32(place))
                return place
            }
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    /// The golden section spreads neighbours far apart.
    private func home(of policy: Int32) -> Int {
        Int((UInt32(bitPattern: policy) &* 0x9E37_79B1) >> shift)
    }

    private mutating func grow() {
        let old = slots
        let count = max(firstCount, old.count * 4)
        slots = [Slot](repeating: .free, count: count)
        shift = 32 - UInt32(count.trailingZeroBitCount)
        for index in touched.indices {
            let slot = old[Int(touched[index])]
            var place = home(of: slot.policy)
            while slots[place].policy >= 0 { place = (place + 1) & (count - 1) }
            slots[place] = slot
            touched[index] = Int32(place)
        }
    }

    /// Calls back with each policy and its relevance.
    @inline(__always)
    func visit(_ body: (Int32, Double) -> Void) {
        for place in touched {
            let slot = slots[Int(place)]
            var sum = slot.base
            var vote = slot.first
            while vote >= 0 {
                sum += votes[Int(vote)].share
                vote = votes[Int(vote)].next
            }
            body(slot.policy, sum)
        }
    }

    /// The rules that propose a policy, in the order of the rules, each once.
    func rules(for policy: Int32) -> [Int] {
        guard !slots.isEmpty else { return [] }
        var place = home(of: policy)
        while slots[place].policy != policy {
            guard slots[place].policy >= 0 else { return [] }
            place = (place + 1) & (slots.count - 1)
        }
        var result: [Int] = []
        var vote = slots[place].first
        while vote >= 0 {
            let rule = votes[Int(vote)].rule
            if result.last != rule { result.append(rule) }
            vote = votes[Int(vote)].next
        }
        return result
    }

    /// The policies that any rule proposes.
    var proposed: [Int32] {
        touched.map { slots[Int($0)] }.filter { $0.first >= 0 }.map(\.policy)
    }
}

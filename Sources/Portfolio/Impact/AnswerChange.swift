package import Knowledge

/// How two answers to one query differ; scores alone make no difference.
package struct AnswerChange: Hashable, Sendable {
    /// What came and went in a ranked list.
    package struct ListChange: Hashable, Sendable {
        /// What is no longer there, in the old order.
        package var lost: [String]
        /// What is new, in the new order.
        package var gained: [String]
        /// Whether what stayed stands in another order.
        package var isReordered: Bool

        init(_ before: [String], _ after: [String]) {
            if before == after {
                (lost, gained, isReordered) = ([], [], false)
                return
            }
            let old = Set(before)
            let new = Set(after)
            lost = before.filter { !new.contains($0) }
            gained = after.filter { !old.contains($0) }
            isReordered = before.filter(new.contains) != after.filter(old.contains)
        }

        var isNone: Bool { lost.isEmpty && gained.isEmpty && !isReordered }
    }

    /// Another value in the place of one.
    package struct Exchange<Value: Hashable & Sendable>: Hashable, Sendable {
        /// What it was.
        package var before: Value
        /// What it is.
        package var after: Value

        init?(_ before: Value, _ after: Value) {
            if before == after { return nil }
            self.before = before
            self.after = after
        }
    }

    /// A policy that both answers hold, with another status.
    package struct StatusChange: Hashable, Sendable {
        /// The policy's id.
        package var policy: String
        /// Its status in the two answers.
        package var standing: Exchange<PolicyStanding>
    }

    /// What the books make of the query at all.
    package enum Acceptance: Hashable, Sendable {
        case both
        /// The new book refuses a query that the old one answers.
        case refused
        /// The old book refuses it.
        case accepted
    }

    /// What the books make of the query at all.
    package var acceptance: Acceptance = .both
    /// Another kind of answer.
    package var outcome: Exchange<Outcome>?
    /// Another first category.
    package var firstIssue: Exchange<String?>?
    /// The issues from 10 %.
    package var issues = ListChange([], [])
    /// The partners.
    package var partners = ListChange([], [])
    /// The policies.
    package var policies = ListChange([], [])
    /// Policies with another status.
    package var statuses: [StatusChange] = []
    /// Whether the style of support differs.
    package var isOtherStyle = false
    /// Whether the first partner is gone from the answer.
    var losesFirstPartner = false
    /// Whether there were partners and now is none.
    package var losesAllPartners = false

    /// Compares two answers; `nil` stands for a query that a book refuses.
    init(_ before: AnswerSketch?, _ after: AnswerSketch?) {
        guard let before, let after else {
            acceptance = before != nil ? .refused : after != nil ? .accepted : .both
            return
        }
        outcome = Exchange(before.outcome, after.outcome)
        firstIssue = Exchange(before.firstIssue, after.firstIssue)
        issues = ListChange(before.issues, after.issues)
        partners = ListChange(before.partners, after.partners)
        policies = ListChange(before.policies.map(\.id), after.policies.map(\.id))
        isOtherStyle = before.style != after.style
        losesFirstPartner = before.partners.first.map(partners.lost.contains) ?? false
        losesAllPartners = !before.partners.isEmpty && after.partners.isEmpty
        if before.policies == after.policies { return }
        statuses = before.policies.compactMap { mark in
            guard let other = after.policies.first(where: { $0.id == mark.id }),
                let standing = Exchange(mark.standing, other.standing)
            else { return nil }
            return StatusChange(policy: mark.id, standing: standing)
        }
    }

    /// Whether the answers are the same but for scores and reasons.
    package var isNone: Bool {
        acceptance == .both && outcome == nil && firstIssue == nil && issues.isNone
            && partners.isNone && policies.isNone && statuses.isEmpty && !isOtherStyle
    }

    /// How much somebody should look at it, 0 for none; equal changes weigh the same.
    var weight: Int {
        var sum = 0
        switch acceptance {
        case .refused: sum += 1_000_000
        case .accepted: sum += 10
        case .both: break
        }
        if losesAllPartners { sum += 100_000 }
        if let outcome { sum += outcome.before == .answered ? 50_000 : 10_000 }
        if firstIssue != nil { sum += 8_000 }
        if losesFirstPartner { sum += 4_000 }
        sum += 500 * partners.lost.count + 100 * policies.lost.count
        for change in statuses { sum += change.standing.before.status == .match ? 250 : 50 }
        sum += 40 * issues.lost.count + (isOtherStyle ? 20 : 0)
        sum += 5 * (partners.gained.count + policies.gained.count + issues.gained.count)
        for list in [issues, partners, policies] where list.isReordered { sum += 2 }
        return sum
    }
}

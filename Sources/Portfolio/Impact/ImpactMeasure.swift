package import Knowledge

/// What is counted of a replay; every measure counts queries.
package enum ImpactMeasure: String, Sendable, CaseIterable {
    /// All that were replayed.
    case queries
    /// Answered the same.
    case same
    /// Answered otherwise in any way.
    case changed
    /// Something stands in another order.
    case reordered
    /// An issue, partner or policy is new.
    case gained
    /// An issue, partner or policy is gone.
    case lost
    /// There was a partner, and now there is none.
    case lostOnly = "lost_only"
    /// A policy has another status or window.
    case status
    /// Another category comes first.
    case issue
    /// Another kind of answer: a question instead of an answer, or out of scope.
    case outcome
    /// Another style of support.
    case style
    /// The new book refuses the query.
    case refused
    /// Only the new book takes the query.
    case accepted
    case issuesReordered = "issues_reordered"
    case issuesGained = "issues_gained"
    case issuesLost = "issues_lost"
    case partnersReordered = "partners_reordered"
    case partnersGained = "partners_gained"
    case partnersLost = "partners_lost"
    case policiesReordered = "policies_reordered"
    case policiesGained = "policies_gained"
    case policiesLost = "policies_lost"

    /// The measures that tables of groups show, `queries` first.
    package static let main: [ImpactMeasure] = [
        .queries, .same, .reordered, .gained, .lost, .lostOnly, .status, .issue, .outcome, .refused,
    ]
}

/// How many queries each measure counts.
package struct ImpactCounts: Hashable, Sendable {
    private var values = [Int](repeating: 0, count: ImpactMeasure.allCases.count)

    /// Starts from nothing.
    package init() {}

    /// How many queries a measure counts.
    package subscript(measure: ImpactMeasure) -> Int {
        values[Self.places[measure] ?? 0]
    }

    private static let places = Dictionary(
        uniqueKeysWithValues: ImpactMeasure.allCases.enumerated().map { ($1, $0) }
    )

    private mutating func count(_ measure: ImpactMeasure, if holds: Bool = true) {
        guard holds, let place = Self.places[measure] else { return }
        values[place] += 1
    }

    /// Counts a query.
    mutating func add(_ change: AnswerChange) {
        count(.queries)
        count(change.isNone ? .same : .changed)
        if change.isNone { return }
        let lists = [change.issues, change.partners, change.policies]
        count(.reordered, if: lists.contains(where: \.isReordered))
        count(.gained, if: lists.contains { !$0.gained.isEmpty })
        count(.lost, if: lists.contains { !$0.lost.isEmpty })
        count(.lostOnly, if: change.losesAllPartners)
        count(.status, if: !change.statuses.isEmpty)
        count(.issue, if: change.firstIssue != nil)
        count(.outcome, if: change.outcome != nil)
        count(.style, if: change.isOtherStyle)
        count(.refused, if: change.acceptance == .refused)
        count(.accepted, if: change.acceptance == .accepted)
        let measures: [[ImpactMeasure]] = [
            [.issuesReordered, .issuesGained, .issuesLost],
            [.partnersReordered, .partnersGained, .partnersLost],
            [.policiesReordered, .policiesGained, .policiesLost],
        ]
        for (list, names) in zip(lists, measures) {
            count(names[0], if: list.isReordered)
            count(names[1], if: !list.gained.isEmpty)
            count(names[2], if: !list.lost.isEmpty)
        }
    }

    /// Takes the counts of other queries.
    mutating func merge(_ other: ImpactCounts) {
        for index in values.indices { values[index] += other.values[index] }
    }
}

/// The names of the measures for people.
extension ImpactMeasure {
    /// The measure in a few words.
    package var title: Localized {
        switch self {
        case .queries: Localized(ja: "質問", en: "queries")
        case .same: Localized(ja: "同じ", en: "same")
        case .changed: Localized(ja: "変化あり", en: "changed")
        case .reordered, .issuesReordered, .partnersReordered, .policiesReordered:
            Localized(ja: "順序", en: "reordered")
        case .gained, .issuesGained, .partnersGained, .policiesGained:
            Localized(ja: "増", en: "gained")
        case .lost, .issuesLost, .partnersLost, .policiesLost: Localized(ja: "減", en: "lost")
        case .lostOnly: Localized(ja: "連携先なしに", en: "lost only")
        case .status: Localized(ja: "施策の状態", en: "status")
        case .issue: Localized(ja: "第一の課題", en: "first issue")
        case .outcome: Localized(ja: "回答の種類", en: "outcome")
        case .style: Localized(ja: "支援の型", en: "style")
        case .refused: Localized(ja: "受付不可", en: "refused")
        case .accepted: Localized(ja: "新たに受付", en: "accepted")
        }
    }
}

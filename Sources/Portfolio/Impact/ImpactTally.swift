package import Knowledge

/// What a replay comes to: counts by group and by entry, and the worst examples.
///
/// Its size depends on the books, not on the number of queries.
package struct ImpactTally: Sendable {
    /// How often an entry came and went.
    package struct EntryCounts: Hashable, Sendable {
        /// Queries that no longer get it.
        package var lost = 0
        /// Queries that newly get it.
        package var gained = 0
        /// Queries in which its status changed.
        package var restated = 0

        mutating func merge(_ other: EntryCounts) {
            lost += other.lost
            gained += other.gained
            restated += other.restated
        }
    }

    /// All queries.
    package private(set) var total = ImpactCounts()
    /// The first and the last day that a query was answered for; `nil` before there was one.
    package private(set) var days: ClosedRange<CalendarDate>?
    /// By the first category of the old answer; empty stands for answers without a category.
    package private(set) var byCategory: [String: ImpactCounts] = [:]
    /// By prefecture; empty stands for queries without a place.
    package private(set) var byPrefecture: [String: ImpactCounts] = [:]
    /// What came and went, by entry.
    package private(set) var entries: [EntryKey: EntryCounts] = [:]
    /// How often a policy's status changed in which way.
    package private(set) var statuses: [AnswerChange.StatusChange: Int] = [:]
    /// The changes most worth looking at.
    package private(set) var worst: WorstExamples

    /// Starts from nothing and keeps up to `examples` of the worst.
    init(examples: Int) { worst = WorstExamples(limit: examples) }

    /// Takes a comparison.
    mutating func add(_ item: ComparedQuery) {
        let change = item.change
        total.add(change)
        add(item.day...item.day)
        byCategory[item.category, default: ImpactCounts()].add(change)
        byPrefecture[item.prefecture, default: ImpactCounts()].add(change)
        if change.isNone { return }
        let lists: [(EntryKey.Section, AnswerChange.ListChange)] = [
            (.categories, change.issues), (.partners, change.partners),
            (.policies, change.policies),
        ]
        for (section, list) in lists {
            for id in list.lost { entries[EntryKey(section, id), default: .init()].lost += 1 }
            for id in list.gained { entries[EntryKey(section, id), default: .init()].gained += 1 }
        }
        for status in change.statuses {
            entries[EntryKey(.policies, status.policy), default: .init()].restated += 1
            statuses[status, default: 0] += 1
        }
        worst.offer(item, alike: 1)
    }

    private mutating func add(_ other: ClosedRange<CalendarDate>) {
        let first = min(days?.lowerBound ?? other.lowerBound, other.lowerBound)
        days = first...max(days?.upperBound ?? other.upperBound, other.upperBound)
    }

    /// Takes what came of later queries.
    mutating func merge(_ other: ImpactTally) {
        total.merge(other.total)
        if let days = other.days { add(days) }
        byCategory.merge(other.byCategory) { $0.merged($1) }
        byPrefecture.merge(other.byPrefecture) { $0.merged($1) }
        for (key, counts) in other.entries { entries[key, default: .init()].merge(counts) }
        statuses.merge(other.statuses, uniquingKeysWith: +)
        for example in other.worst.items { worst.offer(example.item, alike: example.alike) }
    }
}

extension ImpactCounts {
    fileprivate func merged(_ other: ImpactCounts) -> ImpactCounts {
        var sum = self
        sum.merge(other)
        return sum
    }
}

/// The changes most worth looking at, one example for all that are alike.
package struct WorstExamples: Sendable {
    /// An example with the number of queries that change in the same way.
    package struct Example: Sendable {
        /// The first query that changes so.
        package var item: ComparedQuery
        /// How many change so, itself included.
        package var alike: Int
    }

    private let limit: Int
    /// Heaviest first; equal ones in the order of the queries.
    package private(set) var items: [Example] = []

    init(limit: Int) { self.limit = limit }

    /// Takes an example; offers must come in the order of the queries.
    ///
    /// Alike examples weigh the same. So one that fell out, or never came in, never comes again,
    /// and the counts of those that stay are complete.
    mutating func offer(_ item: ComparedQuery, alike: Int) {
        if let index = items.firstIndex(where: { $0.item.change == item.change }) {
            items[index].alike += alike
            return
        }
        let weight = item.change.weight
        if items.count == limit {
            guard let last = items.last, last.item.change.weight < weight else { return }
            items.removeLast()
        }
        let place = items.firstIndex { $0.item.change.weight < weight } ?? items.count
        items.insert(Example(item: item, alike: alike), at: place)
    }
}

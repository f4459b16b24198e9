package import Knowledge
import RuleEngine

/// What replaying queries over two books has shown, ready to be written.
package struct ImpactReport: Sendable {
    /// The book in force.
    package let old: ImpactSide
    /// The book that may follow it.
    package let new: ImpactSide
    /// The first and the last day the answers hold for, as queries may name days of their own;
    /// `nil` when there was no query.
    package let days: ClosedRange<CalendarDate>?
    /// What the books say differently.
    package let difference: BookDifference
    /// The counts.
    package let tally: ImpactTally
    /// The worst changes with reasons.
    package let examples: [ExplainedExample]
    /// Lines that could not be replayed: the first few.
    package let faults: [ReplayFault]
    /// How many lines could not be replayed.
    package let faultCount: Int
    /// The gates that the change does not pass.
    package let broken: [ImpactGate]
    let names: EntryNames

    /// Sums up a study: compares the books and explains the worst examples.
    ///
    /// - Parameters:
    ///   - study: What was replayed.
    ///   - gates: What the change may do at most.
    ///   - faults: The first lines that could not be replayed.
    ///   - faultCount: How many there were.
    package init(
        _ study: ImpactStudy,
        gates: [ImpactGate] = [],
        faults: [ReplayFault] = [],
        faultCount: Int = 0
    ) {
        old = study.old
        new = study.new
        days = study.tally.days
        tally = study.tally
        self.faults = faults
        self.faultCount = faultCount
        let difference = BookDifference(old: old.engine.compiled, new: new.engine.compiled)
        let names = EntryNames(old: old.book, new: new.book)
        let explainer = ChangeExplainer(
            old: old,
            new: new,
            difference: difference,
            today: study.plan.today,
            names: names
        )
        examples = study.tally.worst.items.map(explainer.explain)
        broken = gates.filter { !$0.passes(study.tally.total) }
        self.difference = difference
        self.names = names
    }

    /// A group of queries with its counts.
    struct Group {
        /// The id; empty for the queries without one.
        var id: String
        var title: Localized
        var counts: ImpactCounts
    }

    /// The groups by category, most changed first.
    var categories: [Group] {
        groups(tally.byCategory, none: Localized(ja: "（課題なし）", en: "(no issue)")) {
            names.title(EntryKey(.categories, $0))
        }
    }

    /// The groups by prefecture, most changed first.
    var prefectures: [Group] {
        groups(tally.byPrefecture, none: Localized(ja: "（所在地なし）", en: "(no place)")) {
            names.title(EntryKey(.places, $0))
        }
    }

    private func groups(
        _ table: [String: ImpactCounts],
        none: Localized,
        title: (String) -> Localized
    ) -> [Group] {
        table.map { id, counts in
            Group(id: id, title: id.isEmpty ? none : title(id), counts: counts)
        }.sorted {
            ($1.counts[.changed], $1.counts[.queries], $0.id)
                < ($0.counts[.changed], $0.counts[.queries], $1.id)
        }
    }

    /// An entry with how often it came and went.
    struct EntryRow {
        var key: EntryKey
        var counts: ImpactTally.EntryCounts
        /// What happened to the entry itself.
        var kind: BookDifference.Kind?
    }

    /// The entries that came and went, most often first.
    var entries: [EntryRow] {
        tally.entries.map { key, counts in
            EntryRow(key: key, counts: counts, kind: difference.change(key)?.kind)
        }.sorted { left, right in
            let a = left.counts.lost + left.counts.gained + left.counts.restated
            let b = right.counts.lost + right.counts.gained + right.counts.restated
            return a != b ? a > b : left.key < right.key
        }
    }

    /// The ways in which a policy's status changed, most often first.
    var statuses: [(change: AnswerChange.StatusChange, count: Int)] {
        tally.statuses.map { (change: $0, count: $1) }.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            let a = left.change
            let b = right.change
            return (a.policy, a.standing.before.text, a.standing.after.text)
                < (b.policy, b.standing.before.text, b.standing.after.text)
        }
    }

    /// The path of a place in one of the books, as an editor opens it.
    func place(_ origin: Origin, inOld: Bool) -> String {
        inOld ? old.path(origin) : new.path(origin)
    }
}

package import Knowledge

/// Something that ends on a day, or must be done by it.
package struct Deadline: Hashable, Sendable {
    /// What ends.
    package enum Kind: String, Sendable, CaseIterable {
        /// The window of a policy.
        case window
        /// A deadline before the deadline of a window.
        case gate
        /// The day by which somebody must look at a rule again.
        case review
        /// The day after which a source is old.
        case source
    }

    /// The last day.
    package var date: CalendarDate
    /// What ends.
    package var kind: Kind
    /// The id of the entry.
    package var id: String
    /// Its name, with the name of the window or gate.
    package var title: Localized
    /// Where it is written.
    package var origin: Origin
}

extension Deadline {
    /// Everything in a book that ends from a day on within a number of days, the soonest first.
    ///
    /// What is over or switched off is left out: it cannot end again.
    package static func upcoming(in book: Book, from day: CalendarDate, within days: Int) -> [Self]
    {
        let all =
            book.policies.filter { $0.state != .closed }.flatMap { deadlines(of: $0) }
            + book.sourced.map { source($0) }
            + book.rules.filter(\.isEnabled).compactMap { review($0) }
        let last = day.adding(days: days)
        return all.filter { $0.date >= day && $0.date <= last }.sorted { left, right in
            if left.date != right.date { return left.date < right.date }
            return (left.id, left.kind.rawValue) < (right.id, right.kind.rawValue)
        }
    }

    private static func deadlines(of policy: Policy) -> [Deadline] {
        var result: [Deadline] = []
        for window in policy.windows {
            if let date = window.closes {
                result.append(
                    Deadline(
                        date: date,
                        kind: .window,
                        id: policy.id.text,
                        title: policy.title.followed(by: window.label),
                        origin: window.origin
                    )
                )
            }
            for gate in window.gates {
                guard let date = gate.date else { continue }
                result.append(
                    Deadline(
                        date: date,
                        kind: .gate,
                        id: policy.id.text,
                        title: policy.title.followed(by: gate.label),
                        origin: window.origin
                    )
                )
            }
        }
        return result
    }

    private static func source(_ entry: SourcedEntry) -> Deadline {
        Deadline(
            date: entry.source.checked.adding(days: Linter.sourceDays),
            kind: .source,
            id: entry.id,
            title: entry.title,
            origin: entry.origin
        )
    }

    private static func review(_ rule: Rule) -> Deadline? {
        rule.reviewBy.map {
            Deadline(
                date: $0,
                kind: .review,
                id: rule.id.text,
                title: rule.title,
                origin: rule.origin
            )
        }
    }
}

extension Localized {
    /// Two names, one after the other.
    func followed(by other: Localized?) -> Localized {
        guard let other else { return self }
        return Localized(ja: "\(ja)：\(other.ja)", en: "\(en): \(other.en)")
    }
}

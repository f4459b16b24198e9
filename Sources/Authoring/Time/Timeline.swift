package import Knowledge
import RuleEngine

/// What happens to a policy, day by day.
package struct Timeline: Sendable {
    /// One thing that happens.
    package struct Event: Hashable, Sendable {
        /// What happens, in the order in which things of one day are told.
        package enum Kind: String, Sendable, CaseIterable {
            case checked, opens, gate, today, closes
        }

        /// The day.
        package var date: CalendarDate
        /// What happens.
        package var kind: Kind
        /// The name of the window or gate; on the day asked for, what answers say of
        /// the policy.
        package var label: Localized?
    }

    /// The policy.
    package let policy: Policy
    /// All that has a date, with the day asked for among it.
    package let events: [Event]
    /// Windows and gates without any date.
    package let undated: [Localized]

    /// Orders what the book knows of a policy around a day.
    package init(_ policy: Policy, on day: CalendarDate) {
        self.policy = policy
        var events = [
            Event(date: policy.source.checked, kind: .checked, label: nil),
            Event(date: day, kind: .today, label: Self.state(policy, on: day)),
        ]
        var undated: [Localized] = []
        for window in policy.windows {
            if let date = window.opens {
                events.append(Event(date: date, kind: .opens, label: window.label))
            }
            if let date = window.closes {
                events.append(Event(date: date, kind: .closes, label: window.label))
            }
            if window.opens == nil, window.closes == nil, let label = window.label {
                undated.append(label)
            }
            for gate in window.gates {
                if let date = gate.date {
                    events.append(Event(date: date, kind: .gate, label: gate.label))
                } else {
                    undated.append(gate.label)
                }
            }
        }
        self.events = events.sorted { left, right in
            (left.date.dayNumber, left.kind.rank, left.label?.ja ?? "")
                < (right.date.dayNumber, right.kind.rank, right.label?.ja ?? "")
        }
        self.undated = undated
    }

    /// What answers say of the policy on a day, so that nothing looks open here that is not there.
    private static func state(_ policy: Policy, on day: CalendarDate) -> Localized {
        let window = WindowState(policy, on: day)
        switch window.phase {
        case .open: return open(until: window.until)
        case .upcoming: return upcoming(window.opens)
        case .closed: return Localized(ja: "受付終了", en: "closed")
        case .unverified:
            let dates: Localized? =
                if let opens = window.opens, opens > day {
                    upcoming(opens)
                } else if window.opens != nil || window.until != nil {
                    open(until: window.until)
                } else {
                    nil
                }
            guard let dates else { return Localized(ja: "未確認", en: "unverified") }
            return Localized(
                ja: "未確認（日付の上では\(dates.ja)）",
                en: "unverified (by its dates \(dates.en))"
            )
        }
    }

    private static func open(until day: CalendarDate?) -> Localized {
        guard let day else { return Localized(ja: "受付中", en: "open") }
        return Localized(ja: "受付中（\(day.iso)まで）", en: "open until \(day.iso)")
    }

    private static func upcoming(_ day: CalendarDate?) -> Localized {
        guard let day else { return Localized(ja: "受付前", en: "not open yet") }
        return Localized(ja: "\(day.iso)から受付", en: "opens on \(day.iso)")
    }
}

extension Timeline.Event.Kind {
    /// The place among the things of one day: a window is open on its last day, so it closes last.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Timeline {
    /// The policy and its events, one a line.
    package func text(in language: Language) -> String {
        var lines = [
            "\(policy.title[language]) (\(policy.id.text))",
            "\(policy.kind.rawValue), \(policy.issuer[language]), pattern: "
                + "\(policy.pattern.rawValue), state: \(policy.state.rawValue)",
        ]
        if let note = policy.stateNote { lines.append(note[language]) }
        lines.append("")
        for event in events {
            let mark = event.kind == .today ? ">" : " "
            let label = event.label.map { "  " + $0[language] } ?? ""
            let kind = event.kind.words
            let space = label.isEmpty ? "" : String(repeating: " ", count: 11 - kind.count)
            lines.append("\(mark) \(event.date.iso)  \(kind)\(space)\(label)")
        }
        lines += undated.map { "  no date     \($0[language])" }
        for (name, ids) in relations where !ids.isEmpty {
            lines.append("\(name): \(ids.map(\.text).joined(separator: ", "))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var relations: [(name: String, ids: [Identifier<Policy>])] {
        [
            ("requires", policy.requiresPolicies), ("excludes", policy.excludesPolicies),
            ("combines with", policy.combinesWith), ("instead of", policy.insteadOf),
        ]
    }
}

extension Timeline.Event.Kind {
    /// What happens, in at most eleven letters.
    fileprivate var words: String {
        switch self {
        case .checked: "source read"
        case .opens: "opens"
        case .gate: "due before"
        case .today: "today"
        case .closes: "closes"
        }
    }
}

package import Knowledge

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
        /// The name of the window or gate; on the day asked for, whether a window is open.
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

    /// What the dates alone say; whether the policy may be relied on is its state's business.
    private static func state(_ policy: Policy, on day: CalendarDate) -> Localized? {
        let dated = policy.windows.filter { $0.opens != nil || $0.closes != nil }
        let open = dated.first {
            ($0.opens ?? day) <= day && ($0.closes ?? day) >= day
        }
        if let open {
            let until = open.closes.map(\.iso)
            return Localized(
                ja: until.map { "受付中（\($0)まで）" } ?? "受付中",
                en: until.map { "open until \($0)" } ?? "open"
            )
        }
        if let next = dated.compactMap(\.opens).filter({ $0 > day }).min() {
            return Localized(ja: "\(next.iso)から受付", en: "opens on \(next.iso)")
        }
        return dated.isEmpty ? nil : Localized(ja: "受付終了", en: "closed")
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

import Diagnostics
import Knowledge

/// Finds what time has overtaken, or soon will.
struct TimeLint {
    private let book: Book
    private let day: CalendarDate

    init(_ book: Book, day: CalendarDate) {
        self.book = book
        self.day = day
    }

    /// All that is due on the day.
    var findings: [Finding] { reviews + sources + book.policies.flatMap { windows(of: $0) } }

    private var reviews: [Finding] {
        book.rules.compactMap { rule in
            guard rule.isEnabled, let date = rule.reviewBy, date < day else { return nil }
            return Finding(
                .reviewDue,
                "rule \(rule.id.text) was to be looked at by \(date.iso)",
                at: rule.origin,
                suggestion: "check what it says and set a later review_by"
            )
        }
    }

    private var sources: [Finding] {
        book.sourced.compactMap { entry in
            let source = entry.source
            let age = day.dayNumber - source.checked.dayNumber
            guard age > Linter.sourceDays else { return nil }
            return Finding(
                .oldSource,
                "the source of \(entry.noun) \(entry.id) was read \(age) days ago, on \(source.checked.iso)",
                at: entry.origin,
                suggestion: "read \(source.url) again and set checked"
            )
        }
    }

    private func windows(of policy: Policy) -> [Finding] {
        guard policy.state != .closed else { return [] }
        let dated = policy.windows.filter { $0.opens != nil || $0.closes != nil }
        var findings = overlaps(dated, policy) + skippedRounds(policy)
        if dated.isEmpty {
            if policy.state == .current, policy.pattern == .rounds { findings += [missing(policy)] }
            return findings
        }
        findings += dated.compactMap { endless($0, policy) }
        let last = dated.allSatisfy { $0.closes.map { $0 < day } ?? false }
        if last, let date = dated.compactMap(\.closes).max() {
            findings.append(
                Finding(
                    .windowEnded,
                    "the last window of policy \(policy.id.text) closed on \(date.iso)",
                    at: policy.origin,
                    suggestion: "add the next window, or set state: closed"
                )
            )
        }
        return findings + dated.compactMap { ending($0, policy) }
    }

    private func ending(_ window: Window, _ policy: Policy) -> Finding? {
        guard let closes = window.closes, closes >= day,
            closes <= day.adding(days: Linter.windowDays), window.opens.map({ $0 <= day }) ?? true
        else { return nil }
        let days = closes.dayNumber - day.dayNumber
        let left = days == 0 ? "today" : "in \(counted(days, "day"))"
        return Finding(
            .windowEnding,
            "a window of policy \(policy.id.text) closes \(left), on \(closes.iso)",
            at: window.origin,
            suggestion: "look for the next window"
        )
    }

    private func missing(_ policy: Policy) -> Finding {
        Finding(
            .windowMissing,
            "policy \(policy.id.text) calls in rounds and has no window with a date",
            at: policy.origin,
            suggestion: "add its windows; until then it is shown as unverified"
        )
    }

    /// A round that opens and never closes: nobody would ever be told that it is over.
    private func endless(_ window: Window, _ policy: Policy) -> Finding? {
        guard policy.pattern == .rounds, let opens = window.opens, window.closes == nil else {
            return nil
        }
        return Finding(
            .windowMissing,
            "a window of policy \(policy.id.text) opens on \(opens.iso) and has no last day",
            at: window.origin,
            suggestion: "add closes"
        )
    }

    /// Rounds counted in their labels (第14回, 16次) between which one is left out.
    private func skippedRounds(_ policy: Policy) -> [Finding] {
        let rounds = policy.windows.compactMap { window in
            (window.label?.ja).flatMap(Self.round).map { ($0, window) }
        }.sorted { $0.0 < $1.0 }
        return zip(rounds, rounds.dropFirst()).compactMap { earlier, later in
            guard later.0 > earlier.0 + 1 else { return nil }
            let first = earlier.0 + 1
            let skipped =
                first == later.0 - 1
                ? "round \(first) has" : "rounds \(first) to \(later.0 - 1) have"
            return Finding(
                .windowMissing,
                "\(skipped) no window in policy \(policy.id.text), between \(earlier.0) and "
                    + "\(later.0)",
                at: later.1.origin,
                suggestion: "add what is missing, or correct the label"
            )
        }
    }

    /// The number in 第14回 or 14次, in digits of any width.
    private static func round(_ label: String) -> Int? {
        var number: Int?
        for character in label {
            if let digit = character.wholeNumberValue, digit < 10, character.isNumber {
                number = min((number ?? 0) * 10 + digit, 10_000)
            } else if let found = number {
                if "回次期".contains(character) { return found }
                number = nil
            }
        }
        return nil
    }

    /// Two windows of a policy that are open on the same day: one of the dates is probably wrong.
    ///
    /// Windows with names of their own may lie side by side, as regions of a national call do.
    private func overlaps(_ windows: [Window], _ policy: Policy) -> [Finding] {
        var findings: [Finding] = []
        for (number, window) in windows.enumerated() {
            let earlier = windows[..<number].first { window.overlaps($0) }
            guard let earlier, earlier.label == nil || window.label == nil else { continue }
            findings.append(
                Finding(
                    .windowOverlap,
                    "two windows of policy \(policy.id.text) overlap",
                    at: window.origin,
                    suggestion: "correct the dates, or give each window a label",
                    notes: [.init(message: "the other window", place: .init(earlier.origin))]
                )
            )
        }
        return findings
    }
}

extension Window {
    /// Whether both are open on some day; a missing date is as far away as can be.
    fileprivate func overlaps(_ other: Window) -> Bool {
        let start = max(opens?.dayNumber ?? .min, other.opens?.dayNumber ?? .min)
        let end = min(closes?.dayNumber ?? .max, other.closes?.dayNumber ?? .max)
        return start <= end
    }
}

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
        let dated =
            book.partners.map { ("partner \($0.id.text)", $0.source, $0.origin) }
            + book.policies.filter { $0.state != .closed }
            .map { ("policy \($0.id.text)", $0.source, $0.origin) }
            + book.models.map { ("programme \($0.id.text)", $0.source, $0.origin) }
            + book.sizes.map { ("size \($0.id.text)", $0.source, $0.origin) }
            + book.rules.compactMap { rule in
                rule.source.map { ("rule \(rule.id.text)", $0, rule.origin) }
            }
        return dated.compactMap { name, source, origin in
            let age = day.dayNumber - source.checked.dayNumber
            guard age > Linter.sourceDays else { return nil }
            return Finding(
                .oldSource,
                "the source of \(name) was read \(age) days ago, on \(source.checked.iso)",
                at: origin,
                suggestion: "read \(source.url) again and set checked"
            )
        }
    }

    private func windows(of policy: Policy) -> [Finding] {
        guard policy.state != .closed else { return [] }
        let dated = policy.windows.filter { $0.opens != nil || $0.closes != nil }
        var findings = overlaps(dated, policy)
        if dated.isEmpty {
            if policy.state == .current, policy.pattern == .rounds { findings += [missing(policy)] }
            return findings
        }
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

package import Knowledge

extension WindowState {
    /// The state of a policy's windows on a day.
    ///
    /// What is not verified is never shown as current: whatever its dates, an unverified policy is
    /// `unverified`, unless its source says that it is over. A policy that calls in rounds and has
    /// no dated window is not verified either.
    package init(_ policy: Policy, on day: CalendarDate) {
        if policy.state == .closed {
            self.init(phase: .closed, opens: nil, until: nil)
            return
        }
        let isTrusted = policy.state == .current && policy.source.confidence == .seen
        var last: CalendarDate?
        var next: (opens: CalendarDate, until: CalendarDate?)?
        for window in policy.windows where window.opens != nil || window.closes != nil {
            if let opens = window.opens, day < opens {
                if opens < next?.opens ?? opens.adding(days: 1) { next = (opens, window.closes) }
            } else if let closes = window.closes, closes < day {
                last = max(last ?? closes, closes)
            } else {
                self.init(
                    phase: isTrusted ? .open : .unverified,
                    opens: window.opens,
                    until: window.closes
                )
                return
            }
        }
        if let next {
            self.init(
                phase: isTrusted ? .upcoming : .unverified,
                opens: next.opens,
                until: next.until
            )
        } else if let last {
            self.init(phase: .closed, opens: nil, until: last)
        } else {
            let isStanding = policy.pattern == .always || policy.pattern == .conditional
            self.init(
                phase: isTrusted && isStanding ? .open : .unverified,
                opens: nil,
                until: nil
            )
        }
    }
}

import FoundationEssentials

/// A point in time, as far as a service tells it to others.
package struct Moment: Hashable, Sendable {
    /// Whole seconds since 1970-01-01T00:00Z.
    package let seconds: Int

    /// Names a point in time by its seconds since 1970-01-01T00:00Z.
    package init(seconds: Int) { self.seconds = seconds }

    /// The present.
    package static var now: Moment { Moment(seconds: Int(Date().timeIntervalSince1970)) }

    /// The RFC 3339 form in UTC, such as `2026-11-24T10:30:00Z`.
    package var text: String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }
}

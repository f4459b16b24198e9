import Knowledge

/// When a condition can be tested: what it asks about is set phase by phase.
enum Phase: Int, Comparable, Sendable, CaseIterable {
    /// From the words and the firm alone.
    case words
    /// Once the issue is set.
    case issue
    /// Once framing and barriers are set too.
    case style

    static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
}

extension Condition {
    /// The first phase in which every part can be tested.
    var phase: Phase {
        switch test {
        case .all(let parts), .any(let parts), .none(let parts):
            parts.map(\.phase).max() ?? .words
        case .category, .vague: .issue
        case .framing, .barrier: .style
        default: .words
        }
    }
}

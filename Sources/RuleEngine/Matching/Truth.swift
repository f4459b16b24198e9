/// The three values a condition can have.
///
/// `all` is the least of its parts, `any` the greatest, `none` the opposite of `any`, with
/// no < unknown < yes (Kleene's strong logic). The table stands in the rule language's reference.
package enum Truth: Int, Sendable, Comparable {
    case no, unknown, yes

    /// Lifts a two-valued result.
    package init(_ value: Bool) { self = value ? .yes : .no }

    /// The opposite; the opposite of unknown is unknown.
    package var negated: Truth {
        switch self {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    /// Orders no before unknown before yes.
    package static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }
}

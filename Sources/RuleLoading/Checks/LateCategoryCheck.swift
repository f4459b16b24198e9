import Diagnostics
import Knowledge

/// Reports a rule that would change the categories after they are set.
///
/// A condition on a category, a framing, a barrier or a vague issue is decided only then.
enum LateCategoryCheck {
    /// Looks at one rule.
    static func run(_ condition: Condition, _ reader: RecordReader) {
        guard let late = lateCondition(in: condition) else { return }
        for key in ["category", "rule_out"] {
            guard let place = reader.place(of: key, within: "then") else { continue }
            reader.context.report(
                .lateCategory,
                "`\(key)` comes too late in a rule whose condition needs the categories",
                at: place,
                notes: [
                    Diagnostic.Note(
                        message: "this is decided after the categories",
                        place: SourcePlace(late.origin)
                    )
                ]
            )
        }
    }

    /// The first condition, itself included, that is decided after the categories.
    private static func lateCondition(in condition: Condition) -> Condition? {
        switch condition.test {
        case .all(let parts), .any(let parts), .none(let parts):
            parts.lazy.compactMap { lateCondition(in: $0) }.first
        case .category, .framing, .barrier, .vague: condition
        case .says, .composed, .asks, .mentions, .stage, .tried, .company: nil
        }
    }
}

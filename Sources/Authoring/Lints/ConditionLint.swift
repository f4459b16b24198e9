import Diagnostics
import Knowledge

/// Finds conditions of rules and policies that can never hold.
struct ConditionLint {
    private let book: Book
    private let world: LiteralWorld

    init(_ book: Book, world: LiteralWorld) {
        self.book = book
        self.world = world
    }

    /// All conditions that contradict themselves.
    var findings: [Finding] {
        book.rules.filter(\.isEnabled).compactMap { rule in
            finding(rule.condition, in: "rule \(rule.id.text) can never hold")
        }
            + book.policies.compactMap { policy in
                policy.gate.flatMap {
                    finding($0, in: "policy \(policy.id.text) is for no firm")
                }
            }
    }

    private func finding(_ condition: Condition, in subject: String) -> Finding? {
        guard let (first, second) = ConditionForm(condition)?.contradiction(in: world) else {
            return nil
        }
        return Finding(
            .impossibleCondition,
            "\(subject): \(first.words) and \(second.words) exclude each other",
            at: second.origin,
            suggestion: "correct one of the two; what may hold instead goes under any",
            notes: [Diagnostic.Note(message: "the other", place: SourcePlace(first.origin))]
        )
    }
}

extension ConditionForm.Literal {
    /// The test as an author writes it, on one line and in backticks.
    fileprivate var words: String {
        Diagnostic.quote((isNegated ? "not " : "") + TestWords.of(test))
    }
}

/// Writes single tests as their authors do.
private enum TestWords {
    static func of(_ test: Condition.Test) -> String {
        switch test {
        case .all, .any, .none: "a group"
        case .says(let ids): "says: \(list(ids.map(\.text)))"
        case .composed(let ids): "says: {\(ids.map(\.text).joined(separator: ", "))}"
        case .asks(let ids): "asks: \(list(ids.map(\.text)))"
        case .mentions(let ids): "mentions: \(list(ids.map(\.text)))"
        case .category(let references): "category: \(list(references.map(\.text)))"
        case .framing(let id): "framing: \(id.text)"
        case .barrier(let ids): "barrier: \(list(ids.map(\.text)))"
        case .stage(let stage): "stage: \(stage.rawValue)"
        case .vague(let value): "vague: \(value)"
        case .tried(let interval): "tried: \(of(interval))"
        case .company(let test): of(test)
        }
    }

    private static func of(_ test: CompanyTest) -> String {
        switch test {
        case .employees(let interval): "employees: \(of(interval))"
        case .capital(let interval): "capital: \(of(interval))"
        case .age(let interval): "age: \(of(interval))"
        case .industry(let codes): "industry: \(list(codes.map(\.text)))"
        case .prefecture(let names): "prefecture: \(list(names))"
        case .municipality(let names): "municipality: \(list(names))"
        case .soleProprietor(let value): "sole_proprietor: \(value)"
        case .certified(let ids): "certified: \(list(ids.map(\.text)))"
        case .size(let id): "size: \(id.text)"
        }
    }

    private static func of(_ interval: Interval) -> String {
        let parts = [interval.min.map { "min: \($0)" }, interval.max.map { "max: \($0)" }]
        return "{\(parts.compactMap(\.self).joined(separator: ", "))}"
    }

    private static func list(_ names: [String]) -> String {
        names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]"
    }
}

import Diagnostics
import Knowledge
import TextAnalysis

/// Finds expressions that do nothing, or that leave open what they mean.
///
/// Expressions are compared in their normal form, so `サーバー` and `サーバ` are one.
struct ExpressionLint {
    /// What makes two expressions the same.
    private struct Key: Hashable {
        var scalars: [UInt32]
        var inflection: Expression.Inflection
        var form: Expression.Form

        init(_ expression: Expression) {
            scalars = NormalizedText(expression.text).scalars
            inflection = expression.inflection
            form = expression.form
        }
    }

    /// A concept's expression.
    private struct Use {
        var concept: Concept
        var expression: Expression
    }

    private(set) var findings: [Finding] = []

    init(_ book: Book) {
        var uses: [Key: [Use]] = [:]
        for concept in book.concepts {
            var seen: [Key: Expression] = [:]
            for expression in concept.expressions {
                let key = Key(expression)
                if key.scalars.isEmpty {
                    reportEmpty(expression, of: concept)
                } else if let first = seen[key] {
                    reportRepeated(expression, first: first, of: concept)
                } else {
                    seen[key] = expression
                    uses[key, default: []].append(Use(concept: concept, expression: expression))
                }
            }
        }
        for group in uses.values where group.count > 1 { reportShared(group) }
    }

    private mutating func reportEmpty(_ expression: Expression, of concept: Concept) {
        findings.append(
            Finding(
                .emptyExpression,
                "\(Diagnostic.quote(expression.text)) in \(concept.id.text) can never match: "
                    + "nothing of it is left in normal form",
                at: expression.origin,
                suggestion: "write the word itself, or remove it"
            )
        )
    }

    private mutating func reportRepeated(
        _ expression: Expression,
        first: Expression,
        of concept: Concept
    ) {
        let isSame = expression.text == first.text
        let words = isSame ? "is written twice" : "is the same as \(Diagnostic.quote(first.text))"
        findings.append(
            Finding(
                .repeatedExpression,
                "\(Diagnostic.quote(expression.text)) \(words) in \(concept.id.text)",
                at: expression.origin,
                suggestion: "remove it",
                notes: [
                    Diagnostic.Note(message: "first written here", place: SourcePlace(first.origin))
                ]
            )
        )
    }

    /// Says once for each kind that several concepts of it share an expression; concepts told apart
    /// by their sense may.
    private mutating func reportShared(_ group: [Use]) {
        let kinds = Dictionary(grouping: group, by: \.concept.kind)
        for (kind, uses) in kinds {
            let plain = uses.filter { !$0.concept.hasSense }
            guard plain.count > 1, let first = plain.first else { continue }
            let names = plain.map(\.concept.id.text).joined(separator: ", ")
            findings.append(
                Finding(
                    .sharedExpression,
                    "\(Diagnostic.quote(first.expression.text)) says \(plain.count) concepts of "
                        + "the kind \(kind.rawValue): \(names)",
                    at: first.expression.origin,
                    suggestion: "keep it in one, or tell them apart with unless, only_with "
                        + "or industry",
                    notes: plain.dropFirst().map {
                        Diagnostic.Note(
                            message: "also in \($0.concept.id.text)",
                            place: SourcePlace($0.expression.origin)
                        )
                    }
                )
            )
        }
    }
}

extension Concept {
    /// Whether something besides its words decides that it is meant.
    fileprivate var hasSense: Bool {
        !unless.isEmpty || !onlyWith.isEmpty || !industries.isEmpty
    }
}

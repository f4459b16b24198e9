import Diagnostics
import Knowledge
import RuleEngine
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
        /// How a Japanese word is inflected: two spellings of one word may be of different classes.
        var paradigm: Paradigm?

        init(_ expression: Expression) {
            scalars = NormalizedText(expression.text).scalars
            inflection = expression.inflection
            form = expression.form
            if inflection == .verb || inflection == .adjective {
                let verbClass = expression.verbClass?.conjugation
                paradigm =
                    Conjugator.inflection(of: expression.text, class: verbClass)?.paradigm
            }
        }

        /// Whether it has a polarity at all.
        var isInflected: Bool { inflection != .fixed && inflection != .noun }

        /// The key of the same words in both polarities.
        var inBothForms: Key {
            var key = self
            key.form = .both
            return key
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
            let keys = concept.expressions.map(Key.init)
            for (key, expression) in zip(keys, concept.expressions) where key.form == .both {
                if seen[key] == nil { seen[key] = expression }
            }
            for (key, expression) in zip(keys, concept.expressions) {
                let first = seen[key] ?? (key.isInflected ? seen[key.inBothForms] : nil)
                if key.scalars.isEmpty {
                    reportEmpty(expression, of: concept)
                } else if let first, first.origin != expression.origin {
                    reportRepeated(expression, first: first, of: concept)
                } else {
                    seen[key] = expression
                    uses[key, default: []].append(Use(concept: concept, expression: expression))
                }
            }
            reportExceptions(of: concept, keys: keys)
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
        var words = isSame ? "is written twice" : "is the same as \(Diagnostic.quote(first.text))"
        if first.form != expression.form { words = "is said already by its form both" }
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

    /// Says once for each kind that concepts which lead to different issues share an expression.
    ///
    /// Sharing is how rules compose words that belong to several groups, so it is worth a look only
    /// where the one word alone speaks for two issues. Concepts told apart by their sense may.
    private mutating func reportShared(_ group: [Use]) {
        let kinds = Dictionary(grouping: group, by: \.concept.kind)
        for (kind, uses) in kinds {
            let plain = uses.filter { !$0.concept.hasSense && !$0.concept.issues.isEmpty }
            guard let first = plain.first else { continue }
            let others = plain.dropFirst().filter {
                $0.concept.issues.isDisjoint(with: first.concept.issues)
            }
            guard !others.isEmpty else { continue }
            let names = ([first] + others).map { use in
                "\(use.concept.id.text) (\(use.concept.issues.map(\.text).sorted().joined(separator: ", ")))"
            }
            findings.append(
                Finding(
                    .sharedExpression,
                    "\(Diagnostic.quote(first.expression.text)) says \(names.count) concepts of "
                        + "the kind \(kind.rawValue) for different issues: "
                        + names.joined(separator: ", "),
                    at: first.expression.origin,
                    suggestion: "keep it in one, or tell them apart with unless, only_with "
                        + "or industry",
                    notes: others.map {
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

extension ExpressionLint {
    /// Looks at the longer texts in which a concept is not meant.
    private mutating func reportExceptions(of concept: Concept, keys: [Key]) {
        guard !concept.exceptions.isEmpty else { return }
        let stems = concept.expressions.flatMap(\.searchTexts)
        var idle: [String] = []
        for exception in concept.exceptions {
            let folded = NormalizedText(exception)
            let barred = zip(keys, concept.expressions).first { key, expression in
                expression.inflection == .fixed && key.scalars == folded.scalars
            }
            if let barred {
                reportBarred(barred.1, by: exception, of: concept)
            } else if !stems.contains(where: { folded.string.contains($0) }) {
                idle.append(Diagnostic.quote(exception))
            }
        }
        guard let first = idle.first else { return }
        let rest = idle.count > 1 ? " and \(idle.count - 1) more (\(Self.some(idle)))" : ""
        findings.append(
            Finding(
                .idleException,
                "\(first)\(rest) under except of \(concept.id.text) "
                    + "\(idle.count == 1 ? "holds" : "hold") none of its expressions",
                at: concept.origin,
                suggestion: "remove it, or write it as people say the expression"
            )
        )
    }

    private mutating func reportBarred(
        _ expression: Expression,
        by exception: String,
        of concept: Concept
    ) {
        findings.append(
            Finding(
                .barredExpression,
                "\(Diagnostic.quote(expression.text)) in \(concept.id.text) can never match: the "
                    + "concept's own except takes it out",
                at: expression.origin,
                suggestion: "remove it, or remove \(Diagnostic.quote(exception)) from except"
            )
        )
    }

    /// The second to sixth of some names.
    private static func some(_ names: [String]) -> String {
        names.dropFirst().prefix(5).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    }
}

extension Expression {
    /// Texts in normal form one of which stands in every text that says it: stems where the rest
    /// is inflected.
    fileprivate var searchTexts: [String] {
        switch inflection {
        case .fixed: return [NormalizedText(text).string]
        // A plural or a past can change all but the first letters.
        case .noun, .english: return [String(NormalizedText(text).string.prefix(3))]
        case .verb, .adjective:
            guard let parts = Conjugator.inflection(of: text, class: verbClass?.conjugation) else {
                return [""]
            }
            return parts.heads.map { NormalizedText($0 + parts.stem).string }
        }
    }
}

extension Concept {
    /// Whether something besides its words decides that it is meant.
    fileprivate var hasSense: Bool {
        !unless.isEmpty || !onlyWith.isEmpty || !industries.isEmpty
    }

    /// The categories that it alone speaks for.
    var issues: Set<Identifier<Category>> {
        Set(categories.filter { $0.weight > 0 }.map(\.category.top))
    }
}

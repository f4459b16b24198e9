import Knowledge
import TextAnalysis

/// The forms an expression is matched in, made once when a book is compiled.
struct ExpressionForms {
    /// Forms that say what is meant.
    let meant: [String]
    /// Forms of the other polarity, which must win where they are longer.
    let opposite: [String]

    /// Conjugates an expression.
    init(_ expression: Expression) {
        switch expression.inflection {
        case .fixed:
            meant = [expression.text]
            opposite = []
        case .noun:
            meant = EnglishForms.noun(expression.text)
            opposite = []
        case .verb, .adjective, .english:
            let polarity = expression.form.polarity
            let verbClass = expression.verbClass?.conjugation
            meant = Conjugator.forms(of: expression.text, class: verbClass, polarity: polarity)
            opposite = Conjugator.blockers(
                of: expression.text,
                class: verbClass,
                polarity: polarity
            )
        }
    }
}

extension Expression.Form {
    fileprivate var polarity: Polarity {
        switch self {
        case .affirmed: .affirmative
        case .negated: .negative
        case .both: .both
        }
    }
}

extension Expression.VerbClass {
    fileprivate var conjugation: TextAnalysis.VerbClass {
        switch self {
        case .godan: .godan
        case .ichidan: .ichidan
        case .suru: .suru
        case .kuru: .kuru
        }
    }
}

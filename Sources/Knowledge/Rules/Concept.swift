/// Something people say, whatever words they say it in.
package struct Concept: Sendable {
    /// What part a concept plays in a sentence.
    package enum Kind: String, Sendable, CaseIterable {
        case thing, trouble, wish, event, stage, holder, sense, phrase, place
    }

    /// The id that rules name.
    package var id: Identifier<Concept>
    /// The concept's name for people.
    package var title: Localized
    /// Its part in a sentence.
    package var kind: Kind
    /// What people say for it.
    package var expressions: [Expression]
    /// Log-odds, −5…5, that the concept alone gives to categories when said as a need.
    package var categories: [WeightedCategory]
    /// The issues a thing belongs to: they are ruled out where the owner rules the thing out.
    package var about: [CategoryReference]
    /// Longer strings inside which an expression is not meant.
    package var exceptions: [String]
    /// Concepts of the same sentence that rob this one of its meaning.
    package var unless: [Identifier<Concept>]
    /// Concepts one of which the text must say for this one to count; empty means always.
    package var onlyWith: [Identifier<Concept>]
    /// Industries in which the concept has this sense; empty means all.
    package var industries: [IndustryCode]
    /// Where it is written.
    package var origin: Origin

    /// Whether it only names what an issue is about and speaks for none.
    package var isTopic: Bool { !about.isEmpty && categories.isEmpty }

    /// Describes a concept.
    package init(
        id: Identifier<Concept>,
        title: Localized,
        kind: Kind,
        expressions: [Expression],
        categories: [WeightedCategory],
        about: [CategoryReference] = [],
        exceptions: [String],
        unless: [Identifier<Concept>],
        onlyWith: [Identifier<Concept>],
        industries: [IndustryCode],
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.expressions = expressions
        self.categories = categories
        self.about = about
        self.exceptions = exceptions
        self.unless = unless
        self.onlyWith = onlyWith
        self.industries = industries
        self.origin = origin
    }
}

/// One way of saying a concept, written once in dictionary form.
package struct Expression: Hashable, Sendable {
    /// How the written form becomes the forms that are matched.
    package enum Inflection: String, Sendable, CaseIterable {
        /// As written.
        case fixed
        /// A Japanese verb or a phrase that ends in one.
        case verb
        /// A Japanese adjective or a phrase that ends in one.
        case adjective
        /// An English verb phrase whose first word is inflected.
        case english
        /// An English noun whose plural matches too.
        case noun
    }

    /// Which polarity of a verb or adjective is meant.
    package enum Form: String, Sendable, CaseIterable {
        case affirmed, negated, both
    }

    /// The class of a Japanese verb.
    package enum VerbClass: String, Sendable, CaseIterable {
        case godan, ichidan, suru, kuru
    }

    /// The written form.
    package var text: String
    /// How it is inflected.
    package var inflection: Inflection
    /// The polarity that counts.
    package var form: Form
    /// The verb class when the author gave it; `nil` means it is told from the ending.
    package var verbClass: VerbClass?
    /// Where it is written.
    package var origin: Origin

    /// Describes an expression.
    package init(
        text: String,
        inflection: Inflection,
        form: Form,
        verbClass: VerbClass?,
        origin: Origin
    ) {
        self.text = text
        self.inflection = inflection
        self.form = form
        self.verbClass = verbClass
        self.origin = origin
    }
}

/// A category or sub-category, named by its id.
package struct CategoryReference: Hashable, Sendable, Comparable {
    /// `people` or `people.recruit`.
    package let text: String

    /// Wraps an id.
    package init(_ text: String) { self.text = text }

    /// The id of the top category: the part before the first dot.
    package var top: Identifier<Category> {
        Identifier(String(text.prefix { $0 != "." }))
    }

    /// Whether a sub-category is named.
    package var isSub: Bool { text.contains(".") }

    /// Orders references by their text.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// A category with the log-odds a rule or concept gives it.
package struct WeightedCategory: Hashable, Sendable {
    /// The category or sub-category.
    package var category: CategoryReference
    /// Log-odds, −5…5.
    package var weight: Double

    /// Pairs a category with its weight.
    package init(category: CategoryReference, weight: Double) {
        self.category = category
        self.weight = weight
    }
}

/// A Japan Standard Industrial Classification code or the beginning of one: a division letter,
/// then digits (`E`, `E24`, `I561`).
package struct IndustryCode: Hashable, Sendable {
    /// The code with its division letter.
    package let text: String

    /// Wraps a code that starts with its division letter.
    package init(_ text: String) { self.text = text }
}

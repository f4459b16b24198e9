import Knowledge
import RuleEngine
import TextAnalysis

/// Counts in which texts each single expression of a vocabulary is what was read.
///
/// The engine reads whole concepts. Here every expression is a concept of its own in a vocabulary
/// made for the purpose, so the engine itself says which of them stood in a text and nothing about
/// matching is worked out a second time.
struct ExpressionMeter {
    /// What was counted for one expression.
    struct Tally {
        /// How many of the book's examples say it.
        var examples = 0
        /// How many of the further cases say it.
        var cases = 0
        /// How many of all texts are about each category, by number.
        var categories: [Int: Int] = [:]
        /// How many of all texts are about a category of the concept's own.
        var own = 0
        /// How many texts say it.
        var total: Int { examples + cases }
    }

    /// The concept and the place in its list of each expression.
    let expressions: [(concept: Int, expression: Expression)]
    /// The counts, by expression.
    private(set) var tallies: [Tally]

    private let book: Book
    private let engine: RuleEngine
    private var numbers: [String: Int] = [:]

    /// Prepares to count the expressions of a book.
    init(_ book: Book) {
        self.book = book
        var expressions: [(Int, Expression)] = []
        var single = Book()
        for (number, concept) in book.concepts.enumerated() {
            for expression in concept.expressions {
                single.concepts.append(
                    Concept(
                        id: Identifier("\(expressions.count)"),
                        title: concept.title,
                        kind: concept.kind,
                        expressions: [expression],
                        categories: [],
                        exceptions: concept.exceptions,
                        unless: [],
                        onlyWith: [],
                        industries: [],
                        origin: expression.origin
                    )
                )
                expressions.append((number, expression))
            }
        }
        self.expressions = expressions
        tallies = Array(repeating: Tally(), count: expressions.count)
        engine = RuleEngine(CompiledBook(single))
    }

    /// Counts texts; `isCase` tells the further cases from the book's examples.
    mutating func add(_ texts: [LabelledText], isCase: Bool) {
        let owners = book.concepts.map { Set($0.issues.map(\.text)) }
        for text in texts {
            let categories = text.categories.map { number(of: $0) }
            for index in Set(engine.read(text.text).mentions.map(\.concept)) {
                if isCase { tallies[index].cases += 1 } else { tallies[index].examples += 1 }
                for category in categories { tallies[index].categories[category, default: 0] += 1 }
                let own = owners[expressions[index].concept]
                if !own.isDisjoint(with: text.categories) { tallies[index].own += 1 }
            }
        }
    }

    /// What the engine reads in a text, as numbers of expressions with their places.
    func read(_ text: String) -> Reading { engine.read(text) }

    /// The concept that an expression belongs to.
    func concept(of index: Int) -> Concept { book.concepts[expressions[index].concept] }

    /// The name of the category that most of an expression's texts are about, with their number.
    func mainCategory(of index: Int) -> (name: String, count: Int)? {
        let names = Dictionary(uniqueKeysWithValues: numbers.map { ($1, $0) })
        return tallies[index].categories.compactMap { number, count in
            names[number].map { ($0, count) }
        }.max { ($0.1, $1.0) < ($1.1, $0.0) }
    }

    private mutating func number(of category: String) -> Int {
        if let number = numbers[category] { return number }
        numbers[category] = numbers.count
        return numbers.count - 1
    }
}

import Diagnostics
import Knowledge
import RuleEngine

/// Scores cases with weights learned from the book's examples and the other cases, fold by fold.
///
/// Cases of one source stay in one fold, and an example with the text of a case that is scored is
/// left out, so that every score is on a text the weights have not seen.
struct CrossValidation {
    let compiled: CompiledBook
    /// The number of folds, at least 2.
    let folds: Int
    /// How often a case of another fold counts among the examples; 0 learns from the book alone.
    let copies: Int

    /// The cases of each fold with an engine that has not learned from them.
    func forEachFold(
        of cases: [QualityCase],
        _ body: (_ held: [QualityCase], _ engine: RuleEngine) -> Void
    ) {
        let groups = Set(cases.map(\.group)).sorted()
        let foldOfGroup = Dictionary(
            uniqueKeysWithValues: groups.enumerated().map { ($1, $0 % folds) }
        )
        for fold in 0..<folds {
            let held = cases.filter { foldOfGroup[$0.group] == fold }
            let texts = Set(held.compactMap(\.query.problem))
            var book = compiled.book
            book.examples.removeAll { texts.contains($0.text) }
            for item in cases where foldOfGroup[item.group] != fold {
                for _ in 0..<copies { book.examples.append(item.example) }
            }
            let model = Learner(CompiledBook(book, readingLike: compiled)).learn()
            let learned = CompiledBook(book, learned: model, readingLike: compiled)
            body(held, RuleEngine(learned))
        }
    }
}

extension QualityCase {
    /// The case as an example of its primary category.
    var example: Example {
        Example(
            text: query.problem ?? "",
            sub: categories.first.map { CategoryReference($0) },
            also: categories.dropFirst().map { CategoryReference($0) },
            negated: ruledOut.map { Identifier($0) },
            language: .ja,
            origin: Origin(file: "", line: 0, column: 0)
        )
    }
}

import Answering
import Diagnostics
import Knowledge
import RuleEngine
import RuleLoading

/// A rule file, alone and laid over a sound book, gives a book or says what is wrong and where; a
/// book that is accepted answers.
enum RulesCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let extent = FileExtent(bytes)
        try check(extent, RuleLayer(name: "one", source: source(bytes)), in: YAMLCheck.file, [])
        let above = RuleLayer(name: "above", source: source(bytes))
        let below = RuleLayer(name: "below", source: Books.smallSource)
        try check(extent, above, in: "above/\(YAMLCheck.file)", [below])
    }

    private static func source(_ bytes: [UInt8]) -> RulesInMemory {
        RulesInMemory([RuleFile(path: YAMLCheck.file, bytes: bytes)])
    }

    private static func check(
        _ extent: FileExtent,
        _ layer: RuleLayer,
        in file: String,
        _ below: [RuleLayer]
    ) throws(BrokenPromise) {
        var limits = RuleLimits()
        limits.file = YAMLCheck.limits
        let result = RuleLoader(limits: limits).load(below + [layer])
        let again = RuleLoader(limits: limits).load(below + [layer])
        try promise(
            result.diagnostics == again.diagnostics,
            "read twice, the reports are \(result.diagnostics) and \(again.diagnostics)"
        )
        for diagnostic in result.diagnostics where diagnostic.file == file {
            var own = diagnostic
            // Notes may lie in the layer below.
            own.notes = diagnostic.notes.filter { $0.place.file == file }
            try extent.check(own)
        }
        let hasErrors = result.diagnostics.contains { $0.severity == .error }
        try promise(
            hasErrors == (result.book == nil),
            "a book \(result.book == nil ? "lacks without" : "comes with") errors"
        )
        guard let book = result.book else { return }
        let answerer = Answerer(CompiledBook(book), ruleset: String(repeating: "0", count: 64))
        var query = Query(problem: "求人を出しても応募がない。資金は足りている。", explain: .full)
        query.asOf = Books.day
        try AnswerCheck.check(query, answerer)
    }
}

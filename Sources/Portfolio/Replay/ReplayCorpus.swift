import Knowledge

/// The queries that books bring with them: their examples and the queries of their tests.
package enum ReplayCorpus {
    /// The queries of two books, each text once: those of the old book, then what the new one adds.
    package static func queries(old: ImpactSide, new: ImpactSide) -> [ReplayQuery] {
        var result: [ReplayQuery] = []
        var texts: Set<String> = []
        var tests: Set<String> = []
        for side in [old, new] {
            for example in side.book.examples where texts.insert(example.text).inserted {
                let query = Query(problem: example.text, language: example.language)
                result.append(ReplayQuery(query, source: side.path(example.origin)))
            }
            for test in side.book.tests where tests.insert(test.id.text).inserted {
                result.append(ReplayQuery(test.query, source: side.path(test.origin)))
            }
        }
        return result
    }
}

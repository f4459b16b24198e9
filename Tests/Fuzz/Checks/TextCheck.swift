import TextAnalysis

/// Every part of an analysis lies in the text, clauses in their sentences, and both in order.
enum TextCheck {
    private static let analyzer = TextAnalyzer()

    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let text = String(decoding: bytes, as: UTF8.self)
        let analysis = analyzer.analyze(text)
        try check(analysis)
        try checkNormalForm(analysis.text, of: text)
        let again = analyzer.analyze(text)
        try promise(
            again.description == analysis.description && again.text == analysis.text,
            "read twice, the text says \(analysis) and \(again)"
        )
    }

    /// Holds an analysis to its text.
    static func check(_ analysis: Analysis) throws(BrokenPromise) {
        let count = analysis.text.count
        var end = 0
        for sentence in analysis.sentences {
            try promise(
                sentence.range.lowerBound >= end && sentence.range.upperBound <= count,
                "the sentence \(sentence.range) begins before \(end) or ends behind \(count)"
            )
            end = sentence.range.upperBound
            try promise(
                sentence.clauses.upperBound <= analysis.clauses.count,
                "the clauses \(sentence.clauses) of \(analysis.clauses.count)"
            )
        }
        end = 0
        for clause in analysis.clauses {
            try promise(
                analysis.sentences.indices.contains(clause.sentence),
                "a clause of sentence \(clause.sentence)"
            )
            let sentence = analysis.sentences[clause.sentence].range
            try promise(
                clause.range.lowerBound >= end && sentence.contains(clause.range)
                    && (clause.range.lowerBound...clause.range.upperBound).contains(clause.body),
                "the clause \(clause.range), body \(clause.body), in \(sentence) behind \(end)"
            )
            end = clause.range.upperBound
        }
        for span in analysis.spans {
            try promise(
                span.range.upperBound <= count && span.cue.upperBound <= count,
                "the scope \(span.range) by \(span.cue) of \(count) scalars"
            )
        }
    }

    /// The way back to the text as sent never leaves it and never turns round.
    private static func checkNormalForm(
        _ text: NormalizedText,
        of source: String
    ) throws(BrokenPromise) {
        try promise(
            text.originalCount == source.unicodeScalars.count,
            "\(text.originalCount) scalars instead of \(source.unicodeScalars.count)"
        )
        var start = 0
        for place in 0..<text.count {
            let origin = text.originalRange(of: place..<(place + 1))
            try promise(
                origin.lowerBound >= start && origin.upperBound <= text.originalCount,
                "scalar \(place) comes from \(origin), the one before from \(start)"
            )
            start = origin.lowerBound
        }
        try promise(
            text.originalRange(of: 0..<text.count).upperBound <= text.originalCount,
            "the whole comes from \(text.originalRange(of: 0..<text.count))"
        )
    }
}

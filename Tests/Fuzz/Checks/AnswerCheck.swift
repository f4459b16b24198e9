import Answering
import Knowledge
import RuleEngine
import TextAnalysis
import WireFormat

/// Whatever an owner says, the answer is JSON, the same every time, and points into the text.
enum AnswerCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        guard let answerer = Books.shipped else {
            throw BrokenPromise("the shipped book cannot be read")
        }
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let problem = String(text.prefix(QueryDecoder.textLimit))
        var query = Query(problem: problem, limit: 20, explain: .full)
        query.language = bytes.count % 2 == 0 ? .ja : .en
        query.asOf = Books.day
        try check(query, answerer)
    }

    /// Answers a query twice.
    static func check(_ query: Query, _ answerer: Answerer) throws(BrokenPromise) {
        let first = try members(answerer.answer(query))
        let second = try members(answerer.answer(query))
        try promise(first == second, "asked twice, the answers are \(first) and \(second)")
        guard let problem = query.problem, let day = query.asOf else { return }
        let count = problem.unicodeScalars.count
        let result = answerer.engine.recommend(query, today: day)
        for category in result.categories {
            try promise((0...1).contains(category.score), "\(category.id): \(category.score)")
            for evidence in category.evidence {
                try promise(
                    0 <= evidence.start && evidence.start < evidence.end
                        && evidence.end <= count,
                    "evidence at \(evidence.start)..<\(evidence.end) of \(count) scalars"
                )
            }
        }
        for partner in result.partners {
            try promise((0...1).contains(partner.score), "\(partner.id): \(partner.score)")
        }
        for policy in result.policies {
            try promise((0...1).contains(policy.score), "\(policy.id): \(policy.score)")
        }
        let reading = answerer.engine.read(problem)
        for mention in reading.mentions {
            try promise(
                0 <= mention.start && mention.start < mention.end
                    && mention.end <= reading.text.count,
                "a concept at \(mention.start)..<\(mention.end) of \(reading.text.count) scalars"
            )
        }
        try TextCheck.check(reading.analysis)
    }

    /// The members of an answer but its id, which is another one each time.
    private static func members(_ body: [UInt8]) throws(BrokenPromise) -> [String] {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: body)
        } catch {
            throw BrokenPromise("\(error) in the answer \(String(decoding: body, as: UTF8.self))")
        }
        return document.root.members.filter { !$0.key.equals("decision_id") }
            .map { "\($0.key.string ?? ""): \(String(decoding: $0.value.raw, as: UTF8.self))" }
    }
}

/// Any body gets an answer or a problem that names faults within the body.
enum QueryCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        guard let compiled = Books.small else {
            throw BrokenPromise("the small book cannot be read")
        }
        let answerer = Answerer(compiled, ruleset: String(repeating: "0", count: 64))
        var query: Query
        do {
            query = try answerer.query(bytes)
        } catch {
            return try check(error, bytes)
        }
        // A query that names a day is answered for it; any other one for a day of the check's own.
        query.asOf = query.asOf ?? Books.day
        try AnswerCheck.check(query, answerer)
        let line = answerer.answerLine(bytes.filter { $0 != 0x0A })
        try promise(JSONCheck.isText(line), "the answer to a line is no JSON")
    }

    private static func check(_ problem: ProblemBody, _ bytes: [UInt8]) throws(BrokenPromise) {
        let isText = JSONCheck.isText(bytes)
        try promise(
            problem.status == (isText ? 422 : 400),
            "\(problem.status) \(problem.code) where the body is \(isText ? "" : "no ")JSON"
        )
        for item in problem.errors {
            if let offset = item.offset {
                try promise(
                    (0...bytes.count).contains(offset),
                    "\(item.code) at byte \(offset) of \(bytes.count)"
                )
            }
        }
        var writer = JSONWriter()
        problem.write(to: &writer)
        try promise(
            JSONCheck.isText(writer.bytes),
            "the problem is no JSON: \(String(decoding: writer.bytes, as: UTF8.self))"
        )
    }
}

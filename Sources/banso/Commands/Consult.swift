import ArgumentParser
import WireFormat

/// A dialogue on the terminal: the owner's words, then the questions that still settle something,
/// then the answer.
struct Consult: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Talk a firm's issue through: questions one at a time, then the answer.",
        discussion: """
            The issue is dug out first: the question on it is asked until it is clear, at most \
            three times. Then come the facts that change partners or policies. An empty answer \
            passes a question over, one that does not fit is asked for again; the end of the input \
            ends the questions.
            """
    )

    @Argument(help: "What the owner says; asked for when left out.")
    var problem: String?

    @OptionGroup var source: SourceOptions
    @OptionGroup var query: QueryOptions

    /// The most questions on the issue, and on facts.
    private static let issueLimit = 3
    private static let factLimit = 4

    func run() async throws {
        let isEnglish = query.lang == "en"
        let words = isEnglish ? ConsultWords.english : .japanese
        let source = try AnswerSource(self.source)
        guard let text = try problem ?? Self.ask(words.opening), !text.isEmpty else {
            throw UsageFault.ended(words.nothingSaid)
        }
        var given: [GivenAnswer] = []
        var asked: [String: Int] = [:]
        var answer = try Self.root(of: try await source.answer(query.json(problem: text)))
        while let question = Self.next(in: answer, asked: asked),
            let reply = try Self.reply(to: question, words: words)
        {
            let key = question["key"]?.string ?? ""
            guard case .given(let reply) = reply else {
                // Whoever passes over the issue is not asked for it again.
                asked[key] = Self.issueLimit
                continue
            }
            let next = query.json(problem: text, and: given + [reply])
            switch try await source.reply(to: next) {
            case .success(let bytes):
                answer = try Self.root(of: bytes)
                given.append(reply)
                asked[key, default: 0] += 1
            case .failure(let problem):
                // All but the reply was taken before: what is wrong is wrong with the reply.
                guard problem.status == 422 else { throw ProblemReport.ended(by: problem) }
                let reason = problem.errors.first?.detail ?? problem.detail
                Console.remark(words.doesNotFit(question["kind"]?.string ?? "", reason))
            }
        }
        Console.write(Array(AnswerText.text(answer, isEnglish: isEnglish).utf8))
    }

    private static func root(of bytes: [UInt8]) throws -> JSONNode {
        try JSONDocument(parsing: bytes).root
    }

    /// The first question that has not been asked too often: the issue comes before facts.
    private static func next(in answer: JSONNode, asked: [String: Int]) -> JSONNode? {
        guard let questions = answer["questions"], questions.kind == .array else { return nil }
        let facts = asked.filter { $0.key != "issue" }.count
        return questions.elements.first { question in
            guard let key = question["key"]?.string else { return false }
            if key == "issue" { return asked[key, default: 0] < issueLimit }
            return asked[key] == nil && facts < factLimit
        }
    }

    private static func ask(_ text: String) throws -> String? {
        Console.remark("\(text) ")
        return try Input.line().map(trimmed)
    }

    private static func trimmed(_ text: String) -> String {
        var result = Substring(text)
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        return String(result)
    }
}

// MARK: Replies

extension Consult {
    /// What comes of a question.
    private enum Reply {
        case given(GivenAnswer)
        /// An empty line.
        case passed
    }

    /// Puts a question and reads the reply as an answer; `nil` at the end of input.
    private static func reply(to question: JSONNode, words: ConsultWords) throws -> Reply? {
        let key = question["key"]?.string ?? ""
        let options = question["options"].map { Array($0.elements) } ?? []
        let values = options.compactMap { $0["value"]?.string }
        show(options, of: key, words: words)
        while let line = try ask(question["text"]?.string ?? "") {
            if line.isEmpty { return .passed }
            if !values.isEmpty {
                if line == "0" { return .given(none(of: values, key: key)) }
                if let number = Int(line), values.indices.contains(number - 1) {
                    return .given(chosen(values[number - 1], of: values, key: key))
                }
                if values.contains(line) { return .given(chosen(line, of: values, key: key)) }
            }
            // A fact may be more exact than what is offered, as E24 is than E; an issue may not.
            if key != "issue" { return .given(GivenAnswer(key: key, reply: line)) }
            Console.remark(words.chooseANumber)
        }
        return nil
    }

    private static func show(_ options: [JSONNode], of key: String, words: ConsultWords) {
        guard !options.isEmpty else { return }
        Console.remark("")
        for (number, option) in options.enumerated() {
            Console.remark("  \(number + 1). \(option["label"]?.string ?? "")")
        }
        Console.remark("  0. \(words.noneOfThese)")
    }

    private static func chosen(_ value: String, of values: [String], key: String) -> GivenAnswer {
        var answer = GivenAnswer(key: key, reply: value)
        if key == "issue" { answer.offered = values }
        return answer
    }

    /// What was offered counts only for issues: only those are ruled out by it.
    private static func none(of values: [String], key: String) -> GivenAnswer {
        GivenAnswer(key: key, noneOf: key == "issue" ? values : [])
    }
}

/// The fixed words of the dialogue.
private struct ConsultWords {
    var opening: String
    var nothingSaid: String
    var noneOfThese: String
    var chooseANumber: String
    /// What fits, by the kind of the question; without it the reason is told as it came.
    var fitting: [String: String]
    /// Says that a reply is not taken, around the reason.
    var refusal: (before: String, after: String)

    func doesNotFit(_ kind: String, _ reason: String) -> String {
        refusal.before + (fitting[kind] ?? reason) + refusal.after
    }

    static let japanese = ConsultWords(
        opening: "どんなことでお困りですか。思いつくままどうぞ。",
        nothingSaid: "相談の内容がありません",
        noneOfThese: "どれでもない",
        chooseANumber: "番号でお答えください。分からなければそのまま改行してください。",
        fitting: [
            "number": "数でお答えください", "year": "西暦の年でお答えください",
            "boolean": "「はい」か「いいえ」でお答えください",
            "choice": "番号か、大阪府・E24のような正しい名前や符号でお答えください",
        ],
        refusal: ("そのお答えは使えませんでした：", "。分からなければそのまま改行してください。")
    )

    static let english = ConsultWords(
        opening: "What is the trouble? Say it as it comes.",
        nothingSaid: "nothing was said",
        noneOfThese: "None of these",
        chooseANumber: "Please answer with a number, or an empty line to pass.",
        fitting: [:],
        refusal: ("That answer does not fit: ", ". Try again, or an empty line to pass.")
    )
}

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
            passes a question over; the end of the input ends the questions.
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
        guard let text = problem ?? Self.ask(words.opening), !text.isEmpty else {
            throw ValidationError(words.nothingSaid)
        }
        let answers = AnswerSource(source)
        var options = query
        var asked: [String: Int] = [:]
        while true {
            let bytes = try await answers.answer(options.json(problem: text))
            let root = try JSONDocument(parsing: bytes).root
            guard let question = Self.next(in: root, asked: asked),
                let reply = Self.reply(to: question, words: words)
            else {
                Console.write(Array(AnswerText.text(root, isEnglish: isEnglish).utf8))
                return
            }
            let key = question["key"]?.string ?? ""
            asked[key, default: 0] += 1
            if !reply.isEmpty { options.answers.append("\(key)=\(reply)") }
        }
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

    /// Puts a question and reads the reply as the value of an answer; `nil` at the end of input.
    private static func reply(to question: JSONNode, words: ConsultWords) -> String? {
        let text = question["text"]?.string ?? ""
        let options = question["options"].map { Array($0.elements) } ?? []
        guard !options.isEmpty else { return ask(text) }
        Console.remark("")
        for (number, option) in options.enumerated() {
            Console.remark("  \(number + 1). \(option["label"]?.string ?? "")")
        }
        Console.remark("  0. \(words.noneOfThese)")
        while true {
            guard let line = ask(text) else { return nil }
            if line.isEmpty { return "" }
            let values = options.compactMap { $0["value"]?.string }
            if line == "0" { return "none:" + values.joined(separator: ",") }
            if let number = Int(line), values.indices.contains(number - 1) {
                return values[number - 1]
            }
            Console.remark(words.chooseANumber)
        }
    }

    private static func ask(_ text: String) -> String? {
        Console.remark("\(text) ")
        return readLine().map(trimmed)
    }

    private static func trimmed(_ text: String) -> String {
        var result = Substring(text)
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        return String(result)
    }
}

/// The fixed words of the dialogue.
private struct ConsultWords {
    var opening: String
    var nothingSaid: String
    var noneOfThese: String
    var chooseANumber: String

    static let japanese = ConsultWords(
        opening: "どんなことでお困りですか。思いつくままどうぞ。",
        nothingSaid: "相談の内容がありません",
        noneOfThese: "どれでもない",
        chooseANumber: "番号でお答えください。分からなければそのまま改行してください。"
    )

    static let english = ConsultWords(
        opening: "What is the trouble? Say it as it comes.",
        nothingSaid: "nothing was said",
        noneOfThese: "None of these",
        chooseANumber: "Please answer with a number, or an empty line to pass."
    )
}

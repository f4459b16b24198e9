import Answering
import ArgumentParser
import Knowledge
import WireFormat

/// Answers one question.
struct Recommend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer one question.",
        discussion: "The problem is the argument; - reads it from standard input."
    )

    @Argument(help: "What the owner says; - for standard input.")
    var problem: String?

    @OptionGroup var source: SourceOptions
    @OptionGroup var query: QueryOptions

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Flag(help: "Exit with 1 when nothing is found.")
    var failEmpty = false

    func run() async throws {
        let text = try problem == "-" ? Self.standardInput() : problem
        let request = query.json(problem: text)
        let answer = try await AnswerSource(source).answer(request)
        let document = try JSONDocument(parsing: answer)
        switch format {
        case .json: Console.write(answer + [0x0A])
        case .text:
            Console.write(
                Array(AnswerText.text(document.root, isEnglish: query.lang == "en").utf8)
            )
        }
        let outcome = document.root["outcome"]?.string
        if failEmpty, outcome == "no_match" || outcome == "outside_scope" { throw ExitCode.no }
    }

    private static func standardInput() throws -> String {
        let text = try Input.text(of: "-")
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// The options that describe a firm and what is wanted.
struct QueryOptions: ParsableArguments {
    @Option(name: .customLong("category"), help: "An issue category that is known already.")
    var categories: [String] = []
    @Option(help: "Regular employees.") var employees: Int?
    @Option(help: "Capital in yen.") var capital: Int?
    @Option(help: "Industry: a JSIC code such as E or E24.") var industry: String?
    @Option(help: "Prefecture, 大阪府.") var prefecture: String?
    @Option(help: "Municipality, 東大阪市.") var municipality: String?
    @Option(help: "Year founded.") var founded: Int?
    @Flag(inversion: .prefixedNo, help: "A sole proprietor.") var soleProprietor: Bool?
    @Option(name: .customLong("certified"), help: "A certificate or plan the firm holds.")
    var certified: [String] = []
    @Option(name: .customLong("tried"), help: "A partner the firm has been to.")
    var tried: [String] = []
    @Option(
        name: .customLong("answer"),
        help: """
            An answer to a question, KEY=VALUE; issue=none:a,b,c when none of those, certified=none \
            when it holds nothing.
            """
    )
    var answers: [GivenAnswer] = []
    @Option(help: "The day to answer for, YYYY-MM-DD (default: today in Japan).")
    var asOf: CalendarDate?
    @Option(help: "How many items a list may have.") var limit: Int?
    @Option(help: "none, why, whynot or full.") var explain: String?
    @Option(help: "ja or en.") var lang: String?

    /// The query as JSON; what is wrong with it is told by whoever answers.
    func json(problem: String?, and further: [GivenAnswer] = []) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if let problem { writer.member("problem", problem) }
        if !categories.isEmpty { strings("categories", categories, to: &writer) }
        company(to: &writer)
        history(to: &writer)
        given(answers + further, to: &writer)
        if let asOf { writer.member("as_of", asOf.iso) }
        if let limit { writer.member("limit", limit) }
        if let explain { writer.member("explain", explain) }
        if let lang { writer.member("lang", lang) }
        writer.endObject()
        return writer.bytes
    }

    private func company(to writer: inout JSONWriter) {
        writer.key("company")
        writer.beginObject()
        if let employees { writer.member("employees", employees) }
        if let capital { writer.member("capital", capital) }
        if let industry { writer.member("industry", industry) }
        if let prefecture { writer.member("prefecture", prefecture) }
        if let municipality { writer.member("municipality", municipality) }
        if let founded { writer.member("founded", founded) }
        if let soleProprietor { writer.member("sole_proprietor", soleProprietor) }
        if !certified.isEmpty { strings("certified", certified, to: &writer) }
        writer.endObject()
    }

    private func history(to writer: inout JSONWriter) {
        guard !tried.isEmpty else { return }
        writer.key("history")
        writer.beginArray()
        for partner in tried {
            writer.beginObject()
            writer.member("partner", partner)
            writer.endObject()
        }
        writer.endArray()
    }

    private func given(_ answers: [GivenAnswer], to writer: inout JSONWriter) {
        guard !answers.isEmpty else { return }
        writer.key("answers")
        writer.beginArray()
        for answer in answers {
            writer.beginObject()
            writer.member("key", answer.key)
            writer.key("value")
            switch answer.value {
            case .text(let text): writer.value(text)
            case .number(let number): writer.value(number)
            case .flag(let flag): writer.value(flag)
            case .none: writer.null()
            }
            if !answer.offered.isEmpty { strings("offered", answer.offered, to: &writer) }
            writer.endObject()
        }
        writer.endArray()
    }

    private func strings(_ key: String, _ values: [String], to writer: inout JSONWriter) {
        writer.key(key)
        writer.beginArray()
        for value in values { writer.value(value) }
        writer.endArray()
    }
}

import Answering
import Testing
import WireFormat

@Suite struct AnswerTests {
    private static let hiring = """
        {"id": "q-1", "problem": "😀求人を出しても応募がない", "as_of": "2026-11-22", "company": {"employees": 28}
        """

    private func answer(_ rest: String = "") throws -> JSONNode {
        try AnsweringBook.answer(Self.hiring + rest + "}")
    }

    private static let members = [
        "id", "decision_id", "determination", "ruleset", "as_of", "outcome", "categories",
        "framing", "approach", "partners", "policies", "questions", "outcomes",
    ]

    @Test func `an answer has the members of the contract in their order`() throws {
        #expect(try answer().keys == Self.members)
        let anonymous = try AnsweringBook.answer(#"{"problem": "人手もお店も"}"#)
        #expect(anonymous.keys == Array(Self.members.dropFirst()))
        let empty = try AnsweringBook.answer(#"{"problem": "今日は晴れ"}"#)
        #expect(empty.keys == Array(Self.members.dropFirst()))
    }

    @Test(arguments: [
        ("categories/0", ["id", "sub", "name", "score", "evidence", "because"]),
        ("categories/0/evidence/0", ["start", "end", "text", "concept"]),
        ("categories/0/because/0", ["rule", "file", "line"]),
        ("framing", ["id", "name", "because"]),
        ("approach", ["axes", "model", "barriers", "steps", "cautions"]),
        ("approach/axes/0", ["id", "left", "right", "value", "because"]),
        ("approach/model", ["id", "name"]), ("approach/barriers/0", ["id", "name", "because"]),
        ("approach/steps/0", ["id", "name", "text"]),
        ("approach/cautions/0", ["id", "text", "because"]),
        (
            "partners/0",
            ["id", "network", "kind", "name", "status", "score", "role", "order", "url", "because"]
        ),
        (
            "policies/0",
            [
                "id", "kind", "name", "status", "missing", "change", "window", "benefit", "source",
                "because",
            ]
        ),
        ("policies/0/window", ["state", "until"]), ("policies/0/source", ["url", "checked"]),
        ("outcomes", ["company", "supporter", "society"]),
        ("outcomes/company/0", ["id", "text", "because"]),
    ])
    func `every part has the members of the contract in their order`(
        _ path: String,
        _ keys: [String]
    ) throws {
        #expect(try answer().at(path)?.keys == keys)
    }

    @Test func `a question on the issue has options in the owner's words`() throws {
        let answer = try AnsweringBook.answer(#"{"problem": "人手もお店も"}"#)
        let issue = try #require(answer.at("questions/0"))
        #expect(issue.keys == ["key", "kind", "text", "options", "settles"])
        #expect(issue["key"]?.string == "issue" && issue["kind"]?.string == "choice")
        #expect(issue.at("options/0")?.keys == ["value", "label"])
        let fact = try #require(answer.at("questions/1"))
        #expect(fact.keys == ["key", "kind", "text", "settles"])
        #expect(fact["key"]?.string == "employees" && fact["kind"]?.string == "number")
    }

    @Test func `the members say what the engine found`() throws {
        let answer = try answer()
        #expect(answer["id"]?.string == "q-1" && answer["outcome"]?.string == "answered")
        #expect(answer["ruleset"]?.string == AnsweringBook.ruleset)
        #expect(answer["as_of"]?.string == "2026-11-22")
        #expect(answer.at("categories/0/sub")?.string == "people.recruit")
        #expect(answer.at("categories/0/evidence/0/text")?.string == "求人を出しても")
        #expect(answer.at("categories/0/evidence/0/start")?.int == 1)
        #expect(answer.at("categories/0/evidence/0/end")?.int == 8)
        #expect(answer.at("approach/axes/0/value")?.int == -1)
        let axes = answer.at("approach/axes")?.elements.compactMap { $0["id"]?.string }
        #expect(axes == ["subject", "mode", "initiative", "fit", "scope", "policy"])
        #expect(answer.at("partners/0/order")?.int == 1)
        #expect(answer.at("policies/0/status")?.string == "near_miss")
        #expect(answer.at("policies/0/change")?.string == "従業員20人以下なら該当。現在は従業員28人")
        #expect(answer.at("policies/0/window/until")?.string == "2026-12-15")
        #expect(answer.at("policies/0/source/checked")?.string == "2026-09-20")
        #expect(answer.at("policies/0/because/0/file")?.string == "book.yaml")
        #expect(answer.at("outcomes/society").map { Array($0.elements).isEmpty } == true)
    }

    @Test func `an upcoming window says when it opens`() throws {
        let query = #"{"problem": "求人を出しても", "as_of": "2026-09-30"}"#
        let window = try #require(try AnsweringBook.answer(query).at("policies/0/window"))
        #expect(window.keys == ["state", "opens", "until"])
        #expect(window["opens"]?.string == "2026-10-01" && window["state"]?.string == "upcoming")
    }

    @Test func `without an issue framing and approach are null and lists are empty`() throws {
        let answer = try AnsweringBook.answer(#"{"problem": "今日は晴れ"}"#)
        #expect(answer["outcome"]?.string == "outside_scope")
        #expect(answer["framing"]?.isNull == true && answer["approach"]?.isNull == true)
        for key in ["categories", "partners", "policies", "questions"] {
            #expect(
                answer[key]?.kind == .array && Array(answer[key]?.elements.map { $0 } ?? []).isEmpty
            )
        }
    }

    @Test(arguments: [
        ("categories/0/name", "人材：採用", "People: Hiring"), ("framing/name", "個社", "Own"),
        ("approach/axes/0/left", "左", "left"), ("approach/model/name", "型", "Model"),
        ("approach/barriers/0/name", "止まる", "Stuck"), ("approach/steps/0/text", "始める", "Begin"),
        ("approach/cautions/0/text", "先に聞く", "Ask first"),
        ("partners/0/name", "大阪府よろず支援拠点", "Osaka Yorozu"),
        ("partners/0/role", "主担当：何でも聞く", "Lead: Listens"),
        ("policies/0/name", "採用補助金", "Hiring grant"),
        ("policies/0/benefit", "最大50万円", "Up to 500000 yen"),
        (
            "policies/0/change", "従業員20人以下なら該当。現在は従業員28人",
            "It would fit a firm with this: at most 20 employees; now: 28 employees"
        ),
        ("outcomes/company/0/text", "採れた", "Hired"),
    ])
    func `an answer is in the language asked for`(_ path: String, _ ja: String, _ en: String) throws
    {
        #expect(try answer(#", "lang": "ja""#).at(path)?.string == ja)
        #expect(try answer(#", "lang": "en""#).at(path)?.string == en)
    }

    @Test(arguments: ["ja", "en"])
    func `a question is in the language asked for`(_ language: String) throws {
        let query = #"{"problem": "人手もお店も", "lang": "\#(language)"}"#
        let answer = try AnsweringBook.answer(query)
        let isJapanese = language == "ja"
        #expect(answer.at("questions/0/text")?.string == (isJapanese ? "どれですか" : "Which?"))
        let labels = answer.at("questions/0/options")?.elements.compactMap { $0["label"]?.string }
        #expect(
            Set(labels ?? [])
                == (isJapanese ? ["人が採れない", "客が減った"] : ["Cannot hire", "Fewer buyers"])
        )
    }

    // MARK: - Explanations

    @Test(arguments: [
        ("none", false, false, false), ("why", true, false, false),
        ("whynot", true, true, false), ("full", true, true, true),
    ])
    func `each level spells out more of the reasons`(
        _ level: String,
        _ hasText: Bool,
        _ hasMisses: Bool,
        _ hasParts: Bool
    ) throws {
        let answer = try answer(#", "explain": "\#(level)""#)
        #expect(answer.at("categories/0/because/0/rule")?.string == "people.no-applicants")
        #expect((answer.at("categories/0/because/0/text")?.string != nil) == hasText)
        #expect(answer.keys == Self.members + (hasMisses ? ["whynot"] : []))
        for path in ["categories/0", "partners/0", "policies/0"] {
            #expect((answer.at(path)?.keys.last == "parts") == hasParts)
        }
        if hasParts {
            #expect(answer.at("partners/0/parts/0")?.keys == ["name", "detail", "value", "text"])
        }
        if hasMisses {
            let miss = try #require(answer.at("whynot/0"))
            let keys = [
                "kind", "id", "name", "condition", "wanted", "actual", "change", "because",
            ]
            #expect(miss.keys == keys)
            #expect(miss["kind"]?.string == "policy" && miss["id"]?.string == "hiring")
        }
    }

    // MARK: - Bytes

    /// An answer's bytes with the decision's id taken out.
    private func bytes(_ query: String) throws -> [UInt8] {
        let bytes = try AnsweringBook.answerer().answer(Array(query.utf8))
        let id = try #require(try JSONDocument(parsing: bytes).root["decision_id"])
        return Array(bytes[..<id.offset] + bytes[id.endOffset...])
    }

    @Test(arguments: ["", #", "explain": "full""#, #", "lang": "en", "limit": 1"#])
    func `the same query gives the same bytes but for the decision's id`(_ rest: String) throws {
        let query = Self.hiring + rest + "}"
        let first = try bytes(query)
        for _ in 0..<20 { #expect(try bytes(query) == first) }
        #expect(try answer(rest)["decision_id"]?.string != answer(rest)["decision_id"]?.string)
    }

    @Test func `an answer is one line without blanks between its parts`() throws {
        let bytes = try AnsweringBook.answerer().answer(Array((Self.hiring + "}").utf8))
        #expect(!bytes.contains(0x0A) && bytes.first == 0x7B && bytes.last == 0x7D)
    }

    // MARK: - Failures

    @Test func `what is no JSON is refused with its place`() throws {
        let answerer = try AnsweringBook.answerer()
        for text in ["", "{", #"{"problem": "x",}"#, #"{"problem": "x", "problem": "y"}"#] {
            let problem = #expect(throws: ProblemBody.self) {
                try answerer.answer(Array(text.utf8))
            }
            #expect(problem?.status == 400 && problem?.errors.count == 1)
        }
    }

    @Test(arguments: [
        (#"{"id": "b", "problem": 5}"#, "b", 422), (#"{"id": 7, "problem": "x"}"#, nil, 422),
        (#"{"id": "b""#, nil, 400), ("[]", nil, 422), ("", nil, 400),
    ])
    func `a line of a batch that fails carries its id and the problem`(
        _ line: String,
        _ id: String?,
        _ status: Int
    ) throws {
        let bytes = try AnsweringBook.answerer().answerLine(Array(line.utf8))
        let root = try JSONDocument(parsing: bytes).root
        #expect(root.keys == (id == nil ? ["problem"] : ["id", "problem"]))
        #expect(root["id"]?.string == id && root.at("problem/status")?.int == status)
        #expect(!bytes.contains(0x0A))
    }

    @Test func `a line of a batch that is a query is answered`() throws {
        let bytes = try AnsweringBook.answerer().answerLine(Array((Self.hiring + "}").utf8))
        #expect(try JSONDocument(parsing: bytes).root.keys == Self.members)
    }
}

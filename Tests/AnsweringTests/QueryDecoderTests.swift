import Answering
import Knowledge
import Testing
import WireFormat

@Suite struct QueryDecoderTests {
    /// A query with what is wrong with it: codes and pointers, in order.
    struct FaultCase: Sendable, CustomTestStringConvertible {
        var query: String
        var faults: [String]

        init(_ query: String, _ faults: String...) {
            self.query = query
            self.faults = faults
        }

        var testDescription: String { String(query.prefix(60)) }
    }

    private func decoder() throws -> QueryDecoder { QueryDecoder(try AnsweringBook.book()) }

    private func query(_ json: String) throws -> Query {
        try decoder().query(try JSONDocument(parsing: json).root)
    }

    private static let outer = [
        FaultCase("[]", "query.wrong-type "),
        FaultCase("5", "query.wrong-type "), FaultCase("{}", "query.empty "),
        FaultCase(#"{"id": "a"}"#, "query.empty "),
        FaultCase(#"{"categories": []}"#, "query.empty "),
        FaultCase(#"{"problem": null}"#, "query.empty "),
        FaultCase(#"{"problem": 5}"#, "query.wrong-type /problem"),
        FaultCase(#"{"problem": "x", "colour": 1}"#, "query.unknown-key /colour"),
        FaultCase(#"{"problem": "x", "Problem": "x"}"#, "query.unknown-key /Problem"),
        FaultCase(#"{"problem": "x", "a/b~c": null}"#, "query.unknown-key /a~1b~0c"),
        FaultCase(#"{"problem": "x", "id": 7}"#, "query.wrong-type /id"),
        FaultCase(#"{"categories": "people"}"#, "query.wrong-type /categories"),
        FaultCase(#"{"categories": ["people", 3]}"#, "query.wrong-type /categories/1"),
        FaultCase(
            #"{"categories": ["people", "peple", "people.hire"]}"#,
            "query.unknown-category /categories/1",
            "query.unknown-category /categories/2"
        ),
        FaultCase(#"{"problem": "x", "as_of": "2026-02-30"}"#, "query.bad-date /as_of"),
        FaultCase(#"{"problem": "x", "as_of": "22.11.2026"}"#, "query.bad-date /as_of"),
        FaultCase(#"{"problem": "x", "as_of": 20261122}"#, "query.wrong-type /as_of"),
        FaultCase(#"{"problem": "x", "limit": 0}"#, "query.out-of-range /limit"),
        FaultCase(#"{"problem": "x", "limit": 101}"#, "query.out-of-range /limit"),
        FaultCase(#"{"problem": "x", "limit": "5"}"#, "query.wrong-type /limit"),
        FaultCase(#"{"problem": "x", "limit": 1.5}"#, "query.wrong-type /limit"),
        FaultCase(#"{"problem": "x", "want": ["partner"]}"#, "query.unknown-value /want/0"),
        FaultCase(#"{"problem": "x", "want": "partners"}"#, "query.wrong-type /want"),
        FaultCase(#"{"problem": "x", "explain": "all"}"#, "query.unknown-value /explain"),
        FaultCase(#"{"problem": "x", "lang": "fr"}"#, "query.unknown-value /lang"),
        FaultCase(#"{"problem": "x", "lang": "JA"}"#, "query.unknown-value /lang"),
    ]

    private static func firm(_ members: String, _ faults: String...) -> FaultCase {
        var result = FaultCase(#"{"problem": "x", "company": {"# + members + "}}")
        result.faults = faults
        return result
    }

    private static let company = [
        FaultCase(#"{"problem": "x", "company": []}"#, "query.wrong-type /company"),
        firm(#""size": 3"#, "query.unknown-key /company/size"),
        firm(#""employees": -1"#, "query.out-of-range /company/employees"),
        firm(#""employees": 10000001"#, "query.out-of-range /company/employees"),
        firm(#""employees": "18""#, "query.wrong-type /company/employees"),
        firm(#""employees": 1e400"#, "query.wrong-type /company/employees"),
        firm(#""capital": 100000000000001"#, "query.out-of-range /company/capital"),
        firm(#""industry": "A""#, "query.unknown-industry /company/industry"),
        firm(#""industry": "99""#, "query.unknown-industry /company/industry"),
        firm(#""industry": 24"#, "query.wrong-type /company/industry"),
        firm(#""prefecture": "大坂県""#, "query.unknown-prefecture /company/prefecture"),
        firm(#""municipality": "東大坂""#, "query.unknown-municipality /company/municipality"),
        firm(#""municipality": "Osaka""#, "query.unknown-municipality /company/municipality"),
        firm(#""founded": 68"#, "query.out-of-range /company/founded"),
        firm(#""sole_proprietor": "no""#, "query.wrong-type /company/sole_proprietor"),
        firm(#""sole_proprietor": 0"#, "query.wrong-type /company/sole_proprietor"),
        firm(#""certified": ["plan", "x"]"#, "query.unknown-certification /company/certified/1"),
        firm(#""certified": "plan""#, "query.wrong-type /company/certified"),
        firm(#""corporate_number": "12345678901234""#, "query.too-long /company/corporate_number"),
        firm(
            #""employees": -1, "nose": 1, "founded": true"#,
            "query.out-of-range /company/employees",
            "query.wrong-type /company/founded",
            "query.unknown-key /company/nose"
        ),
    ]

    private static let lists = [
        FaultCase(#"{"problem": "x", "history": {}}"#, "query.wrong-type /history"),
        FaultCase(
            #"{"problem": "x", "history": ["a"]}"#,
            "query.wrong-type /history/0",
            "query.missing-key /history/0"
        ),
        FaultCase(#"{"problem": "x", "history": [{}]}"#, "query.missing-key /history/0"),
        FaultCase(
            #"{"problem": "x", "history": [{"partner": "yorozu-osaka"}, {"partner": "nobody"}]}"#,
            "query.unknown-partner /history/1/partner"
        ),
        FaultCase(
            #"{"problem": "x", "history": [{"partner": "yorozu-osaka", "result": "bad", "on": 1}]}"#,
            "query.unknown-key /history/0/on",
            "query.unknown-value /history/0/result"
        ),
        FaultCase(#"{"problem": "x", "answers": [{"value": 1}]}"#, "query.missing-key /answers/0"),
        FaultCase(
            #"{"problem": "x", "answers": [{"key": "mood", "value": 1}]}"#,
            "query.unknown-question /answers/0/key"
        ),
        FaultCase(
            #"{"problem": "x", "answers": [{"key": "issue", "value": "peple", "offered": ["x"]}]}"#,
            "query.unknown-category /answers/0/value",
            "query.unknown-category /answers/0/offered/0"
        ),
        FaultCase(
            #"{"problem": "x", "answers": [{"key": "issue", "value": ["people"]}]}"#,
            "query.wrong-type /answers/0/value"
        ),
        FaultCase(
            #"{"problem": "x", "answers": [{"key": "employees", "value": true}]}"#,
            "query.wrong-type /answers/0/value"
        ),
        FaultCase(
            #"{"problem": "x", "answers": [{"key": "employees", "value": "18"}]}"#,
            "query.wrong-type /answers/0/value"
        ),
        FaultCase(
            #"{"problem": "x", "answers": [{"key": "employees", "value": -1}]}"#,
            "query.out-of-range /answers/0/value"
        ),
    ]

    @Test(arguments: outer + company + lists)
    func `everything that is wrong is named with its place`(_ fault: FaultCase) throws {
        let problem = try #require(throws: ProblemBody.self) { try query(fault.query) }
        #expect(problem.errors.map { "\($0.code) \($0.pointer ?? "–")" } == fault.faults)
        #expect(problem.status == 422 && problem.code == "query.invalid")
        #expect(problem.errors.allSatisfy { !$0.detail.isEmpty })
        #expect(problem.detail == problem.errors.first?.detail)
    }

    @Test func `texts have a limit in characters and not in bytes`() throws {
        let long = String(repeating: "人", count: QueryDecoder.textLimit)
        #expect(try query(#"{"problem": "\#(long)"}"#).problem == long)
        let problem = try #require(throws: ProblemBody.self) {
            try query(#"{"problem": "\#(long)人"}"#)
        }
        #expect(problem.errors.map(\.code) == ["query.too-long"])
    }

    @Test func `what is left out is unknown or as usual`() throws {
        let query = try query(#"{"problem": "x", "limit": null, "company": null, "want": null}"#)
        #expect(query.limit == 5 && query.explain == .none && query.language == .ja)
        #expect(query.parts == AnswerPart.allCases && query.asOf == nil && query.id == nil)
        #expect(query.company.employees == nil && query.company.certifications == nil)
        #expect(query.company.isSoleProprietor == nil && query.history.isEmpty)
    }

    @Test func `every member of a query is taken over`() throws {
        let query = try query(
            #"""
            {"id": "q-1", "problem": "人", "categories": ["people", "people.recruit"],
             "company": {"employees": 18, "capital": 10000000, "industry": "24",
                         "prefecture": "Osaka", "municipality": "東大阪市", "founded": 1968,
                         "sole_proprietor": false, "certified": [], "corporate_number": "1234567890123"},
             "history": [{"partner": "yorozu-osaka", "result": "declined"}, {"partner": "yorozu-osaka"}],
             "answers": [{"key": "issue", "value": null, "offered": ["people", "sales"]},
                         {"key": "employees", "value": 18}, {"key": "employees", "value": null}],
             "as_of": "2026-11-22", "want": ["partners"], "limit": 100, "explain": "full", "lang": "en"}
            """#
        )
        #expect(query.id == "q-1" && query.problem == "人")
        #expect(query.categories.map(\.text) == ["people", "people.recruit"])
        let company = query.company
        #expect(company.employees == 18 && company.capital == 10_000_000)
        #expect(company.industry == IndustryCode("E24") && company.prefecture == "Osaka")
        #expect(company.municipality == "東大阪市" && company.founded == 1968)
        #expect(company.isSoleProprietor == false && company.certifications == [])
        #expect(company.corporateNumber == "1234567890123")
        #expect(query.history.map(\.result) == [.declined, .unknown])
        #expect(query.answers.map(\.value) == [nil, .number(18), nil])
        #expect(query.answers[0].offered.map(\.text) == ["people", "sales"])
        #expect(query.asOf?.iso == "2026-11-22" && query.parts == [.partners])
        #expect(query.limit == 100 && query.explain == .full && query.language == .en)
    }

    @Test(arguments: ["大阪府", "大阪", "Osaka", "東大阪市"])
    func `a prefecture may be named as people do`(_ name: String) throws {
        let json = #"{"problem": "x", "company": {"prefecture": "\#(name)"}}"#
        #expect(try query(json).company.prefecture == name)
    }

    @Test(arguments: ["東大阪市", "堺市", "千代田区", "忠岡町", "千早赤阪村"])
    func `a municipality need not be among those the book lists`(_ name: String) throws {
        let json = #"{"problem": "x", "company": {"municipality": "\#(name)"}}"#
        #expect(try query(json).company.municipality == name)
    }
}

import Testing
import WireFormat

@Suite struct ProblemBodyTests {
    @Test func `a body has its members in a fixed order`() {
        let body = ProblemBody(
            status: 422,
            code: "rules.invalid",
            detail: "2 faults",
            errors: [
                .init(code: "a", detail: "b", pointer: "/c"),
                .init(code: "d", detail: "e", file: "f.yaml", line: 3, column: 7),
            ]
        )
        let expected =
            #"{"type":"urn:banso:problem:rules.invalid","title":"Unprocessable Content","#
            + #""status":422,"detail":"2 faults","code":"rules.invalid","errors":["#
            + #"{"code":"a","detail":"b","pointer":"/c"},"#
            + #"{"code":"d","detail":"e","file":"f.yaml","line":3,"column":7}]}"#
        #expect(String(decoding: body.bytes, as: UTF8.self) == expected)
    }

    @Test func `a body without single faults has no errors`() throws {
        let body = ProblemBody(status: 404, code: "http.not-found", detail: "no such path")
        let root = try JSONDocument(parsing: body.bytes).root
        #expect(root["errors"] == nil)
        #expect(root["title"]?.string == "Not Found")
    }

    @Test func `a client reads the body that was written`() throws {
        let body = ProblemBody(
            status: 400,
            code: "query.unknown-key",
            title: "Unknown key",
            detail: "“x”\n",
            errors: [.init(code: "q", detail: "r", pointer: "")]
        )
        #expect(ProblemBody(try JSONDocument(parsing: body.bytes).root) == body)
        #expect(ProblemBody(try JSONDocument(parsing: "{}").root) == nil)
        #expect(ProblemBody(try JSONDocument(parsing: "[1]").root) == nil)
    }

    @Test func `broken JSON becomes a problem with its place`() throws {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: #"{"a":[01]}"#) }
        let body = ProblemBody(try #require(error))
        #expect(body.status == 400)
        #expect(body.code == "json.invalid-number")
        #expect(body.errors.map(\.pointer) == ["/a/0"])
        #expect(body.detail == "malformed number at byte 6 (in /a/0)")
    }
}

@Suite struct EndpointTests {
    @Test func `an id is one part of the path whatever it holds`() {
        #expect(Endpoint.Collection.partners.item.path == "/v1/partners/{id}")
        #expect(Endpoint.Collection.rules.item("a.b-c_~9").path == "/v1/rules/a.b-c_~9")
        #expect(Endpoint.Collection.rules.item("a/b ?人").path == "/v1/rules/a%2Fb%20%3F%E4%BA%BA")
    }
}

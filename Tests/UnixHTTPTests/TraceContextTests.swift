import Testing
import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct TraceContextTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let span = "00f067aa0ba902b7"
    private static let header = "00-\(trace)-\(span)-01"

    @Test func `a header is read and comes back as it was`() throws {
        let context = try #require(TraceContext(Self.header))
        #expect(context.traceID == Self.trace && context.parentID == Self.span)
        #expect(context.isSampled && context.text == Self.header)
        let quiet = try #require(TraceContext("00-\(Self.trace)-\(Self.span)-02"))
        #expect(!quiet.isSampled && quiet.text.hasSuffix("-02"))
    }

    @Test func `of a version to come what is known is taken`() throws {
        for text in [
            "cc-\(Self.trace)-\(Self.span)-09", "cc-\(Self.trace)-\(Self.span)-09-what-ever",
        ] {
            #expect(TraceContext(text)?.text == Self.header)
        }
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-more", "ff-\(trace)-\(span)-01",
        "00-\(trace)-0000000000000000-01", "00-00000000000000000000000000000000-\(span)-01",
        "00-\(trace.uppercased())-\(span)-01", "00-\(trace)0-\(span)-01", "00-\(trace)-\(span)-1",
        "0-\(trace)-\(span)-01", "00-\(trace)-\(span)-0x", "00_\(trace)_\(span)_01",
        "00-\(trace)-\(span)-01-", "cc-\(trace)-\(span)-0901", "00-\(trace)-\(span)-０1",
    ])
    func `what is of another form is none`(_ text: String) {
        #expect(TraceContext(text) == nil)
    }

    @Test func `two headers are none`() {
        let headers: HeaderFields = ["traceparent": Self.header, "Traceparent": Self.header]
        #expect(TraceContext(headers) == nil)
        #expect(TraceContext(["TraceParent": Self.header]) != nil)
    }

    @Test(arguments: ["/plain", "/slow", "/nowhere", "/stream", "/echo"])
    func `every response gives the trace back, refusals too`(_ path: String) async throws {
        var router = Router.sample
        router.add("GET", "/stream", .stream { _ in .accept(contentType: "x/y", Nothing()) })
        try await TestServer.run(router) { server in
            for (sent, returned) in [
                (nil, nil), (Self.header, Self.header), ("00-made-up-01", nil),
            ] {
                var request = Request(method: "GET", path: path)
                request.headers["traceparent"] = sent
                let response = try await server.client.send(request)
                #expect(response.headers["traceparent"] == returned)
            }
        }
    }

    /// An answer without a byte.
    private struct Nothing: StreamResponder {
        mutating func receive(_ bytes: [UInt8]) {}
        mutating func finish() {}
        mutating func next() -> StreamStep { .finished }
    }
}

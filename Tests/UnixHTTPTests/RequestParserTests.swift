import NIOCore
import Testing

@testable import UnixHTTP

@Suite struct RequestParserTests {
    /// What comes out of a parser, in a form that does not depend on how the input was cut.
    private func read(_ pieces: [ArraySlice<UInt8>]) -> [String] {
        var parser = RequestParser()
        var input = ByteBuffer()
        var found: [String] = []
        for piece in pieces {
            input.writeBytes(piece)
            do throws(HTTPFailure) {
                while let part = try parser.next(&input) {
                    switch part {
                    case .head(let head):
                        found.append("\(head.method) \(head.target) \(head.framing)")
                    case .body(let body):
                        let text = String(buffer: body)
                        if found.last?.hasPrefix("body ") == true {
                            found[found.count - 1] += text
                        } else {
                            found.append("body " + text)
                        }
                    case .end: found.append("end")
                    }
                }
            } catch {
                return found + [error.code.rawValue]
            }
        }
        return found
    }

    private static let conversation = Array(
        ("\r\nGET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n"
            + "POST /b HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 3\r\n\r\nabc"
            + "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "3;a=\"b\\\"; c\";d;e=f\r\nabc\r\n00000a\r\n0123456789\r\n0\r\nA: b\r\n\r\n"
            + "GET http://x/d HTTP/1.0\r\n\r\n").utf8
    )
    private static let meaning = [
        "GET /a?b=c none", "end", "POST /b length(3)", "body abc", "end",
        "POST /c chunked", "body abc0123456789", "end", "GET /d none", "end",
    ]

    @Test func `requests mean the same wherever the bytes are cut`() {
        let bytes = Self.conversation
        #expect(read([bytes[...]]) == Self.meaning)
        #expect(read(bytes.indices.map { bytes[$0...$0] }) == Self.meaning)
        for cut in bytes.indices { #expect(read([bytes[..<cut], bytes[cut...]]) == Self.meaning) }
    }

    @Test func `a failure is the same wherever the bytes are cut`() {
        for spoiled in Self.conversation.indices {
            var bytes = Self.conversation
            bytes[spoiled] = 0
            let whole = read([bytes[...]])
            let single = read(bytes.indices.map { bytes[$0...$0] })
            #expect(whole == single, "a zero byte at \(spoiled)")
        }
    }

    @Test func `no byte makes it fail in another way than by saying so`() {
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let interesting = Array("\r\n\t :;,0f\u{0}\u{7F}HG".utf8) + [0xFF]
        for _ in 0..<5_000 {
            var bytes = Self.conversation
            for _ in 0...random(3) {
                let place = random(bytes.count)
                switch random(3) {
                case 0: bytes[place] = interesting[random(interesting.count)]
                case 1: bytes.remove(at: place)
                default: bytes.insert(interesting[random(interesting.count)], at: place)
                }
            }
            let cut = random(bytes.count)
            #expect(read([bytes[..<cut], bytes[cut...]]) == read([bytes[...]]))
        }
    }

    @Test(arguments: [
        ("close", false), ("Close", false), ("keep-alive", true), ("x, close", false),
        ("x,CLOSE ,y", false), ("closed", true), ("", true),
    ])
    func `a peer that wants to close is heard`(_ value: String, _ keepsAlive: Bool) throws {
        let text = "GET / HTTP/1.1\r\nHost: x\r\nConnection: \(value)\r\n\r\n"
        var input = ByteBuffer(string: text)
        var parser = RequestParser()
        guard case .head(let head) = try parser.next(&input) else {
            Issue.record("no head")
            return
        }
        #expect(head.keepsAlive == keepsAlive)
    }

    @Test(arguments: [(8_192, true), (8_193, false)])
    func `a request line has a limit`(_ length: Int, _ fits: Bool) {
        let path = "/" + String(repeating: "a", count: length - 14)
        let text = "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"
        let found = read([Array(text.utf8)[...]])
        #expect(found == (fits ? ["GET \(path) none", "end"] : ["http.target-too-long"]))
    }

    @Test(arguments: [(16_384, true), (16_385, false)])
    func `a head has a limit`(_ length: Int, _ fits: Bool) {
        let start = "GET / HTTP/1.1\r\nHost: x\r\nA: "
        // The empty line at the end does not count.
        let value = String(repeating: "a", count: length - start.utf8.count)
        let found = read([Array("\(start)\(value)\r\n\r\n".utf8)[...]])
        #expect(found == (fits ? ["GET / none", "end"] : ["http.header-too-large"]))
    }
}

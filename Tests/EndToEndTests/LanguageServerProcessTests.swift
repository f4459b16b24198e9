import Foundation
import Testing
import WireFormat

extension EndToEnd {
    @Suite struct LanguageServerProcessTests {
        /// Messages with their headers.
        private static func framed(_ bodies: [String]) -> String {
            bodies.map { "Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }.joined()
        }

        /// The bodies of what a server wrote; anything else on standard output fails the test.
        private static func bodies(of output: String) throws -> [JSONNode] {
            var rest = Array(output.utf8)[...]
            var bodies: [JSONNode] = []
            while !rest.isEmpty {
                let end = try #require(rest.firstRange(of: Array("\r\n\r\n".utf8)))
                let header = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
                let length = try #require(header.wholeMatch(of: /Content-Length: ([0-9]+)/))
                let count = try #require(Int(length.output.1))
                let body = rest[end.upperBound...].prefix(count)
                bodies.append(try JSONDocument(parsing: Array(body)).root)
                rest = rest[end.upperBound...].dropFirst(count)
            }
            return bodies
        }

        @Test func `the command speaks the protocol from hello to goodbye`() throws {
            let daemon = try RunningDaemon()
            let text = try String(contentsOfFile: daemon.rules + "/book.yaml", encoding: .utf8)
            var writer = JSONWriter()
            writer.value(text)
            let uri = "file://\(daemon.rules)/book.yaml"
            let position =
                #""textDocument":{"uri":"\#(uri)"},"position":{"line":37,"character":28}"#
            let session = Self.framed([
                #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
                #"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
                #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"\#(uri)","#
                    + #""languageId":"yaml","version":1,"text":\#(String(decoding: writer.bytes, as: UTF8.self))}}}"#,
                #"{"jsonrpc":"2.0","id":2,"method":"textDocument/definition","params":{\#(position)}}"#,
                #"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#,
                #"{"jsonrpc":"2.0","method":"exit"}"#,
            ])
            let result = try Program.run("banso", ["lsp", daemon.rules], input: session)
            #expect(result.status == 0)
            #expect(result.errors == "")
            let bodies = try Self.bodies(of: result.output)
            let answers = bodies.filter { $0["id"] != nil }
            #expect(answers.map { $0["id"]?.int } == [1, 2, 3])
            let place = answers[1]["result"]?.elements.map(\.self).first
            #expect(place?["uri"]?.string == "file://\(daemon.rules)/partners/yorozu.yaml")
        }

        @Test func `input that ends without goodbye ends the command with 1 and no other word`()
            throws
        {
            let daemon = try RunningDaemon()
            let result = try Program.run("banso", ["lsp", daemon.rules, "--stdio"], input: "x")
            #expect(result.status == 1)
            #expect(result.output == "")
            #expect(result.errors == "")
        }

        @Test func `the schema is written to standard output and into a folder alike`() throws {
            let daemon = try RunningDaemon()
            let folder = daemon.home + "/Schemas"
            let written = try Program.run("banso", ["schema", "--output", folder])
            #expect(written.status == 0)
            #expect(written.output == "")
            for (name, options) in [("rule-file", []), ("layer-file", ["--layer"])] {
                let printed = try Program.run("banso", ["schema"] + options)
                let text = try String(
                    contentsOfFile: "\(folder)/\(name).schema.json",
                    encoding: .utf8
                )
                #expect(text == printed.output)
            }
        }
    }
}

import LanguageServer
import Testing
import WireFormat

@Suite struct ConversationTests {
    @Test func `the server says what it can do and who it is`() throws {
        let client = ProtocolClient()
        let result = try client.request("initialize", #"{"capabilities":{}}"#)
        let capabilities = result["capabilities"]
        #expect(capabilities?["positionEncoding"]?.string == "utf-16")
        #expect(capabilities?["textDocumentSync"]?["change"]?.int == 2)
        #expect(capabilities?["renameProvider"]?["prepareProvider"]?.bool == true)
        for name in ["hover", "definition", "references", "documentSymbol", "workspaceSymbol"] {
            #expect(capabilities?["\(name)Provider"]?.bool == true)
        }
        #expect(result["serverInfo"]?["name"]?.string == "banso")
        #expect(result["serverInfo"]?["version"]?.string == "test")
    }

    @Test(arguments: [
        (#"["utf-8","utf-16"]"#, "utf-8"), (#"["utf-16","utf-8"]"#, "utf-16"),
        (#"["utf-32"]"#, "utf-32"), (#"["utf-7"]"#, "utf-16"), ("[]", "utf-16"),
    ])
    func `the first encoding of the client that is known is agreed on`(
        _ offered: String,
        _ agreed: String
    ) throws {
        let client = ProtocolClient()
        let result = try client.request(
            "initialize",
            #"{"capabilities":{"general":{"positionEncodings":\#(offered)}}}"#
        )
        #expect(result["capabilities"]?["positionEncoding"]?.string == agreed)
    }

    @Test func `a client that says goodbye leaves with 0`() throws {
        let client = ProtocolClient()
        _ = try client.request("initialize", "{}")
        #expect(try client.request("shutdown", "null").isNull)
        let late = try client.refusal("textDocument/hover", "{}")
        #expect(late["code"]?.int == -32600)
        client.send(#"{"jsonrpc":"2.0","method":"exit"}"#)
        #expect(try client.end() == 0)
    }

    @Test(arguments: [#"{"jsonrpc":"2.0","method":"exit"}"#, nil])
    func `a client that just leaves makes it end with 1`(_ last: String?) throws {
        let client = ProtocolClient()
        _ = try client.request("initialize", "{}")
        if let last { client.send(last) }
        #expect(try client.end() == 1)
    }

    @Test func `nothing is answered before initialize, and that comes once`() throws {
        let client = ProtocolClient()
        #expect(try client.refusal("textDocument/hover", "{}")["code"]?.int == -32002)
        _ = try client.request("initialize", "{}")
        #expect(try client.refusal("initialize", "{}")["code"]?.int == -32600)
    }

    @Test(arguments: [
        ("{", -32700), (#"{"a":1,"a":2}"#, -32700), ("[]", -32600), ("1", -32600),
        (#"{"id":1,"method":"x"}"#, -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
        (#"{"jsonrpc":"2.0","id":null,"method":"x"}"#, -32600),
        (#"{"jsonrpc":"2.0","id":{},"method":"x"}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1,"method":"no/such"}"#, -32601),
        (#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#, -32602),
        (#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":[]}"#, -32602),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","#
                + #""params":{"textDocument":{"uri":"file:///a.yaml"},"position":{"line":-1,"character":0}}}"#,
            -32602
        ),
        (#"{"jsonrpc":"2.0","id":1,"method":"workspace/symbol","params":{"query":1}}"#, -32602),
    ])
    func `a bad message gets its error, and the conversation goes on`(
        _ message: String,
        _ code: Int
    ) throws {
        let client = ProtocolClient()
        _ = try client.request("initialize", "{}")
        client.send(message)
        let answer = try client.next { $0["error"] != nil }
        #expect(answer["error"]?["code"]?.int == code)
        #expect(answer["id"] != nil)
        #expect(try client.request("shutdown", "null").isNull)
    }

    @Test(arguments: [
        "Content-Length: x\r\n\r\n", "Content-Length: -5\r\n\r\n", "Content-Type: a\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n", String(repeating: "x", count: 9000),
    ])
    func `a bad header gets an error, and the stream goes on behind it`(_ header: String) throws {
        let client = ProtocolClient()
        client.send(raw: header)
        #expect(try client.next { $0["error"] != nil }["error"]?["code"]?.int == -32700)
        #expect(try client.request("initialize", "{}")["capabilities"] != nil)
    }

    @Test func `a message may come in pieces, and several at once`() throws {
        let client = ProtocolClient()
        let body = #"{"jsonrpc":"2.0","id":"あ","method":"initialize","params":{}}"#
        let message = "content-length:\(body.utf8.count)\r\nContent-Type: x\r\n\r\n\(body)"
        for scalar in message.unicodeScalars { client.send(raw: String(scalar)) }
        #expect(try client.next { $0["id"]?.string == "あ" }["result"] != nil)
        let ask = #"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#
        client.send(raw: String(repeating: "Content-Length: 39\r\n\r\n\(ask)", count: 3))
        for _ in 0..<3 { #expect(try client.next { $0["id"]?.double == 1.5 }["error"] != nil) }
    }

    @Test func `what needs no answer gets none`() throws {
        let client = ProtocolClient()
        _ = try client.request("initialize", "{}")
        client.notify("$/cancelRequest", #"{"id":1}"#)
        client.notify("no/such", "{}")
        client.notify("textDocument/didChange", #"{"textDocument":{"uri":"file:///x.yaml"}}"#)
        client.notify("textDocument/didOpen", "null")
        client.send(#"{"jsonrpc":"2.0","id":"banso-1","result":null}"#)
        let answer = try client.request("shutdown", "null")
        #expect(answer.isNull)
    }

    @Test func `a client that can watch files is asked to`() throws {
        let watching = #"{"workspace":{"didChangeWatchedFiles":{"dynamicRegistration":true}}}"#
        let client = try ProtocolClient(root: "/nowhere", capabilities: watching)
        let request = try client.next { $0["method"]?.string == "client/registerCapability" }
        #expect(request["id"] != nil)
    }
}

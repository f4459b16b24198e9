import Foundation
import LanguageServer
import Synchronization
import Testing
import WireFormat

/// An editor in the test's own process: a server on a thread of its own, behind two pipes.
final class ProtocolClient {
    /// What editors of the test say they can do, unless it says otherwise.
    static let capabilities = """
        {"textDocument":{"completion":{"completionItem":{"snippetSupport":true}},\
        "hover":{"contentFormat":["markdown","plaintext"]},\
        "documentSymbol":{"hierarchicalDocumentSymbolSupport":true}}}
        """

    private let toServer = Pipe()
    private let fromServer = Pipe()
    private let ending = Ending()
    private var buffer: [UInt8] = []
    private var messages: [JSONNode] = []
    private var requests = 0

    /// Starts a server; nothing is said yet.
    init(_ options: LanguageServer.Options = .init(version: "test", quiet: .zero)) {
        // A test that is done goes away while the server may still have something to say.
        signal(SIGPIPE, SIG_IGN)
        let input = toServer.fileHandleForReading
        let output = fromServer.fileHandleForWriting
        Thread.detachNewThread { [ending] in
            let status = LanguageServer(options).run(
                input: input.fileDescriptor,
                output: output.fileDescriptor
            )
            // Whoever still waits for an answer learns that none will come.
            try? output.close()
            ending.note(status)
        }
    }

    /// Starts a server and agrees with it on a folder.
    convenience init(
        root: String,
        capabilities: String = ProtocolClient.capabilities,
        _ options: LanguageServer.Options = .init(version: "test", quiet: .zero)
    ) throws {
        self.init(options)
        _ = try request(
            "initialize",
            #"{"processId":null,"rootUri":"file://\#(root)","capabilities":\#(capabilities)}"#
        )
        notify("initialized", "{}")
    }

    // MARK: Sending

    /// Sends bytes as they are.
    func send(raw text: String) { toServer.fileHandleForWriting.write(Data(text.utf8)) }

    /// Sends a message with its header.
    func send(_ body: String) {
        send(raw: "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Tells the server something.
    func notify(_ method: String, _ params: String) {
        send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
    }

    /// Asks, and waits for the answer; an error fails the test.
    func request(_ method: String, _ params: String) throws -> JSONNode {
        let answer = try exchange(method, params)
        return try #require(answer["result"], "\(String(decoding: answer.raw, as: UTF8.self))")
    }

    /// Asks for what is refused, and waits for the error.
    func refusal(_ method: String, _ params: String) throws -> JSONNode {
        let answer = try exchange(method, params)
        return try #require(answer["error"], "\(String(decoding: answer.raw, as: UTF8.self))")
    }

    private func exchange(_ method: String, _ params: String) throws -> JSONNode {
        requests += 1
        let id = requests
        send(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
        return try next { $0["id"]?.int == id && $0["method"] == nil }
    }

    // MARK: Receiving

    /// The next message that is wanted; others are kept for later.
    func next(_ isWanted: (JSONNode) -> Bool) throws -> JSONNode {
        while true {
            if let index = messages.firstIndex(where: isWanted) {
                return messages.remove(at: index)
            }
            let data = fromServer.fileHandleForReading.availableData
            try #require(!data.isEmpty, "the server has ended")
            buffer += data
            try takeMessages()
        }
    }

    private func takeMessages() throws {
        while let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
            let header = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
            let length = try #require(header.wholeMatch(of: /Content-Length: ([0-9]+)/)?.output.1)
            let count = try #require(Int(length))
            guard buffer.count >= end.upperBound + count else { return }
            let body = Array(buffer[end.upperBound..<end.upperBound + count])
            buffer.removeFirst(end.upperBound + count)
            messages.append(try JSONDocument(parsing: body).root)
        }
    }

    /// The next list of problems of a file, in a version of it if one is named.
    func problems(_ uri: String, version: Int? = nil) throws -> [JSONNode] {
        let message = try next { message in
            let params = message["params"]
            return message["method"]?.string == "textDocument/publishDiagnostics"
                && params?["uri"]?.string == uri
                && (version == nil || params?["version"]?.int == version)
        }
        return message["params"]?["diagnostics"]?.elements.map(\.self) ?? []
    }

    /// Says that nothing more comes, and waits for the server's exit status.
    func end() throws -> Int32? {
        try toServer.fileHandleForWriting.close()
        return ending.wait()
    }
}

/// Where the server's thread leaves its exit status.
private final class Ending: Sendable {
    private let status = Mutex<Int32?>(nil)
    private let arrived = DispatchSemaphore(value: 0)

    func note(_ value: Int32) {
        status.withLock { $0 = value }
        arrived.signal()
    }

    func wait() -> Int32? {
        arrived.wait()
        return status.withLock { $0 }
    }
}

extension JSONNode {
    /// The code units of a range as `line:character-line:character`.
    var rangeText: String {
        func position(_ node: JSONNode?) -> String {
            "\(node?["line"]?.int ?? -1):\(node?["character"]?.int ?? -1)"
        }
        return "\(position(self["start"]))-\(position(self["end"]))"
    }
}

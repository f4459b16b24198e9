import Authoring
import RuleLoading
import WireFormat

/// One client's conversation: messages in, messages out, nothing else.
///
/// It does no input or output of its own but reading rule folders, and it keeps no time: whoever
/// runs it says when the client has been quiet for long enough to be told of problems.
final class Session {
    /// How far the conversation has come.
    enum Phase: Equatable {
        /// Nothing is agreed yet.
        case new
        /// Everything is answered.
        case running
        /// The client has said that it will end.
        case shutDown
        /// The client has said that this is the end; the exit status that it calls for.
        case ended(Int32)
    }

    /// A file of the editor that belongs to a rule folder.
    struct OpenFile {
        var folder: RuleFolder
        var path: String
    }

    /// How far the conversation has come.
    private(set) var phase = Phase.new
    /// What was agreed.
    var client = Client()
    /// What is to be sent.
    var outbox = Outbox()
    /// Whether something has changed since problems were last told.
    var isDue = false
    /// Files of the editor by URI.
    var open: [String: OpenFile] = [:]
    /// Files of the editor that are no rule files, or not yet, by URI.
    var strangers: [String: TextBuffer] = [:]

    private var framing = MessageFraming()
    private var folders: [[String]: RuleFolder] = [:]
    /// What was last told of each file, by URI.
    private var told: [String: [UInt8]] = [:]
    private let options: LanguageServer.Options

    /// Prepares a conversation.
    init(_ options: LanguageServer.Options) { self.options = options }

    /// Takes what was read from the client, and handles every message that is complete.
    func receive(_ bytes: some Collection<UInt8>) {
        framing.add(bytes)
        while let item = framing.next() {
            if case .ended = phase { return }
            switch item {
            case .fault(let words): outbox.refuse(nil, ResponseError(.parseError, words))
            case .message(let body): handle(body)
            }
        }
    }

    private func handle(_ body: [UInt8]) {
        do throws(MessageFault) {
            switch try ClientMessage(body) {
            case .request(let id, let method, let params): handle(id, method, params)
            case .notification(let method, let params): handle(method, params)
            case .response: return
            }
        } catch {
            outbox.refuse(error.id, error.error)
        }
    }

    // MARK: Requests

    private func handle(_ id: RequestID, _ method: String, _ params: JSONNode?) {
        do throws(ResponseError) {
            switch (phase, method) {
            case (.new, "initialize"): initialize(id, params)
            case (.new, _):
                throw ResponseError(.serverNotInitialized, "initialize comes first")
            case (.running, "initialize"):
                throw ResponseError(.invalidRequest, "initialize comes once")
            case (.running, "shutdown"):
                phase = .shutDown
                outbox.answer(id) { $0.null() }
            case (.running, _): try answer(id, method, params)
            default: throw ResponseError(.invalidRequest, "nothing comes after shutdown but exit")
            }
        } catch {
            outbox.refuse(id, error)
        }
    }

    private func initialize(_ id: RequestID, _ params: JSONNode?) {
        client = Client(params)
        phase = .running
        let encoding = client.encoding
        outbox.answer(id) { writer in
            Capabilities.write(encoding: encoding, version: options.version, to: &writer)
        }
    }

    // MARK: Notifications

    private func handle(_ method: String, _ params: JSONNode?) {
        if method == "exit" {
            phase = .ended(phase == .shutDown ? 0 : 1)
            return
        }
        guard phase == .running else { return }
        switch method {
        case "initialized": if client.canWatchFiles { Capabilities.watchFiles(&outbox) }
        case "textDocument/didOpen": didOpen(params)
        case "textDocument/didChange": didChange(params)
        case "textDocument/didClose": didClose(params)
        case "textDocument/didSave", "workspace/didChangeWatchedFiles": isDue = true
        case "workspace/didChangeWorkspaceFolders": didChangeRoots(params)
        default: return
        }
    }

    private func didChangeRoots(_ params: JSONNode?) {
        let event = params?["event"]
        func paths(_ key: String) -> [String] {
            event?[key]?.elements.compactMap { $0["uri"]?.string.flatMap(FileURI.path) } ?? []
        }
        let removed = paths("removed")
        client.roots.removeAll(where: removed.contains)
        client.roots += paths("added")
    }

    // MARK: Folders

    /// The rule folder of a file, or `nil` when the file is no rule file.
    func folder(of path: String, text: some Collection<UInt8>) -> RuleFolder? {
        let named = options.folders.isEmpty ? client.rules : options.folders
        let paths = FolderFinder(fixed: named, roots: client.roots).folders(of: path, text: text)
        if paths.isEmpty { return nil }
        if let folder = folders[paths] { return folder }
        let folder = RuleFolder(paths)
        folders[paths] = folder
        return folder
    }

    /// All folders that are known, in the order of their paths.
    var knownFolders: [RuleFolder] {
        folders.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    // MARK: Problems

    /// Looks for problems in every folder of an open file, and tells those that are new or gone.
    func tellProblems() {
        isDue = false
        var current: Set<String> = []
        for folder in knownFolders where folder.files.values.contains(where: \.isOpen) {
            let result = folder.load()
            let findings = result.diagnostics.map(Finding.init) + options.lint(result)
            let problems = Problems(findings.sorted(), in: folder, client.encoding)
            for file in problems.files {
                let uri = problems.uri(of: file)
                current.insert(uri)
                var writer = JSONWriter()
                problems.write(file, to: &writer)
                tell(uri, writer.bytes)
            }
        }
        for uri in told.keys.sorted() where !current.contains(uri) {
            outbox.notify("textDocument/publishDiagnostics") { writer in
                writer.beginObject()
                writer.member("uri", uri)
                writer.member("diagnostics", [])
                writer.endObject()
            }
            told[uri] = nil
        }
    }

    private func tell(_ uri: String, _ params: [UInt8]) {
        guard told[uri] != params else { return }
        told[uri] = params
        outbox.notify("textDocument/publishDiagnostics") { $0.raw(params) }
    }
}

import WireFormat

/// What was agreed with the client.
struct Client {
    /// How characters are counted.
    var encoding = PositionEncoding.utf16
    /// Whether completions may have places to fill in.
    var hasSnippets = false
    /// Whether texts may be marked up.
    var isMarkdown = false
    /// Whether edits may name the version of a file.
    var hasDocumentChanges = false
    /// Whether outlines may be trees.
    var hasSymbolTrees = false
    /// Whether it can be asked to watch files.
    var canWatchFiles = false
    /// The folders that are open, as paths.
    var roots: [String] = []
    /// The rule folders that the client names, as paths.
    var rules: [String] = []

    /// Before anything is agreed.
    init() {}

    /// Reads the parameters of `initialize`.
    init(_ params: JSONNode?) {
        let capabilities = params?["capabilities"]
        let document = capabilities?["textDocument"]
        let offered = capabilities?["general"]?["positionEncodings"]?.elements
        // Clients list first what they like best.
        let known = offered?.compactMap { $0.string.flatMap(PositionEncoding.init(rawValue:)) }
        encoding = known?.first ?? .utf16
        hasSnippets = document?["completion"]?["completionItem"]?["snippetSupport"]?.bool ?? false
        let formats = document?["hover"]?["contentFormat"]?.elements
        isMarkdown = formats?.contains { $0.equals("markdown") } ?? false
        hasDocumentChanges =
            capabilities?["workspace"]?["workspaceEdit"]?["documentChanges"]?.bool ?? false
        let symbols = document?["documentSymbol"]
        hasSymbolTrees = symbols?["hierarchicalDocumentSymbolSupport"]?.bool ?? false
        let watching = capabilities?["workspace"]?["didChangeWatchedFiles"]
        canWatchFiles = watching?["dynamicRegistration"]?.bool ?? false
        readRoots(params)
    }

    private mutating func readRoots(_ params: JSONNode?) {
        let folders = params?["workspaceFolders"]?.elements
        roots = folders?.compactMap { $0["uri"]?.string.flatMap(FileURI.path) } ?? []
        if roots.isEmpty {
            let root = params?["rootUri"]?.string.flatMap(FileURI.path)
            roots = [root ?? params?["rootPath"]?.string].compactMap(\.self)
        }
        guard let named = params?["initializationOptions"]?["rules"] else { return }
        let paths = named.string.map { [$0] } ?? named.elements.compactMap(\.string)
        rules = paths.compactMap { path in
            path.hasPrefix("/") ? path : roots.first.map { "\($0)/\(path)" }
        }
    }
}

import Diagnostics
import RuleLoading

/// A rule folder, or several laid over each other, as an editor sees them: their files, those open
/// with the editor's text.
final class RuleFolder {
    /// The files by their paths in the book: within the folder, or from the root when there are
    /// several folders.
    private(set) var files: [String: FileState] = [:]
    /// The rule language.
    let grammar: Grammar

    private let stack: LayerStack
    private var isLoaded = false
    private var names: NameTable?

    /// Names folders by their paths from the root, the lowest first; nothing is read yet.
    init(_ paths: [String]) {
        stack = LayerStack(paths, naming: .paths)
        grammar = Grammar(isLayered: stack.isLayered)
    }

    /// The path in the book of a file of the editor, or `nil` when it lies in none of the folders.
    func name(ofFileAt path: String) -> String? {
        for (number, folder) in stack.folders.enumerated() where path.hasPrefix(folder.path + "/") {
            let file = String(path.dropFirst(folder.path.count + 1))
            return stack.path(of: file, inLayer: number)
        }
        return nil
    }

    /// How an editor calls a file of the book.
    func uri(of file: String) -> String {
        files[file]?.uri ?? FileURI.uri(of: stack.path(of: file))
    }

    /// Whether what looks like a file is a folder itself.
    func isFolder(_ file: String) -> Bool {
        file == "." || (stack.isLayered && stack.folders.contains { $0.name == file })
    }

    /// Reads the folder anew and loads it, with the texts of the editor.
    ///
    /// Only files that have changed are looked through again for names.
    func load() -> LoadResult {
        isLoaded = true
        let sources = stack.folders.indices.map(source)
        let result =
            stack.isLayered
            ? RuleLoader().load(
                zip(stack.folders, sources).map { RuleLayer(name: $0.name, source: $1) }
            ) : RuleLoader().load(sources[0])
        let found = Set(result.inputs.map(\.path))
        for path in files.keys where !found.contains(path) && files[path]?.isOpen == false {
            files[path] = nil
        }
        for input in result.inputs { take(input) }
        names = nil
        return result
    }

    /// One of the folders, with the texts of the editor.
    private func source(_ number: Int) -> OverlaySource {
        let prefix = stack.path(of: "", inLayer: number)
        var texts: [String: [UInt8]] = [:]
        for file in files.values where file.isOpen && file.path.hasPrefix(prefix) {
            texts[String(file.path.dropFirst(prefix.count))] = file.text.bytes
        }
        return OverlaySource(directory: stack.folders[number].directory, texts: texts)
    }

    private func take(_ input: RuleFile) {
        if files[input.path] == nil {
            let uri = uri(of: input.path)
            files[input.path] = FileState(path: input.path, uri: uri, bytes: input.bytes)
        } else if files[input.path]?.isOpen == false {
            files[input.path]?.setText(input.bytes)
        }
    }

    /// Reads the folder unless that was done before.
    func loadOnce() { if !isLoaded { _ = load() } }

    /// The names of all files.
    var table: NameTable {
        loadOnce()
        if let names { return names }
        var table = NameTable()
        for path in files.keys.sorted() {
            if let index = index(of: path) { table.add(index, of: path) }
        }
        names = table
        return table
    }

    /// The names of a file.
    func index(of path: String) -> FileIndex? { files[path]?.index(by: grammar) }

    // MARK: The editor

    /// Takes the text of a file over from the editor.
    func open(_ path: String, uri: String, version: Int?, text: String) {
        let bytes = Array(text.utf8)
        var file = files[path] ?? FileState(path: path, uri: uri, bytes: bytes)
        file.setText(bytes)
        file.uri = uri
        file.version = version
        file.isOpen = true
        files[path] = file
        names = nil
    }

    /// Changes the text of an open file.
    func edit(_ path: String, version: Int?, _ change: (inout TextBuffer) -> Void) {
        files[path]?.edit(change)
        files[path]?.version = version
        names = nil
    }

    /// Gives a file back to the disk; its text is read again with the next load.
    func close(_ path: String) {
        files[path]?.isOpen = false
        files[path]?.version = nil
        isLoaded = false
        names = nil
    }
}

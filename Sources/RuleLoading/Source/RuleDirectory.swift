package import Diagnostics
import YAMLTree

/// A folder of rule files on disk.
///
/// Read are files whose name ends in `.yaml`, in all folders below. Hidden files and folders are
/// skipped, and so is what editors leave beside a file, such as `a.yaml~`. A symbolic link to a file
/// counts when it stays within the folder, as in mounted configuration volumes; a link to a folder,
/// out of the folder or in a circle is an error, and so are pipes, sockets and devices. Of none of
/// these is a byte read, and nothing waits for them.
package struct RuleDirectory: RuleSource {
    private let root: String
    private let limits: RuleLimits

    /// Names the folder, which may itself be a symbolic link.
    package init(path: String, limits: RuleLimits = RuleLimits()) {
        root = path
        self.limits = limits
    }

    /// The rule files of all folders, sorted by path within each.
    ///
    /// - Throws: A diagnostic when a folder cannot be read or a limit is passed.
    package func list() throws(Diagnostic) -> RuleListing {
        guard let home = ResolvedPath.of(root) else {
            throw diagnostic(.unreadable, "there is no folder \(Diagnostic.quote(root))", at: "")
        }
        var listing = RuleListing(paths: [])
        var folders = [(path: "", depth: 0)]
        var seen = 0
        while let folder = folders.popLast() {
            let names = try names(in: folder.path, upTo: limits.names - seen)
            seen += names.count
            for name in names {
                guard let path = usable(name, in: folder.path, addingTo: &listing) else { continue }
                // Nothing is there any more.
                guard let kind = FileKind(of: absolute(path)) else { continue }
                guard kind == .folder else {
                    take(path, kind, within: home, addingTo: &listing)
                    continue
                }
                guard folder.depth < limits.folderDepth else {
                    let message =
                        "folders lie more than \(limits.folderDepth) deep in each other"
                    throw diagnostic(.folderTooDeep, message, at: path)
                }
                folders.append((path, folder.depth + 1))
            }
            guard listing.paths.count <= limits.files else {
                let message = "the folder holds more than \(limits.files) rule files"
                throw diagnostic(.tooManyFiles, message, at: folder.path)
            }
        }
        return listing
    }

    /// Whether the folder holds something at a path within it, be it a file or not.
    package func holds(_ path: String) -> Bool { FileKind(of: absolute(path)) != nil }

    /// The bytes of a rule file.
    ///
    /// - Throws: A diagnostic when it cannot be read, is too large or does not lie in the folder.
    package func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        try read(path, upTo: limits.file.bytes)
    }

    /// The bytes of a file of the folder.
    ///
    /// - Throws: A diagnostic when it cannot be read, has more than `limit` bytes or does not lie in
    ///   the folder.
    package func read(_ path: String, upTo limit: Int) throws(Diagnostic) -> [UInt8] {
        do throws(RegularFile.Fault) {
            guard let home = ResolvedPath.of(root), let target = ResolvedPath.of(absolute(path))
            else { throw RegularFile.Fault.unreadable }
            guard let inside = ResolvedPath.rest(of: target, below: home) else {
                throw RegularFile.Fault.link
            }
            return try RegularFile(inside, below: home).bytes(upTo: limit)
        } catch {
            throw error.diagnostic(at: path, limit: limit)
        }
    }

    // MARK: Listing

    /// The path of a name that is to be looked at; `nil` when it is hidden or cannot be told.
    private func usable(
        _ name: String?,
        in folder: String,
        addingTo listing: inout RuleListing
    ) -> String? {
        guard let name else {
            let fault = diagnostic(.unreadable, "a name in here is not UTF-8", at: folder)
            if listing.diagnostics.last != fault { listing.diagnostics.append(fault) }
            return nil
        }
        if name.hasPrefix(".") { return nil }
        let path = folder.isEmpty ? name : folder + "/" + name
        // A name that could steer a terminal or break a line of a log is not passed on.
        guard Diagnostic.isPrintable(name) else {
            let message = "the name \(Diagnostic.quote(name)) holds a character that is not allowed"
            listing.diagnostics.append(diagnostic(.unreadable, message, at: folder))
            return nil
        }
        return path
    }

    /// Takes in what is no folder.
    private func take(
        _ path: String,
        _ kind: FileKind,
        within home: String,
        addingTo listing: inout RuleListing
    ) {
        switch kind {
        case .file: add(path, to: &listing)
        case .link: checkLink(path, within: home, addingTo: &listing)
        case .folder, .pipe, .socket, .device:
            guard path.hasSuffix(".yaml") else { return }
            listing.diagnostics.append(RegularFile.Fault.other(kind).diagnostic(at: path))
        }
    }

    private func add(_ path: String, to listing: inout RuleListing) {
        if path.hasSuffix(".yaml") { return listing.paths.append(path) }
        let ending = path.suffix(5).lowercased()
        guard ending == ".yaml" || ending.hasSuffix(".yml") else { return }
        var warning = diagnostic(.fileExtension, "the file is not read", at: path)
        warning.severity = .warning
        warning.suggestion = "name it .yaml"
        listing.diagnostics.append(warning)
    }

    private func checkLink(_ path: String, within home: String, addingTo listing: inout RuleListing)
    {
        let target = ResolvedPath.of(absolute(path))
        let isInside = target.map { ResolvedPath.rest(of: $0, below: home) != nil } ?? false
        let kind = target.flatMap { FileKind(of: $0) }
        if isInside, kind == .file {
            add(path, to: &listing)
        } else if path.hasSuffix(".yaml") || kind == .folder {
            // What it leads to is not told: somebody may want to find out by a link.
            listing.diagnostics.append(RegularFile.Fault.link.diagnostic(at: path))
        }
    }

    private func names(in folder: String, upTo limit: Int) throws(Diagnostic) -> [String?] {
        do throws(FolderNames.Fault) {
            return try FolderNames.of(absolute(folder), upTo: limit)
        } catch {
            switch error {
            case .unreadable: throw diagnostic(.unreadable, "the folder cannot be read", at: folder)
            case .tooMany:
                let message = "the folder holds more than \(limits.names) files of all kinds"
                throw diagnostic(.tooManyFiles, message, at: folder)
            }
        }
    }

    private func absolute(_ path: String) -> String { path.isEmpty ? root : root + "/" + path }

    // MARK: Diagnostics

    private func diagnostic(
        _ code: DiagnosticCode,
        _ message: String,
        at path: String
    ) -> Diagnostic {
        let file = path.isEmpty ? "." : path
        return Diagnostic(code, message, at: SourcePlace(file: file, line: 1, column: 1))
    }
}

extension RegularFile.Fault {
    /// What to say about it; `limit` is the most bytes that were to be read.
    package func diagnostic(at path: String, limit: Int = 0) -> Diagnostic {
        let (code, message): (DiagnosticCode, String) =
            switch self {
            case .unreadable: (.unreadable, "the file cannot be read")
            case .other(let kind): (.unreadable, "this is \(kind.name) and not a file")
            case .link: (.link, "the symbolic link leads out of the folder, to a folder or nowhere")
            case .tooLarge(let size):
                (.fileTooLarge, "the file holds \(size) bytes; at most \(limit) are read")
            }
        return Diagnostic(code, message, at: SourcePlace(file: path, line: 1, column: 1))
    }
}

package import Diagnostics
import FoundationEssentials
import YAMLTree

/// A folder of rule files on disk.
///
/// Read are files whose name ends in `.yaml`, in all folders below. Hidden files and folders are
/// skipped. A symbolic link to a file counts when it stays within the folder, as in mounted
/// configuration volumes; a link to a folder or out of the folder is an error.
package struct RuleDirectory: RuleSource {
    private let root: String
    private let limits: RuleLimits

    /// Names the folder, which may itself be a symbolic link.
    package init(path: String, limits: RuleLimits = RuleLimits()) {
        root = path
        self.limits = limits
    }

    /// The rule files of all folders, sorted by path.
    ///
    /// - Throws: A diagnostic when a folder cannot be read or a limit is passed.
    package func list() throws(Diagnostic) -> RuleListing {
        var listing = RuleListing(paths: [])
        guard let home = resolved(root) else {
            throw diagnostic(.unreadable, "there is no folder \(Diagnostic.quote(root))", at: "")
        }
        var folders = [(path: "", depth: 0)]
        while let folder = folders.popLast() {
            for name in try names(in: folder.path) where !name.hasPrefix(".") {
                let path = folder.path.isEmpty ? name : folder.path + "/" + name
                switch type(of: path) {
                case .typeDirectory?:
                    guard folder.depth < limits.folderDepth else {
                        throw diagnostic(
                            .folderTooDeep,
                            "folders lie more than \(limits.folderDepth) deep in each other",
                            at: path
                        )
                    }
                    folders.append((path, folder.depth + 1))
                case .typeSymbolicLink?: checkLink(path, within: home, addingTo: &listing)
                case .typeRegular?: add(path, to: &listing)
                default:
                    if name.hasSuffix(".yaml") {
                        listing.diagnostics.append(
                            diagnostic(.unreadable, "this is not a regular file", at: path)
                        )
                    }
                }
                guard listing.paths.count <= limits.files else {
                    throw diagnostic(
                        .tooManyFiles,
                        "the folder holds more than \(limits.files) rule files",
                        at: path
                    )
                }
            }
        }
        return listing
    }

    /// Whether the folder holds a file, of whatever kind, at a path within it.
    package func hasFile(_ path: String) -> Bool { type(of: path) == .typeRegular }

    /// The bytes of a file.
    ///
    /// - Throws: A diagnostic when it cannot be read or is too large.
    package func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        let full = absolute(path)
        let target = resolved(full) ?? full
        // The size is looked at first, so that a huge file is refused without being read.
        if let size = size(of: target), size > limits.file.bytes {
            throw diagnostic(
                .fileTooLarge,
                "the file holds \(size) bytes; at most \(limits.file.bytes) are read",
                at: path
            )
        }
        guard let data = try? Data(contentsOf: URL(filePath: target)) else {
            throw diagnostic(.unreadable, "the file cannot be read", at: path)
        }
        return Array(data)
    }

    private func add(_ path: String, to listing: inout RuleListing) {
        if path.hasSuffix(".yaml") { listing.paths.append(path) }
        guard path.hasSuffix(".yml") else { return }
        var warning = diagnostic(.fileExtension, "the file is not read", at: path)
        warning.severity = .warning
        warning.suggestion = "name it .yaml"
        listing.diagnostics.append(warning)
    }

    private func checkLink(_ path: String, within home: String, addingTo listing: inout RuleListing)
    {
        let target = resolved(absolute(path))
        if let target, target.hasPrefix(home + "/"), type(ofAbsolute: target) == .typeRegular {
            add(path, to: &listing)
        } else if path.hasSuffix(".yaml") || target.flatMap(type(ofAbsolute:)) == .typeDirectory {
            listing.diagnostics.append(
                diagnostic(
                    .link,
                    "the symbolic link leads out of the folder, to a folder or nowhere",
                    at: path
                )
            )
        }
    }

    private func names(in folder: String) throws(Diagnostic) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: absolute(folder))
        else { throw diagnostic(.unreadable, "the folder cannot be read", at: folder) }
        return names
    }

    private func absolute(_ path: String) -> String { path.isEmpty ? root : root + "/" + path }

    /// The path with every symbolic link followed, or `nil` when it leads nowhere.
    private func resolved(_ path: String) -> String? {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard FileManager.default.fileExists(atPath: target) else { return nil }
        return target.count > 1 && target.hasSuffix("/") ? String(target.dropLast()) : target
    }

    private func type(of path: String) -> FileAttributeType? { type(ofAbsolute: absolute(path)) }

    private func type(ofAbsolute path: String) -> FileAttributeType? {
        attributes(of: path)?[.type] as? FileAttributeType
    }

    private func size(of path: String) -> Int? {
        let size = attributes(of: path)?[.size]
        // Which type it has depends on whether the program links all of Foundation.
        return size as? Int ?? (size as? UInt64).map { Int(clamping: $0) }
    }

    private func attributes(of path: String) -> [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: path)
    }

    private func diagnostic(
        _ code: DiagnosticCode,
        _ message: String,
        at path: String
    ) -> Diagnostic {
        let file = path.isEmpty ? "." : path
        return Diagnostic(code, message, at: SourcePlace(file: file, line: 1, column: 1))
    }
}

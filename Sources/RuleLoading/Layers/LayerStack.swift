package import Diagnostics
import FoundationEssentials

/// Rule folders that are laid over each other, the lowest first.
package struct LayerStack: Sendable {
    /// A folder with its name.
    package struct Folder: Hashable, Sendable {
        /// What it is called in a book of several layers; no two of a stack are called the same.
        package var name: String
        /// Its path as it was given.
        package var path: String

        /// The folder to read from.
        package var directory: RuleDirectory { RuleDirectory(path: path) }
    }

    /// How the layers of a stack are named.
    package enum Naming: Sendable {
        /// After the last part of each path, so that no name tells where on a machine a folder lies.
        case short
        /// By the paths as they were given, so that each place can be opened from outside.
        case paths
    }

    /// The folders, the lowest first; at least one.
    package let folders: [Folder]

    /// Lays folders over each other; none means the one of the working directory.
    package init(_ paths: [String], naming: Naming = .short) {
        var names: Set<String> = []
        folders = (paths.isEmpty ? ["."] : paths).map { path in
            let wanted = naming == .short ? Self.lastPart(of: path) : Self.trimmed(path)
            var name = wanted
            var number = 2
            while !names.insert(name).inserted {
                name = "\(wanted)-\(number)"
                number += 1
            }
            return Folder(name: name, path: path)
        }
    }

    /// Whether there are several folders.
    package var isLayered: Bool { folders.count > 1 }

    /// The layers to load.
    package var layers: [RuleLayer] {
        folders.map { RuleLayer(name: $0.name, source: $0.directory) }
    }

    /// Where a file of the loaded book lies, seen from where the paths were given.
    package func path(of file: String) -> String {
        guard isLayered else {
            return file == "." ? folders[0].path : "\(folders[0].path)/\(file)"
        }
        for folder in folders {
            if file == folder.name { return folder.path }
            if file.hasPrefix(folder.name + "/") {
                return folder.path + file.dropFirst(folder.name.count)
            }
        }
        return file
    }

    /// The path in the loaded book of a file of a folder, by the folder's number.
    package func path(of file: String, inLayer number: Int) -> String {
        isLayered ? "\(folders[number].name)/\(file)" : file
    }

    /// The bytes of a file of the loaded book, to show a line of it; `nil` when it cannot be read.
    ///
    /// A file that lies outside of its folder has none: what a fault is about is not always a file
    /// of the book.
    package func bytes(of file: String) -> [UInt8]? {
        for folder in folders {
            guard isLayered else { return try? folder.directory.read(file) }
            if file.hasPrefix(folder.name + "/") {
                return try? folder.directory.read(String(file.dropFirst(folder.name.count + 1)))
            }
        }
        return nil
    }

    /// What is wrong with the choice of folders; `nil` when nothing is.
    package var overlap: Diagnostic? {
        let roots = folders.map { URL(filePath: $0.path).resolvingSymlinksInPath().path }
        for upper in folders.indices {
            for lower in folders.indices.prefix(upper) {
                let (first, second) = (roots[lower] + "/", roots[upper] + "/")
                guard first.hasPrefix(second) || second.hasPrefix(first) else { continue }
                let message =
                    first == second
                    ? "the layer is the same folder as the layer `\(folders[lower].name)`"
                    : "the layer and the layer `\(folders[lower].name)` lie one in the other"
                return Diagnostic(
                    .overlap,
                    message,
                    at: SourcePlace(file: folders[upper].name, line: 1, column: 1)
                )
            }
        }
        return nil
    }

    private static func lastPart(of path: String) -> String {
        let name = URL(filePath: path).absoluteURL.standardized.lastPathComponent
        return name.isEmpty || name == "/" ? "rules" : name
    }

    private static func trimmed(_ path: String) -> String {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
        return String(trimmed)
    }
}

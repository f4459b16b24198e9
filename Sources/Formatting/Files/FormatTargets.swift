package import Diagnostics
import FoundationEssentials
import RuleLoading
import YAMLTree

/// The files that are to be formatted.
package struct FormatTargets: Sendable {
    /// Their paths, as one can open them from here: in the order of the paths given, those of a
    /// folder sorted, each once.
    package private(set) var files: [String] = []
    /// What stands in the way of a whole folder, or is odd about it.
    package private(set) var faults: [Diagnostic] = []

    /// Finds the rule files behind paths of files and folders.
    ///
    /// Of a folder these are the files that the loader reads. A single file is taken whatever its
    /// name is, as long as the loader would know it for YAML.
    package init(paths: [String]) {
        var known: Set<String> = []
        for path in paths {
            for file in found(at: path) where known.insert(file).inserted { files.append(file) }
        }
    }

    /// The bytes of one of the files.
    ///
    /// - Throws: A ``FormatFault/unreadable(_:)`` when it cannot be read or is too large.
    package static func read(_ path: String) throws(FormatFault) -> [UInt8] {
        let limit = YAMLLimits().bytes
        do throws(RegularFile.Fault) {
            return try RegularFile(path).bytes(upTo: limit)
        } catch {
            throw .unreadable([error.diagnostic(at: path, limit: limit)])
        }
    }

    private mutating func found(at path: String) -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            report(.unreadable, "there is no such file or folder", at: path)
            return []
        }
        guard isFolder else {
            guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else {
                report(.fileExtension, "this is not a rule file", at: path)
                return []
            }
            return [path]
        }
        do {
            let listing = try RuleDirectory(path: path).list()
            faults += listing.diagnostics.map { outside($0, in: path) }
            return listing.paths.sorted().map { join(path, $0) }
        } catch {
            faults.append(outside(error, in: path))
            return []
        }
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, at path: String) {
        faults.append(Diagnostic(code, message, at: SourcePlace(file: path, line: 1, column: 1)))
    }

    private func outside(_ fault: Diagnostic, in folder: String) -> Diagnostic {
        var fault = fault
        fault.place.file = fault.file == "." ? folder : join(folder, fault.file)
        return fault
    }

    private func join(_ folder: String, _ file: String) -> String {
        if folder == "." { return file }
        return folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
    }
}

import FoundationEssentials
import RuleLoading
import YAMLTree

/// Finds the rule folder that a file belongs to.
struct FolderFinder {
    /// The rule folders that were named to be laid over each other; none to look for one.
    var fixed: [String]
    /// The folders that are open in the editor.
    var roots: [String]

    /// The rule folders of a file, the lowest first; empty for a file that is no rule file.
    ///
    /// They are those that were named, when the file lies in one; or the outermost folder, no
    /// further out than what is open in the editor, in which rule files lie; or, for a file that
    /// itself says which version of the rule language it is in, the folder of that file.
    func folders(of path: String, text: some Collection<UInt8>) -> [String] {
        if fixed.contains(where: { Self.contains($0, path) }) { return fixed }
        let root = roots.first { Self.contains($0, path) }
        var found: String?
        var folder = Self.parent(of: path)
        while let candidate = folder {
            let isOutside = root.map { candidate != $0 && !Self.contains($0, candidate) } ?? false
            if isOutside { break }
            if Self.holdsRules(candidate) {
                found = candidate
            } else if root == nil, found != nil {
                break
            }
            folder = Self.parent(of: candidate)
        }
        if found == nil, Self.isRuleFile(text) { found = Self.parent(of: path) }
        return [found].compactMap(\.self)
    }

    private static func contains(_ folder: String, _ path: String) -> Bool {
        path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    private static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return nil }
        return String(path[..<slash])
    }

    private static func holdsRules(_ folder: String) -> Bool {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            // What cannot be listed holds nothing that could be read.
            return false
        }
        return names.contains { name in
            guard name.hasSuffix(".yaml"), !name.hasPrefix(".") else { return false }
            do {
                return isRuleFile(
                    try RegularFile("\(folder)/\(name)").bytes(upTo: YAMLLimits().bytes)
                )
            } catch {
                return false
            }
        }
    }

    /// Whether one of the first lines names a version of the rule language.
    private static func isRuleFile(_ bytes: some Collection<UInt8>) -> Bool {
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
        return head.split(whereSeparator: \.isNewline).contains { line in
            guard line.hasPrefix("schema:") else { return false }
            return line.dropFirst(7).drop { $0 == " " }.first?.isNumber ?? false
        }
    }
}

import Diagnostics
import RuleLoading
import YAMLTree

/// Gives a name another wording wherever it stands.
///
/// A category takes its sub-categories with it, whose ids begin with its own.
struct Rename {
    /// What to put in place of what, by file.
    private(set) var edits: [String: [(range: Range<Int>, text: String)]] = [:]

    private let folder: RuleFolder
    private let table: NameTable

    /// The bytes of the name at a place, and the name.
    ///
    /// - Throws: Why it cannot be renamed.
    static func prepare(
        in folder: RuleFolder,
        path: String,
        at offset: Int
    ) throws(ResponseError) -> Occurrence {
        guard let index = folder.index(of: path), let occurrence = index.occurrence(at: offset),
            let target = folder.table.target(of: occurrence)
        else { throw ResponseError(.requestFailed, "there is no id here") }
        if target.namespace == .industry || target.namespace.closedSet != nil {
            throw ResponseError(
                .requestFailed,
                "the ids of each \(target.namespace.noun) are set by the program"
            )
        }
        guard !folder.table.definitions(of: target).isEmpty else {
            throw ResponseError(
                .requestFailed,
                "no \(target.namespace.noun) has the id \(Diagnostic.quote(target.name))"
            )
        }
        guard occurrence.isLiteral else {
            throw ResponseError(.requestFailed, "the id is written with escapes or as an alias")
        }
        return occurrence
    }

    /// Finds all edits.
    ///
    /// - Throws: Why the name cannot be given, or not everywhere.
    init(
        in folder: RuleFolder,
        path: String,
        at offset: Int,
        to name: String
    ) throws(ResponseError) {
        let occurrence = try Self.prepare(in: folder, path: path, at: offset)
        self.folder = folder
        table = folder.table
        guard let target = table.target(of: occurrence) else {
            throw ResponseError(.requestFailed, "there is no id here")
        }
        try check(name, for: target)
        if name == target.name { return }
        for file in folder.files.values where file.isBroken {
            let message = "\(file.path) cannot be read; mend it first"
            throw ResponseError(.requestFailed, message)
        }
        try replace(target, with: name)
        guard target.namespace == .category else { return }
        let prefix = target.name + "."
        for sub in table.names(in: .subcategory) where sub.hasPrefix(prefix) {
            let renamed = "\(name).\(sub.dropFirst(prefix.count))"
            try replace(Target(namespace: .subcategory, name: sub), with: renamed)
        }
    }

    private mutating func replace(
        _ target: Target,
        with name: String
    ) throws(ResponseError) {
        for site in table.sites(of: target) {
            guard let text = folder.files[site.file]?.text else { continue }
            let occurrence = site.occurrence
            guard occurrence.isLiteral else {
                // An alias follows the text it stands for.
                if text.text(occurrence.range).hasPrefix("*") { continue }
                let line = text.lineNumber(of: occurrence.range.lowerBound) + 1
                throw ResponseError(
                    .requestFailed,
                    "\(site.file):\(line): the id is written with escapes; write it plainly first"
                )
            }
            let isBare = occurrence.isQuoted || Self.isPlain(name)
            edits[site.file, default: []].append((occurrence.range, isBare ? name : "'\(name)'"))
        }
    }

    // MARK: The new name

    private func check(_ name: String, for target: Target) throws(ResponseError) {
        let quoted = Diagnostic.quote(name)
        guard Self.isWellFormed(name, in: target.namespace) else {
            throw ResponseError(
                .invalidParams,
                "\(quoted) is not lower-case words joined by - and ."
            )
        }
        if target.namespace == .subcategory, let dot = target.name.firstIndex(of: ".") {
            let prefix = target.name[...dot]
            guard name.hasPrefix(prefix) else {
                throw ResponseError(
                    .invalidParams,
                    "the id of a sub-category of it begins with \(prefix)"
                )
            }
        }
        let isTaken = !table.definitions(of: Target(namespace: target.namespace, name: name))
            .isEmpty
        if isTaken, name != target.name {
            throw ResponseError(.invalidParams, "the id \(quoted) exists already")
        }
    }

    private static func isWellFormed(_ name: String, in namespace: Namespace) -> Bool {
        guard let pattern = namespace.pattern else {
            let isOdd = { (scalar: Unicode.Scalar) in
                scalar.value < 0x20 || scalar == "'" || scalar == "\"" || scalar == "\\"
            }
            return name.utf8.contains { $0 > 0x20 } && !name.unicodeScalars.contains(where: isOdd)
        }
        do {
            let regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
            return name.wholeMatch(of: regex) != nil
        } catch {
            // A pattern that is none holds nothing back; the loader has the last word.
            return true
        }
    }

    /// Whether a name without quotes is read as that text, even within brackets.
    private static func isPlain(_ name: String) -> Bool {
        do {
            let root = try YAMLTree.parse(Array("[\(name)]".utf8), file: "").root
            return root.elements.count == 1 && root.elements[0].kind == .text
                && root.elements[0].text == name
        } catch {
            return false
        }
    }
}

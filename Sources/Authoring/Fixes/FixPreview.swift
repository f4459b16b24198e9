import RuleLoading

/// Shows what fixes would change, as a unified diff without context.
package struct FixPreview: Sendable {
    private let fix: FolderFix
    private let folder: String

    /// Takes the fixes; `folder` stands before the name of each file.
    package init(_ fix: FolderFix, folder: String) {
        self.fix = fix
        self.folder = folder
    }

    /// The diff; empty when nothing changes.
    package var text: String {
        fix.changes.map { before, after in
            let path = SourceFolder.path(before.path, in: folder)
            return "--- \(path)\n+++ \(path)\n" + Self.hunks(Self.lines(before), Self.lines(after))
        }.joined()
    }

    /// The lines of a file; one without a line feed at its end says so as `diff` does.
    private static func lines(_ file: RuleFile) -> [String] {
        let lines = SourceLines(file.bytes)
        var texts = (1...lines.count).map { lines.text(of: $0) }
        if let last = texts.last, last.isEmpty {
            texts.removeLast()
        } else if let last = texts.popLast() {
            texts.append(last + "\n\\ No newline at end of file")
        }
        return texts
    }

    private static func hunks(_ before: [String], _ after: [String]) -> String {
        let difference = after.difference(from: before)
        let gone = Set(difference.removals.map(\.place))
        let come = Set(difference.insertions.map(\.place))
        var text = ""
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            guard gone.contains(old) || come.contains(new) else {
                (old, new) = (old + 1, new + 1)
                continue
            }
            let (firstOld, firstNew) = (old, new)
            while gone.contains(old) { old += 1 }
            while come.contains(new) { new += 1 }
            text += "@@ -\(range(firstOld..<old)) +\(range(firstNew..<new)) @@\n"
            for line in before[firstOld..<old] { text += "-\(line)\n" }
            for line in after[firstNew..<new] { text += "+\(line)\n" }
        }
        return text
    }

    /// Lines as a hunk's head names them: an empty range by the line before it.
    private static func range(_ lines: Range<Int>) -> String {
        switch lines.count {
        case 0: "\(lines.lowerBound),0"
        case 1: "\(lines.lowerBound + 1)"
        default: "\(lines.lowerBound + 1),\(lines.count)"
        }
    }
}

extension CollectionDifference.Change {
    /// Where the line goes or comes.
    fileprivate var place: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}

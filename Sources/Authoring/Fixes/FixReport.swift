import Diagnostics
import RuleLoading

/// Says what was mended, one line each, and how much in all.
package struct FixReport: Sendable {
    private let fix: FolderFix
    private let folder: String

    /// Takes the fixes; `folder` stands before the name of each file.
    package init(_ fix: FolderFix, folder: String) {
        self.fix = fix
        self.folder = folder
    }

    /// `Rules/a.yaml:4:21: fixed[lint.expression-repeated]: …` and a line with the sum; without the
    /// line feed at the end.
    package func text(isDry: Bool) -> String {
        var lines = fix.fixed.map { finding in
            let position = finding.place.position
            let file = SourceFolder.path(finding.place.file, in: folder)
            return "\(file):\(position.line):\(position.column): "
                + "\(isDry ? "fix" : "fixed")[\(finding.code)]: \(finding.message)"
        }
        let sum = "\(fix.fixed.count) fixed in \(counted(fix.changes.count, "file"))"
        lines.append(isDry ? "\(sum) if written" : sum)
        return lines.joined(separator: "\n")
    }
}

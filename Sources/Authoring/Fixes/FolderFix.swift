package import Diagnostics
package import RuleLoading

/// The files of a folder before and after all safe fixes, worked out in memory.
package struct FolderFix: Sendable {
    /// The most rounds; mending one thing can bring another to light.
    private static let rounds = 10

    /// The files as they are.
    package let before: [RuleFile]
    /// The files as they would be.
    package private(set) var after: [RuleFile]
    /// What was mended, in the order in which it was; places are those of the round.
    package private(set) var fixed: [Finding] = []

    /// Fixes that would break the folder.
    package struct Refusal: Error, Sendable {
        /// The errors that the fixed folder would have and this one does not.
        package var errors: [Diagnostic]
    }

    /// Mends files in memory; nothing is written.
    ///
    /// Findings that are silenced stay as they are.
    ///
    /// - Parameters:
    ///   - files: All files of the folder, or of all folders of a layered book.
    ///   - layer: The only layer whose files may change; `nil` means all.
    ///   - load: How files that lie in memory are loaded.
    /// - Throws: A refusal when the fixed folder has an error that the folder does not have now.
    package init(
        _ files: [RuleFile],
        only layer: Int? = nil,
        load: ([RuleFile]) -> LoadResult = { RuleLoader().load(RulesInMemory($0)) }
    ) throws(Refusal) {
        before = files
        after = files
        let fixable = Set(files.filter { layer == nil || $0.layer == layer }.map(\.path))
        for _ in 0..<Self.rounds {
            let fixes = Self.fixes(of: after, load).filter {
                fixable.contains($0.finding.place.file)
            }
            if fixes.isEmpty { break }
            after = after.map { file in
                let edits = fixes.filter { $0.finding.place.file == file.path }.map(\.edit)
                var mended = file
                mended.bytes = TextEdit.apply(edits, to: file.bytes)
                return mended
            }
            fixed += fixes.map(\.finding)
        }
        if fixed.isEmpty { return }
        let errors = Self.newErrors(load(before), load(after))
        if !errors.isEmpty { throw Refusal(errors: errors) }
    }

    /// The files that change, as they are and as they would be.
    package var changes: [(before: RuleFile, after: RuleFile)] {
        zip(before, after).filter { $0.bytes != $1.bytes }.map { ($0, $1) }
    }

    private static func fixes(
        of files: [RuleFile],
        _ load: ([RuleFile]) -> LoadResult
    ) -> [(finding: Finding, edit: TextEdit)] {
        let result = load(files)
        var findings = result.diagnostics.map(Finding.init)
        if let book = result.book { findings += ExpressionLint(book).findings }
        findings += Linter.findings(inTextOf: files)
        let open = Silences(files).judge(findings, lookedFor: []).open
        let fixer = Fixer(files)
        var fixes: [(finding: Finding, edit: TextEdit)] = []
        for finding in open.sorted() where Fixer.codes.contains(finding.code) {
            guard let edit = fixer.edit(for: finding) else { continue }
            let collides = fixes.contains {
                $0.finding.place.file == finding.place.file && $0.edit.collides(with: edit)
            }
            if !collides { fixes.append((finding, edit)) }
        }
        return fixes
    }

    /// Errors of the files after that the files before do not have; lines may have moved.
    private static func newErrors(_ before: LoadResult, _ after: LoadResult) -> [Diagnostic] {
        struct Key: Hashable {
            var file: String
            var code: DiagnosticCode
            var message: String

            init(_ diagnostic: Diagnostic) {
                file = diagnostic.file
                code = diagnostic.code
                message = diagnostic.message
            }
        }
        func errors(_ result: LoadResult) -> [Diagnostic] {
            result.diagnostics.filter { $0.severity == .error }
        }
        var known = errors(before).reduce(into: [Key: Int]()) { $0[Key($1), default: 0] += 1 }
        return errors(after).filter { error in
            known[Key(error), default: 0] -= 1
            return known[Key(error), default: 0] < 0
        }
    }
}

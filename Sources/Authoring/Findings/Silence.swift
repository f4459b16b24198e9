import Diagnostics
import Knowledge
import RuleLoading

/// A comment by which an author says that findings of a code are meant to be.
///
/// ```yaml
/// # banso: allow lint.rule-untested because the bureau tests it with its own cases
/// - id: people.hire
/// ```
struct Silence: Hashable, Sendable {
    /// Where the comment begins.
    var place: SourcePlace
    /// The codes named.
    var codes: [String]
    /// Why they are to be allowed.
    var reason: String
    /// The lines it holds for; `nil` for the whole file.
    var lines: ClosedRange<Int>?

    /// Whether it holds for a finding.
    func covers(_ finding: Finding) -> Bool {
        finding.place.file == place.file && codes.contains(finding.code)
            && lines?.contains(finding.place.position.line) ?? true
    }
}

/// Reads the comments of a file that silence findings.
struct SilenceReader {
    /// The comments with codes and a reason.
    private(set) var silences: [Silence] = []
    /// What is wrong with the others.
    private(set) var findings: [Finding] = []

    private let outline: SourceOutline

    init(_ outline: SourceOutline) {
        self.outline = outline
        var isHead = true
        for line in 1...outline.lines.count {
            let text = outline.lines.text(of: line)
            let isContent = text.contains { $0 != " " && $0 != "\t" } && !text.isComment
            if isContent, text.contains(where: { $0 != "-" && $0 != " " }) { isHead = false }
            guard let start = text.markedComment(),
                !outline.isInText(SourcePosition(line: line, column: start.column))
            else { continue }
            let lines =
                isHead ? nil : outline.extent(from: text.isComment ? next(after: line) : line)
            read(start.text, line: line, column: start.column, lines: lines)
        }
    }

    /// The next line that says something.
    private func next(after line: Int) -> Int {
        let rest = line + 1..<max(line + 1, outline.lines.count + 1)
        return rest.first { number in
            let text = outline.lines.text(of: number)
            return text.contains { $0 != " " && $0 != "\t" } && !text.isComment
        } ?? line
    }

    private mutating func read(_ text: String, line: Int, column: Int, lines: ClosedRange<Int>?) {
        let place = SourcePlace(file: outline.file.path, line: line, column: column)
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        guard words.first == "allow" else {
            let found = Diagnostic.quote("banso: " + text)
            return report(.unknownSilence, "\(found) is not understood", at: place)
        }
        let names = words.dropFirst().prefix { $0 != "because" }
        let codes = names.flatMap { $0.split(separator: ",") }.map(String.init)
        let reason = words.dropFirst(names.count + 2).joined(separator: " ")
        if codes.isEmpty {
            return report(.unknownSilence, "a silence names no code", at: place)
        }
        let unknown = codes.filter { CodePage.page(of: $0) == nil }
        for code in unknown {
            report(
                .unknownSilence,
                "there is no code \(Diagnostic.quote(code)) to silence",
                at: place,
                suggestion: CodePage.suggestion(for: code) ?? "banso explain lists all codes"
            )
        }
        if reason.isEmpty {
            return report(
                .silenceWithoutReason,
                "the silence of \(codes.joined(separator: ", ")) gives no reason and does not count",
                at: place,
                suggestion: "end it with because and the reason"
            )
        }
        let known = codes.filter { !unknown.contains($0) }
        if known.isEmpty { return }
        silences.append(Silence(place: place, codes: known, reason: reason, lines: lines))
    }

    private mutating func report(
        _ code: LintCode,
        _ message: String,
        at place: SourcePlace,
        suggestion: String = "write # banso: allow CODE because REASON"
    ) {
        let position = place.position
        let origin = Origin(file: place.file, line: position.line, column: position.column)
        findings.append(Finding(code, message, at: origin, suggestion: suggestion))
    }
}

extension String {
    /// Whether the line holds nothing but a comment.
    fileprivate var isComment: Bool { drop { $0 == " " || $0 == "\t" }.first == "#" }

    /// What a comment of the line says after `banso:`, and the column of its `#`.
    fileprivate func markedComment() -> (text: String, column: Int)? {
        let scalars = Array(unicodeScalars)
        for (index, scalar) in scalars.enumerated() where scalar == "#" {
            guard index == 0 || scalars[index - 1] == " " || scalars[index - 1] == "\t" else {
                continue
            }
            var rest = String.UnicodeScalarView()
            rest.append(contentsOf: scalars[(index + 1)...])
            let comment = String(rest).drop { $0 == " " || $0 == "\t" }
            guard comment.hasPrefix("banso:") else { continue }
            let text = comment.dropFirst(6).drop { $0 == " " || $0 == "\t" }
            return (String(text), index + 1)
        }
        return nil
    }
}

import Diagnostics
import Knowledge
package import RuleLoading

/// All comments of a folder that silence findings, and what comes of them.
package struct Silences: Sendable {
    /// A finding that its author knows of, with the reason.
    package struct Silenced: Hashable, Sendable {
        /// The finding.
        package var finding: Finding
        /// The author's reason.
        package var reason: String

        /// Pairs a finding with the reason.
        package init(finding: Finding, reason: String) {
            self.finding = finding
            self.reason = reason
        }
    }

    /// Findings judged by the comments.
    package struct Judgement: Sendable {
        /// What is to be reported: findings that no comment covers, and comments that are wrong.
        package var open: [Finding]
        /// What its author allows, in the order of places.
        package var silenced: [Silenced]
    }

    private var silences: [Silence] = []
    private var faults: [Finding] = []

    /// Reads the comments of files; those without the mark `banso:` cost a search and no more.
    package init(_ files: [RuleFile]) {
        for file in files where Self.hasMark(file.bytes) {
            let reader = SilenceReader(SourceOutline(file))
            silences += reader.silences
            faults += reader.findings
        }
    }

    /// Judges findings, by file, line and column.
    ///
    /// Errors are never silenced: a folder with one cannot be used, whatever its author thinks. A
    /// comment that silences nothing is reported when its code was looked for at all.
    ///
    /// - Parameters:
    ///   - findings: All findings of the folder.
    ///   - codes: The codes that the run looked for.
    /// - Returns: What is open and what is silenced.
    package func judge(_ findings: [Finding], lookedFor codes: Set<String>) -> Judgement {
        var judgement = Judgement(open: faults, silenced: [])
        var used: Set<Use> = []
        for finding in findings {
            let covering = silences.filter { $0.covers(finding) }
            guard finding.severity != .error, let first = covering.first else {
                judgement.open.append(finding)
                continue
            }
            judgement.silenced.append(Silenced(finding: finding, reason: first.reason))
            for silence in covering { used.insert(Use(silence: silence, code: finding.code)) }
        }
        for silence in silences {
            for code in silence.codes where codes.contains(code) {
                if used.contains(Use(silence: silence, code: code)) { continue }
                judgement.open.append(Self.idle(silence, code))
            }
        }
        judgement.open.sort()
        judgement.silenced.sort { $0.finding < $1.finding }
        return judgement
    }

    /// Whether a file holds `banso:` at all; most do not, and are not looked at any closer.
    private static func hasMark(_ bytes: [UInt8]) -> Bool {
        let mark = Array("banso:".utf8)
        let (span, wanted) = (bytes.span, mark.span)
        guard span.count >= wanted.count else { return false }
        for start in 0...(span.count - wanted.count) where span[start] == wanted[0] {
            var length = 1
            while length < wanted.count, span[start + length] == wanted[length] { length += 1 }
            if length == wanted.count { return true }
        }
        return false
    }

    private struct Use: Hashable {
        var silence: Silence
        var code: String
    }

    private static func idle(_ silence: Silence, _ code: String) -> Finding {
        let isError = CodePage.page(of: code)?.severity == .error
        let position = silence.place.position
        return Finding(
            .idleSilence,
            isError
                ? "\(code) is an error, and errors cannot be silenced"
                : "the silence of \(code) silences nothing",
            at: Origin(file: silence.place.file, line: position.line, column: position.column),
            suggestion: isError ? "mend what it reports" : "remove it"
        )
    }
}

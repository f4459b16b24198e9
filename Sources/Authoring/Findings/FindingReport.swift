package import Diagnostics

/// Writes findings for people, one line each and what to do about it below.
package struct FindingReport: Sendable {
    /// The findings in the order they are shown.
    package let findings: [Finding]
    /// The findings that comments in the files silence.
    package let silenced: [Silences.Silenced]
    let folder: String

    /// Takes findings in the order they are shown; `folder` stands before the name of each file.
    package init(_ findings: [Finding], silenced: [Silences.Silenced] = [], folder: String) {
        self.findings = findings
        self.silenced = silenced
        self.folder = folder
    }

    /// `Rules/people.yaml:4:21: warning[lint.rule-untested]: …`, further places below.
    package var text: String {
        var text = ""
        for finding in findings {
            let label = "\(finding.severity.rawValue)[\(finding.code)]"
            text += "\(place(finding.place)): \(label): \(finding.message)\n"
            if let suggestion = finding.suggestion { text += "    \(suggestion)\n" }
            for note in finding.notes { text += "    \(place(note.place)): \(note.message)\n" }
        }
        return text
    }

    /// What is silenced, one line each and the reason below.
    package var silencedText: String {
        silenced.map { item in
            let finding = item.finding
            return "\(place(finding.place)): silenced[\(finding.code)]: \(finding.message)\n"
                + "    because \(item.reason)\n"
        }.joined()
    }

    private func place(_ place: SourcePlace) -> String {
        let file = SourceFolder.path(place.file, in: folder)
        return "\(file):\(place.position.line):\(place.position.column)"
    }

    /// How many findings there are of a severity.
    package func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
}

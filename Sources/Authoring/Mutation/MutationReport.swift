import Knowledge
import WireFormat

/// Writes which small slips in a book no test notices.
package struct MutationReport: Sendable {
    private let run: MutationRun
    private let folder: String

    /// Takes what was found; `folder` stands before the name of each file.
    package init(_ run: MutationRun, folder: String) {
        self.run = run
        self.folder = folder
    }

    /// How many slips no test notices.
    package var survivorCount: Int { run.survivors.count }

    /// Each survivor with its place and what would notice it, then the sum.
    package var text: String {
        var lines: [String] = []
        for mutant in run.survivors {
            lines.append("\(place(mutant.origin)): survived: \(mutant.subject): \(mutant.words)")
            lines.append("    missing: \(mutant.remedy)")
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    /// `mutants killed: 12 of 14 (85.7 %); 30 left out, …`.
    package var summary: String {
        let count = run.verdicts.count
        let killed = count - survivorCount
        let percent = count == 0 ? 100 : Double(killed) * 100 / Double(count)
        return "mutants killed: \(killed) of \(count) (\(CoverageReport.written(percent)) %); "
            + "\(run.unexercised) left out, since no test exercises what they change"
    }

    /// Writes the result as a JSON object.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("mutants", run.verdicts.count)
        writer.member("killed", run.verdicts.count - survivorCount)
        writer.member("unexercised", run.unexercised)
        writer.key("survivors")
        writer.beginArray()
        for mutant in run.survivors {
            writer.beginObject()
            writer.member("subject", mutant.subject)
            writer.member("change", mutant.words)
            writer.place(mutant.origin, in: folder)
            writer.member("missing", mutant.remedy)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func place(_ origin: Origin) -> String {
        "\(SourceFolder.path(origin.file, in: folder)):\(origin.line):\(origin.column)"
    }
}

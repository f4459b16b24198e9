import ArgumentParser
import BenchmarkHarness
import Foundation

/// What all measurements take.
struct MeasuringOptions: ParsableArguments {
    @Option(help: "The shipped rule folder.") var rules = "Rules"
    @Option(help: "The folder of real texts.") var cases = "Tests/Quality/Cases"
    @Option(help: "How often each contestant is measured.") var rounds = 5
    @Option(help: "text or json.") var format = Report.Format.text

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("there must be at least one round") }
    }

    /// Writes a report to standard output.
    func show(_ report: Report) {
        FileHandle.standardOutput.write(Data(report.text(format).utf8))
    }
}

extension Report.Format: ExpressibleByArgument {}

/// Tells whoever waits what is being done.
func remark(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
}

/// A folder that is there while something is measured.
struct ScratchFolder {
    let url: URL

    /// Makes an empty folder.
    init() throws {
        let name = "banso-bench-\(UUID().uuidString.prefix(8))"
        url = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// The path of something in it.
    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Removes it with all that is in it.
    func remove() {
        do {
            try FileManager.default.removeItem(at: url)
        } catch {
            remark("bench: \(url.path) stays behind: \(error)")
        }
    }
}

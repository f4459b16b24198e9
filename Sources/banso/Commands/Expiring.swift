import Answering
import ArgumentParser
import Authoring
import Diagnostics
import Knowledge
import RuleEngine
import Serving
import WireFormat

/// Lists what in a book ends soon.
struct Expiring: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what ends soon: windows, deadlines before them, reviews, sources."
    )

    @OptionGroup var folder: FolderArgument
    @Option(help: "How far to look ahead, such as 30d or 8w.")
    var within = DayCount(days: 30)
    @Option(help: "The day to look ahead from (default: today in Japan).")
    var asOf: CalendarDate?
    @Option(help: "Only these: window, gate, review or source; may be given several times.")
    var kind: [Deadline.Kind] = []
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @Option(help: "The language of names, ja or en.")
    var lang: Language = .ja

    func run() throws {
        let book = try RuleFolder.load(folder.stack).answerer.engine.compiled.book
        let day = asOf ?? WallClock.today
        let deadlines = Deadline.upcoming(in: book, from: day, within: within.days)
            .filter { kind.isEmpty || kind.contains($0.kind) }
        switch format {
        case .text: Console.write(Array(text(deadlines, day).utf8))
        case .json: Console.write(json(deadlines, day) + [0x0A])
        }
    }

    private func text(_ deadlines: [Deadline], _ day: CalendarDate) -> String {
        if deadlines.isEmpty {
            return "nothing ends from \(day.iso) to \(day.adding(days: within.days).iso)\n"
        }
        return Table(
            rows: deadlines.map { item in
                [
                    item.date.iso, "\(item.date.dayNumber - day.dayNumber)d", item.kind.rawValue,
                    item.id, item.title[lang],
                    "\(SourceFolder.path(item.origin.file, in: folder.label)):\(item.origin.line)",
                ]
            }
        ).text
    }

    private func json(_ deadlines: [Deadline], _ day: CalendarDate) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for item in deadlines {
            writer.beginObject()
            writer.member("date", item.date.iso)
            writer.member("days", item.date.dayNumber - day.dayNumber)
            writer.member("kind", item.kind.rawValue)
            writer.member("id", item.id)
            writer.member("name", item.title[lang])
            writer.member("file", SourceFolder.path(item.origin.file, in: folder.label))
            writer.member("line", item.origin.line)
            writer.endObject()
        }
        writer.endArray()
        return JSONWriter.pretty(writer.bytes)
    }
}

/// Shows what happens to a policy, day by day.
struct PolicyTimeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Show the windows and deadlines of a policy in order of time."
    )

    @Argument(help: "The policy's id.")
    var policy: String
    @OptionGroup var folder: FolderArgument
    @Option(help: "The day to mark (default: today in Japan).")
    var asOf: CalendarDate?
    @Option(help: "The language of names, ja or en.")
    var lang: Language = .ja

    func run() throws {
        let policies = try RuleFolder.load(folder.stack).answerer.engine.compiled.book.policies
        guard let found = policies.first(where: { $0.id.text == policy }) else {
            let suggestion = NearestName.suggestion(for: policy, among: policies.map(\.id.text))
            Console.remark(
                "banso: no policy has the id \(Diagnostic.quote(policy))"
                    + (suggestion.map { "; \($0)" } ?? "")
            )
            throw ExitCode.noInput
        }
        let timeline = Timeline(found, on: asOf ?? WallClock.today)
        Console.write(Array(timeline.text(in: lang).utf8))
    }
}

/// A number of days as people write it on a command line.
struct DayCount: ExpressibleByArgument, Sendable {
    let days: Int

    var defaultValueDescription: String { "\(days)d" }

    init(days: Int) { self.days = days }

    /// Reads `30d`, `8w` or a bare number of days, up to ten thousand.
    init?(argument: String) {
        let unit = argument.hasSuffix("w") ? 7 : 1
        let digits =
            argument.hasSuffix("w") || argument.hasSuffix("d") ? argument.dropLast() : argument[...]
        guard let number = Int(digits), (0...10_000).contains(number) else { return nil }
        days = number * unit
    }
}

extension Deadline.Kind: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

import WireFormat

/// The table of what was provoked and what was lost.
struct FaultTable {
    /// How it is written.
    enum Format: String, CaseIterable {
        case text, json
    }

    private var rows: [(fault: Fault, seen: Observation, seconds: Double)] = []

    /// Whether nothing was lost and no bound was broken.
    var holds: Bool { rows.allSatisfy { $0.seen.holds } }

    /// Adds a fault that was provoked.
    mutating func add(_ fault: Fault, _ seen: Observation, seconds: Double) {
        rows.append((fault, seen, seconds))
    }

    /// The table in one of the formats, ending with a line feed.
    func text(_ format: Format) -> String {
        switch format {
        case .text: table
        case .json: json
        }
    }

    // MARK: Text

    private var table: String {
        let heads = ["fault", "provoked", "asked", "lost", "seconds", "verdict"]
        let cells = rows.map { fault, seen, seconds in
            [
                fault.name, Self.grouped(seen.provoked), Self.grouped(seen.asked),
                Self.grouped(seen.lostCount), Self.number(seconds), Self.verdict(seen),
            ]
        }
        let widths = heads.indices.map { column in
            ([heads] + cells).map { $0[column].count }.max() ?? 0
        }
        var lines = [Self.line(heads, widths)]
        for (row, cells) in zip(rows, cells) {
            lines.append(Self.line(cells, widths))
            lines += Self.details(row.seen).map { "    \($0)" }
        }
        let lost = rows.reduce(0) { $0 + $1.seen.lostCount }
        let asked = rows.reduce(0) { $0 + $1.seen.asked }
        let provoked = rows.reduce(0) { $0 + $1.seen.provoked }
        lines.append(
            "\(rows.count) faults, provoked \(Self.grouped(provoked)) times; "
                + "\(Self.grouped(asked)) requests asked meanwhile; lost: \(Self.grouped(lost))"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private static func verdict(_ seen: Observation) -> String {
        if seen.skipped != nil { return "skipped" }
        if seen.lostCount > 0 { return "LOST" }
        return seen.holds ? "held" : "BOUND BROKEN"
    }

    private static func details(_ seen: Observation) -> [String] {
        let figures = seen.figures.map { figure in
            var text = "\(figure.name) \(number(figure.value)) \(figure.unit)"
            if let most = figure.most {
                text += " (\(figure.isGoal ? "goal " : "")≤ \(number(most)))"
                if !figure.isWithin { text += figure.isGoal ? " missed" : " BROKEN" }
            }
            return text
        }
        let reason = seen.skipped.map { ["skipped: \($0)"] } ?? []
        let more = seen.lostCount - seen.lost.count
        return figures + seen.notes + reason + seen.lost.map { "LOST: \($0)" }
            + (more > 0 ? ["LOST: … and \(grouped(more)) more"] : [])
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells.indices, zip(cells, widths)).map { column, cell in
            let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            // Names and verdicts to the left, numbers to the right.
            return column == 0 || column == cells.count - 1 ? cell.0 + space : space + cell.0
        }
        let line = padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private static func number(_ value: Double) -> String {
        if value >= 100 { return grouped(Int(value.rounded())) }
        let tenths = value < 10 ? 100.0 : 10.0
        let rounded = (value * tenths).rounded() / tenths
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    private static func grouped(_ value: Int) -> String {
        var digits = Array(String(value))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }

    // MARK: JSON

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("holds", holds)
        writer.key("faults")
        writer.beginArray()
        for row in rows { Self.write(row.fault, row.seen, row.seconds, to: &writer) }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private static func write(
        _ fault: Fault,
        _ seen: Observation,
        _ seconds: Double,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("fault", fault.name)
        writer.member("summary", fault.summary)
        writer.member("provoked", seen.provoked)
        writer.member("asked", seen.asked)
        writer.member("lost", seen.lostCount)
        writer.key("seconds")
        writer.value(seconds)
        writer.member("holds", seen.holds)
        if let reason = seen.skipped { writer.member("skipped", reason) }
        writer.key("figures")
        writer.beginArray()
        for figure in seen.figures {
            writer.beginObject()
            writer.member("name", figure.name)
            writer.key("value")
            writer.value(figure.value)
            writer.member("unit", figure.unit)
            if let most = figure.most {
                writer.key(figure.isGoal ? "goal" : "at_most")
                writer.value(most)
            }
            writer.endObject()
        }
        writer.endArray()
        list("notes", seen.notes, to: &writer)
        list("losses", seen.lost, to: &writer)
        writer.endObject()
    }

    private static func list(_ name: String, _ texts: [String], to writer: inout JSONWriter) {
        writer.key(name)
        writer.beginArray()
        for text in texts { writer.value(text) }
        writer.endArray()
    }
}

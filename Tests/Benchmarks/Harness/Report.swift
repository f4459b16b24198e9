import WireFormat

/// The figures of one run.
package struct Report: Sendable {
    /// How a report is written.
    package enum Format: String, Sendable, CaseIterable {
        case text, json
    }

    /// The command that measured.
    package let title: String
    /// What one must know to read the figures: sizes, rounds, machine.
    package private(set) var notes: [String] = []
    /// The figures in the order they were added.
    package private(set) var figures: [Figure] = []

    /// Begins a report.
    package init(_ title: String) { self.title = title }

    /// Adds what one must know to read the figures.
    package mutating func note(_ text: String) { notes.append(text) }

    /// Adds a figure.
    package mutating func add(_ figure: Figure) { figures.append(figure) }

    /// Adds a figure for each contestant: the processor time of a unit, in microseconds or, below
    /// one microsecond, in nanoseconds.
    package mutating func add(_ results: [Rounds.Result], per unit: String) {
        for result in results {
            let spread = Spread(result.cpu)
            let isSmall = spread.median < 1000
            let scale = isSmall ? 1.0 : 1000
            add(
                Figure(
                    result.name,
                    Spread(result.cpu.map { $0 / scale }),
                    "\(isSmall ? "ns" : "µs") CPU/\(unit)"
                )
            )
        }
    }

    /// The report in one of the formats, ending with a line feed.
    package func text(_ format: Format) -> String {
        switch format {
        case .text: table
        case .json: json
        }
    }

    private var table: String {
        let rows = figures.map { figure in
            [
                figure.name, Self.number(figure.value.median),
                "\(Self.number(figure.value.low))–\(Self.number(figure.value.high))",
                figure.unit, Self.words(figure),
            ]
        }
        let heads = ["", "median", "min–max", "unit", "goal"]
        let widths = heads.indices.map { column in
            ([heads] + rows).map { $0[column].count }.max() ?? 0
        }
        let lines = ([heads] + rows).map { row in
            zip(row, widths).map { $0 + Self.spaces($1 - $0.count) }
                .joined(separator: "  ")
        }
        let head = ["== \(title)"] + notes.map { "   \($0)" }
        return (head + lines.map(Self.trimmed)).joined(separator: "\n") + "\n"
    }

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("title", title)
        writer.key("notes")
        writer.beginArray()
        for note in notes { writer.value(note) }
        writer.endArray()
        writer.key("figures")
        writer.beginArray()
        for figure in figures { Self.write(figure, to: &writer) }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private static func write(_ figure: Figure, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", figure.name)
        writer.key("median")
        writer.value(figure.value.median)
        writer.key("min")
        writer.value(figure.value.low)
        writer.key("max")
        writer.value(figure.value.high)
        writer.member("unit", figure.unit)
        switch figure.goal {
        case .atMost(let bound)?:
            writer.key("at_most")
            writer.value(bound)
        case .atLeast(let bound)?:
            writer.key("at_least")
            writer.value(bound)
        case nil: break
        }
        if let isMet = figure.isMet { writer.member("met", isMet) }
        writer.endObject()
    }

    private static func words(_ figure: Figure) -> String {
        let bound: String
        switch figure.goal {
        case .atMost(let value)?: bound = "≤ \(number(value))"
        case .atLeast(let value)?: bound = "≥ \(number(value))"
        case nil: return ""
        }
        return figure.isMet == true ? "\(bound) met" : "\(bound) MISSED"
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Three digits that count, and no more than needed after the point.
    package static func number(_ value: Double) -> String {
        let size = value.magnitude
        if size >= 100 || value == value.rounded() { return grouped(Int(value.rounded())) }
        let places = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : size >= 0.01 ? 4 : 5
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let digits = Int((size * scale).rounded())
        let whole = digits / Int(scale)
        let rest = String(digits % Int(scale))
        let padding = String(repeating: "0", count: places - rest.count)
        return "\(value < 0 ? "-" : "")\(whole).\(padding)\(rest)"
    }

    private static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }
}

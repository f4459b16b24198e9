import Knowledge

/// One heat map: the issues by places of one measure, for sizes that show the same.
///
/// It is drawn with classes and without colours; ``HeatStyle`` gives these for light and dark.
struct HeatPanel {
    /// The side of a cell.
    static let side = 18
    /// What lies between two regions.
    private static let regionGap = 5

    let summary: GridSummary
    let words: GridWords
    let measure: GridMeasure
    /// The layers it stands for: the first is drawn.
    let sizes: [Int]

    private var grid: CoverageGrid { summary.grid }

    /// The whole width.
    var width: Int { labelWidth + (columns.last.map { $0 + Self.side } ?? 0) + 8 }
    /// The space above the cells: the names of regions, and of places in their longest form.
    private var head: Int {
        let names = grid.plan.places.indices.map { words.place($0) }
        if words.language == .ja { return 24 + (names.map(\.count).max() ?? 0) * 11 }
        return 24 + (names.map(Markup.columns).max() ?? 0) * 6
    }

    /// The whole height.
    var height: Int { head + grid.plan.issues.count * Self.side + 4 }

    /// The space for the names of the issues, left of the cells.
    private var labelWidth: Int {
        let widest = grid.plan.issues.indices.map { Markup.columns(words.issue($0)) }.max() ?? 0
        return widest * 6 + 14
    }

    /// Where the cells of each place begin, from the first one.
    private var columns: [Int] {
        var x = 0
        return grid.plan.places.indices.map { index in
            if index > 0, grid.plan.places[index].region != grid.plan.places[index - 1].region {
                x += Self.regionGap
            }
            defer { x += Self.side }
            return x
        }
    }

    /// What the panel shows, in words.
    var title: String {
        "\(measure.title[words.language])  \(words.say("規模：", "size: "))\(words.sizes(sizes))"
    }

    /// The elements of the drawing, from its upper left corner.
    var elements: String {
        var text = regionLabels + placeLabels
        for issue in grid.plan.issues.indices { text += row(issue) }
        return text
    }

    private var regionLabels: String {
        var text = ""
        var start = 0
        let places = grid.plan.places
        while start < places.count {
            let end = places[start...].firstIndex { $0.region != places[start].region }
            let last = (end ?? places.count) - 1
            // English names of regions are not in the book.
            let room = (columns[last] - columns[start] + Self.side) / 12
            let name = words.language == .ja ? places[start].region : ""
            if !name.isEmpty, name.count <= room {
                let middle = labelWidth + (columns[start] + columns[last] + Self.side) / 2
                text += Markup.text(name, class: "rg", x: middle, y: 12)
            }
            start = last + 1
        }
        return text
    }

    private var placeLabels: String {
        let base = head - 6
        return grid.plan.places.indices.map { index in
            let x = labelWidth + columns[index] + Self.side / 2
            let name = words.place(index)
            guard words.language == .ja else {
                return "<text class=\"pl\" transform=\"translate(\(x + 4) \(base)) "
                    + "rotate(-90)\">\(Markup.escaped(name))</text>"
            }
            // Upright characters below one another, as Japanese is written.
            let letters = Array(name)
            let top = base - (letters.count - 1) * 11
            let spans = letters.enumerated().map { number, letter in
                "<tspan x=\"\(x)\" y=\"\(top + number * 11)\">\(Markup.escaped(String(letter)))</tspan>"
            }.joined()
            return "<text class=\"pv\">\(spans)</text>"
        }.joined(separator: "\n") + "\n"
    }

    private func row(_ issue: Int) -> String {
        let y = head + issue * Self.side
        var text =
            "<text class=\"is\" x=\"\(labelWidth - 6)\" y=\"\(y + 13)\">"
            + "\(Markup.escaped(words.issue(issue)))</text>\n"
        for place in grid.plan.places.indices {
            let position = CoverageGrid.Position(issue: issue, place: place, size: sizes[0])
            text += cell(position, x: labelWidth + columns[place], y: y)
        }
        return text
    }

    private func cell(_ position: CoverageGrid.Position, x: Int, y: Int) -> String {
        let count = grid.count(measure, at: position)
        let full = grid.plan.places[position.place].title[words.language]
        let tip =
            "\(words.issue(position.issue)) × \(full) × \(words.sizes(sizes))\n"
            + words.sentence(measure, at: position)
        let side = Self.side - 1
        return "<g class=\"\(Self.style(count, crowd: grid.crowd(measure)))\">"
            + "<title>\(Markup.escaped(tip))</title>"
            + "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(side)\" height=\"\(side)\"/>"
            + "<text x=\"\(x + side / 2)\" y=\"\(y + 12)\">\(count.map { "\($0)" } ?? "–")</text></g>\n"
    }

    /// The class of a count: `na`, `gap`, `one`, `f0`–`f2` by thirds of what is fair, `full`.
    static func style(_ count: Int?, crowd: Int) -> String {
        switch count {
        case nil: return "na"
        case 0?: return "gap"
        case 1?: return "one"
        case let count?:
            if count >= crowd { return "full" }
            return "f\((count - 2) * 3 / max(1, crowd - 2))"
        }
    }
}

/// The key to the colours.
struct HeatLegend {
    static let height = 26

    let words: GridWords
    let measure: GridMeasure

    /// A class with the counts it stands for.
    private var steps: [(style: String, counts: ClosedRange<Int>, label: String)] {
        let crowd = words.grid.crowd(measure)
        var steps: [(style: String, counts: ClosedRange<Int>, label: String)] = [
            ("gap", 0...0, words.level(.gap)), ("one", 1...1, words.level(.fragile)),
        ]
        for count in 2..<max(2, crowd) {
            let style = HeatPanel.style(count, crowd: crowd)
            if let last = steps.last, last.style == style {
                steps[steps.count - 1].counts = last.counts.lowerBound...count
            } else {
                steps.append((style, count...count, ""))
            }
        }
        steps.append(("full", crowd...crowd, words.level(.crowded)))
        return steps
    }

    /// The elements of the drawing and its width.
    var drawing: (elements: String, width: Int) {
        var text = ""
        var x = 0
        for step in steps {
            let range = step.counts
            let numbers =
                step.style == "full"
                ? "\(range.lowerBound)+"
                : range.count == 1
                    ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
            let label = step.label.isEmpty ? numbers : "\(numbers) \(step.label)"
            text +=
                "<g class=\"\(step.style)\"><rect x=\"\(x)\" y=\"4\" width=\"17\" height=\"17\"/></g>"
            text += "<text class=\"lg\" x=\"\(x + 22)\" y=\"17\">\(Markup.escaped(label))</text>\n"
            x += 22 + Markup.columns(label) * 6 + 18
        }
        return (text, x)
    }
}

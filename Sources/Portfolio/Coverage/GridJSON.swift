package import Knowledge
import WireFormat

/// Writes a coverage grid for machines: every combination.
package struct GridJSON {
    private let grid: CoverageGrid
    private let measures: [GridMeasure]
    private let words: GridWords

    /// Prepares to write some measures of a grid; the language is that of names.
    package init(_ grid: CoverageGrid, measures: [GridMeasure], language: Language) {
        self.grid = grid
        self.measures = measures
        words = GridWords(grid: grid, language: language)
    }

    /// One object on one line, without a line feed.
    package var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 1 << 18)
        writer.beginObject()
        writer.member("as_of", grid.plan.day.iso)
        writer.member("ruleset", grid.ruleset)
        if let industry = grid.plan.industry { writer.member("industry", industry.text) }
        writer.key("least_score")
        writer.score(grid.plan.leastScore)
        writer.member("unverified", grid.plan.countsUnverified)
        axes(to: &writer)
        summary(to: &writer)
        writer.key("cells")
        writer.beginArray()
        for position in grid.positions { cell(position, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func axes(to writer: inout JSONWriter) {
        writer.key("issues")
        writer.beginArray()
        for issue in grid.plan.issues {
            writer.beginObject()
            writer.member("id", issue.reference.text)
            writer.member("name", issue.title[words.language])
            writer.endObject()
        }
        writer.endArray()
        writer.key("prefectures")
        writer.beginArray()
        for place in grid.plan.places { name(place.prefecture, to: &writer) }
        writer.endArray()
        writer.key("sizes")
        writer.beginArray()
        for size in grid.plan.sizes {
            writer.beginObject()
            writer.member("id", size.id)
            writer.member("name", size.title[words.language])
            if let employees = size.employees { writer.member("employees", employees) }
            if let capital = size.capital { writer.member("capital", capital) }
            writer.endObject()
        }
        writer.endArray()
    }

    private func name(_ text: String?, to writer: inout JSONWriter) {
        if let text { writer.value(text) } else { writer.null() }
    }

    private func summary(to writer: inout JSONWriter) {
        let summary = GridSummary(grid: grid)
        writer.key("summary")
        writer.beginObject()
        for measure in measures {
            let spread = summary.spread(measure)
            writer.key(measure.rawValue)
            writer.beginObject()
            writer.member("combinations", spread.combinations)
            writer.member("gaps", spread.gaps)
            writer.member("fragile", spread.fragile)
            writer.member("crowded", spread.crowded)
            writer.member("crowded_from", grid.crowd(measure))
            writer.member("min", spread.least)
            writer.member("median", spread.median)
            writer.member("max", spread.most)
            writer.endObject()
        }
        writer.endObject()
    }

    private func cell(_ position: CoverageGrid.Position, to writer: inout JSONWriter) {
        let cell = grid[position]
        writer.beginObject()
        writer.member("issue", grid.plan.issues[position.issue].reference.text)
        writer.key("prefecture")
        name(grid.plan.places[position.place].prefecture, to: &writer)
        writer.member("size", grid.plan.sizes[position.size].id)
        for measure in measures {
            guard let count = grid.count(measure, at: position),
                let level = grid.level(measure, at: position)
            else { continue }
            writer.key(measure.rawValue)
            writer.beginObject()
            writer.member("count", count)
            writer.member("level", level.rawValue)
            if measure == .policies {
                writer.member("open", cell.open)
                writer.member("upcoming", cell.upcoming)
                writer.member("unverified", cell.unverified)
                writer.member("needs_info", cell.undecided)
            }
            if let sole = cell.sole[measure] { writer.member("only", sole) }
            writer.endObject()
        }
        writer.endObject()
    }
}

package import Knowledge

/// Writes a coverage grid for people.
package struct GridText {
    /// The most blocks of a level that are listed.
    private static let blockLimit = 25

    private let grid: CoverageGrid
    private let measures: [GridMeasure]
    private let summary: GridSummary
    private let words: GridWords

    /// Prepares to write some measures of a grid.
    package init(_ grid: CoverageGrid, measures: [GridMeasure], language: Language) {
        self.grid = grid
        self.measures = measures
        summary = GridSummary(grid: grid)
        words = GridWords(grid: grid, language: language)
    }

    /// The report, part by part.
    package var blocks: [ReportBlock] {
        var blocks: [ReportBlock] = [
            .heading(words.title),
            .line(words.say("ルール ", "rules ") + grid.ruleset.prefix(12)),
            .line(words.rule),
            .gap, .heading(words.say("■ 全体", "All combinations")),
            .table(overall),
        ]
        blocks += [.gap, .heading(words.say("■ 課題別", "By issue"))]
        blocks += [.table(table(grid.plan.issues.indices, id: issueID, words.issue, \.issue))]
        blocks += [.gap, .heading(words.say("■ 地域別", "By place"))]
        blocks += [.table(table(grid.plan.places.indices, id: placeID, words.place, \.place))]
        blocks += [.gap, .heading(words.say("■ 規模別", "By size"))]
        blocks += [.table(table(grid.plan.sizes.indices, id: sizeID, words.size, \.size))]
        for measure in measures {
            blocks += list(.gap, measure) + list(.fragile, measure)
        }
        return blocks
    }

    private func issueID(_ index: Int) -> String { grid.plan.issues[index].reference.text }
    private func sizeID(_ index: Int) -> String { grid.plan.sizes[index].id }
    private func placeID(_ index: Int) -> String { grid.plan.places[index].prefecture ?? "–" }

    private var overall: [[String]] {
        let levels: [CoverageGrid.Level] = [.gap, .fragile, .crowded]
        var rows = [
            ["", words.say("通り", "COUNT")] + levels.map(words.level)
                + [words.say("最小", "MIN"), words.say("中央", "MEDIAN"), words.say("最大", "MAX")]
                + [words.say("過密とみなす数", "CROWDED FROM")]
        ]
        for measure in measures {
            let spread = summary.spread(measure)
            let numbers = [
                spread.combinations, spread.gaps, spread.fragile, spread.crowded, spread.least,
                spread.median, spread.most, grid.crowd(measure),
            ]
            rows.append([measure.title[words.language]] + numbers.map { "\($0)" })
        }
        return ReportText.numbers(rows)
    }

    /// One row for each part of the grid, with the range and the gaps of each measure.
    private func table(
        _ indices: Range<Int>,
        id: (Int) -> String,
        _ name: (Int) -> String,
        _ axis: KeyPath<CoverageGrid.Position, Int>
    ) -> [[String]] {
        let heading = measures.flatMap { measure in
            [
                measure.title[words.language], words.level(.gap), words.level(.fragile),
                words.level(.crowded),
            ]
        }
        // Parts that fare alike share a row: most prefectures do.
        var rows: [(cells: [String], indices: [Int])] = []
        for index in indices {
            let cells = measures.flatMap { self.cells($0) { $0[keyPath: axis] == index } }
            if let row = rows.firstIndex(where: { $0.cells == cells }) {
                rows[row].indices.append(index)
            } else {
                rows.append((cells: cells, indices: [index]))
            }
        }
        let table = rows.map { row in
            let first = id(row.indices[0])
            let rest = row.indices.count - 1
            return [rest > 0 ? "\(first) +\(rest)" : first] + row.cells
        }
        let names = rows.map { row in
            ReportText.names(row.indices.map(name), limit: 6, language: words.language)
        }
        let padded = ReportText.numbers([["ID"] + heading] + table)
        return zip(padded, [words.say("名称", "NAME")] + names).map { $0 + [$1] }
    }

    /// The range of a measure over a part of the grid, and its combinations by level.
    private func cells(
        _ measure: GridMeasure,
        where isWanted: (CoverageGrid.Position) -> Bool
    ) -> [String] {
        let spread = summary.spread(measure, where: isWanted)
        guard spread.combinations > 0 else { return ["–", "–", "–", "–"] }
        let range =
            spread.least == spread.most
            ? "\(spread.least)" : "\(spread.least)–\(spread.most)"
        return [range, "\(spread.gaps)", "\(spread.fragile)", "\(spread.crowded)"]
    }

    private func list(_ level: CoverageGrid.Level, _ measure: GridMeasure) -> [ReportBlock] {
        let all = summary.blocks(level, measure)
        let title = measure.title[words.language]
        let count = all.reduce(0) { $0 + $1.count }
        let heading = words.say(
            "■ \(title)の\(words.level(level))（\(count)通り）",
            "\(title): \(words.level(level)) (\(count) combinations)"
        )
        if all.isEmpty {
            return [.gap, .heading(heading), .line(words.say("なし", "none"), level: 1)]
        }
        var rows = [
            [
                words.say("通り", "COUNT"), words.say("規模", "SIZE"), words.say("地域", "PLACE"),
                words.say("課題", "ISSUE"),
            ]
        ]
        if level == .fragile { rows[0].append(words.say("頼みの一つ", "THE ONLY ONE")) }
        for block in all.prefix(Self.blockLimit) {
            let places = words.names(
                block.places,
                of: grid.plan.places.count,
                limit: 6,
                words.place
            )
            let issues = words.names(
                block.issues,
                of: grid.plan.issues.count,
                limit: 4,
                words.issue
            )
            var row = ["\(block.count)", words.sizes(block.sizes), places, issues]
            if level == .fragile {
                row.append(block.sole.flatMap { grid.names[$0]?[words.language] } ?? "")
            }
            rows.append(row)
        }
        let table = ReportText.numbers(rows, columns: 0..<1)
        var blocks: [ReportBlock] = [.gap, .heading(heading), .table(table)]
        let rest = all.count - Self.blockLimit
        if rest > 0 {
            blocks.append(
                .line(
                    words.say(
                        "ほか\(rest)件（すべては --format json）",
                        "and \(rest) more (all: --format json)"
                    ),
                    level: 1
                )
            )
        }
        return blocks
    }
}

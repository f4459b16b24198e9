package import Knowledge

/// Writes a coverage grid as one page that needs nothing else: heat maps, the combinations left
/// out, and every number again in tables for those who cannot see the maps.
package struct GridHTML {
    private let grid: CoverageGrid
    private let measures: [GridMeasure]
    private let language: Language
    private let words: GridWords
    private let summary: GridSummary

    /// Prepares to write some measures of a grid.
    package init(_ grid: CoverageGrid, measures: [GridMeasure], language: Language) {
        self.grid = grid
        self.measures = measures
        self.language = language
        words = GridWords(grid: grid, language: language)
        summary = GridSummary(grid: grid)
    }

    /// The page.
    package var text: String {
        var body = "<h1>\(escaped(words.title))</h1>\n"
        body += "<p class=\"note\">\(escaped(words.rule))"
        body += "\(words.say("。ルール", "; rules")) <code>\(grid.ruleset.prefix(12))</code></p>\n"
        body += overall
        for (measure, panels) in GridSVG(grid, measures: measures, language: language).panels {
            body += section(measure, panels)
        }
        return page(body)
    }

    private func escaped(_ text: String) -> String { Markup.escaped(text) }

    private func page(_ body: String) -> String {
        """
        <!doctype html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(escaped(words.title))</title>
        <style>
        \(HeatStyle.css)
        \(Self.css)
        </style>
        </head>
        <body>
        <main>
        \(body)</main>
        </body>
        </html>

        """
    }

    private static let css = """
        body{margin:0;background:#fff;color:#1b1f24;font:15px/1.6 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic",Meiryo,sans-serif}
        main{max-width:1220px;margin:0 auto;padding:20px}h1{font-size:1.35rem;margin:.2em 0}h2{font-size:1.15rem;margin:2em 0 .3em}h3{font-size:.95rem;margin:1.2em 0 .2em}
        .note{color:#57606a;margin:.2em 0 1em}.scroll{overflow-x:auto}figure{margin:0}svg{display:block}
        table{border-collapse:collapse;font-size:.85rem}th,td{border:1px solid #d0d7de;padding:2px 7px;text-align:right}th{background:#f6f8fa;font-weight:600}
        td.t,th.t{text-align:left}th[scope=row]{text-align:left;white-space:nowrap}td.gap{background:#d55e00;color:#fff;font-weight:700}td.one{background:#f5b942;color:#1b1f24;font-weight:700}td.full{font-weight:700}
        summary{cursor:pointer;color:#0b5cad;margin:.6em 0}
        @media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}.note{color:#9aa4ae}th{background:#161b22}th,td{border-color:#30363d}summary{color:#79b8ff}}
        @media print{details>*{display:block}}
        """

    // MARK: Sums

    private var overall: String {
        let heads = [
            words.say("通り", "count"), words.level(.gap), words.level(.fragile),
            words.level(.crowded), words.say("最小", "min"), words.say("中央", "median"),
            words.say("最大", "max"),
        ]
        let rows = measures.map { measure in
            let spread = summary.spread(measure)
            let numbers = [
                spread.combinations, spread.gaps, spread.fragile, spread.crowded, spread.least,
                spread.median, spread.most,
            ]
            return "<tr><th scope=\"row\">\(escaped(measure.title[language]))</th>"
                + numbers.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
        }
        let head = heads.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
        return "<table><thead><tr><th></th>\(head)</tr></thead><tbody>\n\(rows.joined())"
            + "</tbody></table>\n"
    }

    // MARK: One measure

    private func section(_ measure: GridMeasure, _ panels: [HeatPanel]) -> String {
        let legend = HeatLegend(words: words, measure: measure).drawing
        var text = "<section>\n<h2>\(escaped(measure.title[language]))</h2>\n"
        text += "<svg width=\"\(legend.width)\" height=\"\(HeatLegend.height)\" role=\"img\" "
        text += "aria-label=\"\(words.say("凡例", "legend"))\">\n\(legend.elements)</svg>\n"
        for panel in panels { text += figure(panel) }
        text += blocks(.gap, measure) + blocks(.fragile, measure)
        return text + "</section>\n"
    }

    private func figure(_ panel: HeatPanel) -> String {
        let label = escaped(panel.title)
        let size = "width=\"\(panel.width)\" height=\"\(panel.height)\""
        return """
            <figure>
            <h3>\(label)</h3>
            <div class="scroll" tabindex="0"><svg \(size) role="img" aria-label="\(label)">
            \(panel.elements)</svg></div>
            <details><summary>\(words.say("表で見る", "As a table"))</summary>
            <div class="scroll">\(table(panel))</div></details>
            </figure>

            """
    }

    private func table(_ panel: HeatPanel) -> String {
        let places = grid.plan.places.indices
        let head = places.map { "<th scope=\"col\">\(escaped(words.place($0)))</th>" }.joined()
        let rows = grid.plan.issues.indices.map { issue in
            let cells = places.map { place in
                let position = CoverageGrid.Position(
                    issue: issue,
                    place: place,
                    size: panel.sizes[0]
                )
                let count = grid.count(panel.measure, at: position)
                let style = HeatPanel.style(count, crowd: grid.crowd(panel.measure))
                return "<td class=\"\(style)\">\(count.map { "\($0)" } ?? "–")</td>"
            }
            return
                "<tr><th scope=\"row\">\(escaped(words.issue(issue)))</th>\(cells.joined())</tr>\n"
        }
        return "<table><caption>\(escaped(panel.title))</caption><thead><tr><th></th>\(head)</tr>"
            + "</thead><tbody>\n\(rows.joined())</tbody></table>"
    }

    // MARK: What is missing

    private func blocks(_ level: CoverageGrid.Level, _ measure: GridMeasure) -> String {
        let all = summary.blocks(level, measure)
        if all.isEmpty { return "" }
        let count = all.reduce(0) { $0 + $1.count }
        let title = words.say(
            "\(words.level(level))の一覧（\(count)通り）",
            "\(words.level(level)): \(count) combinations"
        )
        var heads = [
            words.say("通り", "count"), words.say("課題", "issue"), words.say("地域", "place"),
            words.say("規模", "size"),
        ]
        if level == .fragile { heads.append(words.say("頼みの一つ", "the only one")) }
        let head = heads.map { "<th scope=\"col\" class=\"t\">\(escaped($0))</th>" }.joined()
        let rows = all.map { block in
            let issues = words.names(
                block.issues,
                of: grid.plan.issues.count,
                limit: 200,
                words.issue
            )
            let places = words.names(
                block.places,
                of: grid.plan.places.count,
                limit: 60,
                words.place
            )
            var cells = [issues, places, words.sizes(block.sizes)]
            if level == .fragile {
                cells.append(block.sole.flatMap { grid.names[$0]?[language] } ?? "")
            }
            return "<tr><td>\(block.count)</td>"
                + cells.map { "<td class=\"t\">\(escaped($0))</td>" }.joined() + "</tr>\n"
        }
        return "<details\(level == .gap ? " open=\"\"" : "")><summary>\(escaped(title))</summary>\n"
            + "<table><thead><tr>\(head)</tr></thead><tbody>\n\(rows.joined())</tbody></table>\n"
            + "</details>\n"
    }
}

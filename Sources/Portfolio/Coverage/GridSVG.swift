package import Knowledge

/// Draws a coverage grid as one SVG picture that needs nothing else.
package struct GridSVG {
    private let grid: CoverageGrid
    private let measures: [GridMeasure]
    private let words: GridWords

    /// Prepares to draw some measures of a grid.
    package init(_ grid: CoverageGrid, measures: [GridMeasure], language: Language) {
        self.grid = grid
        self.measures = measures
        words = GridWords(grid: grid, language: language)
    }

    /// The picture.
    package var text: String {
        let margin = 20
        var y = margin + 18
        var width = max(Markup.columns(words.title) * 9, Markup.columns(words.rule) * 6)
        var body = Markup.text(words.title, class: "h1", x: margin, y: y)
        y += 22
        body += Markup.text(words.rule, class: "lg", x: margin, y: y)
        y += 16
        for (measure, panels) in panels {
            let legend = HeatLegend(words: words, measure: measure).drawing
            y += 26
            body += Markup.text(measure.title[words.language], class: "h2", x: margin, y: y)
            body += group(legend.elements, x: margin, y: y + 8)
            y += 8 + HeatLegend.height
            width = max(width, legend.width)
            for panel in panels {
                y += 22
                body += Markup.text(panel.title, class: "lg", x: margin, y: y)
                body += group(panel.elements, x: margin, y: y + 6)
                y += 6 + panel.height
                width = max(width, panel.width)
            }
        }
        return picture(body, width: width + 2 * margin, height: y + margin)
    }

    private func picture(_ body: String, width: Int, height: Int) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \
        \(width) \(height)" role="img" aria-labelledby="title desc" lang="\(words.language.rawValue)">
        <title id="title">\(Markup.escaped(words.title))</title>
        <desc id="desc">\(Markup.escaped(words.rule))</desc>
        <style>
        \(HeatStyle.css)
        </style>
        <rect class="bg" width="100%" height="100%"/>
        \(body)</svg>

        """
    }

    private func group(_ elements: String, x: Int, y: Int) -> String {
        "<svg x=\"\(x)\" y=\"\(y)\">\n\(elements)</svg>\n"
    }

    /// The panels of each measure: one for all sizes that show the same.
    var panels: [(measure: GridMeasure, panels: [HeatPanel])] {
        let summary = GridSummary(grid: grid)
        return measures.map { measure in
            let panels = summary.layers(measure).map { sizes in
                HeatPanel(summary: summary, words: words, measure: measure, sizes: sizes)
            }
            return (measure, panels)
        }
    }
}

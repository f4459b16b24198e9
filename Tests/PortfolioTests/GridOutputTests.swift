import Answering
import Foundation
import FoundationXML
import Knowledge
import Portfolio
import RuleEngine
import Testing
import WireFormat

@Suite struct GridOutputTests {
    private static let all = GridMeasure.allCases

    private static func text(_ blocks: [ReportBlock]) -> String {
        blocks.map { block in
            switch block {
            case .heading(let text), .line(let text, _): text
            case .table(let rows): rows.map { $0.joined(separator: "|") }.joined(separator: "\n")
            case .gap: ""
            }
        }.joined(separator: "\n")
    }

    @Test func `the text lists gaps as few blocks and names what is left of one`() async throws {
        let grid = try await CoverageGridTests.grid()
        let words = Self.text(GridText(grid, measures: Self.all, language: .ja).blocks)
        #expect(words.contains("支援の空白と重なり（2026-11-22、課題2 × 地域4 × 規模4 = 32通り）"))
        // Both issues, everywhere but in the Kinki region, for all sizes.
        #expect(words.contains("16|すべて（4）|北海道、不明|すべて（2）"))
        #expect(words.contains("labour-osakaの窓口"))
        let english = Self.text(GridText(grid, measures: [.partners], language: .en).blocks)
        #expect(english.contains("partners: gap (16 combinations)"))
        #expect(!english.contains("policies: gap"))
    }

    @Test func `the JSON holds every combination`() async throws {
        let grid = try await CoverageGridTests.grid()
        let bytes = GridJSON(grid, measures: Self.all, language: .en).bytes
        let root = try JSONDocument(parsing: bytes).root
        let cells = try #require(root["cells"]).elements.map(\.self)
        #expect(cells.count == 32)
        #expect(root["summary"]?["partners"]?["gaps"]?.int == 16)
        let levels = cells.compactMap { $0["partners"]?["level"]?.string }
        #expect(levels.count { $0 == "gap" } == 16)
        let unknown = cells.filter { $0["prefecture"]?.isNull == true }
        #expect(unknown.count == 8)
        #expect(unknown.allSatisfy { $0["local"] == nil })
        #expect(
            root["sizes"]?.elements.map { $0["id"]?.string } == [
                "micro", "small", "medium", "large",
            ]
        )
    }

    @Test(arguments: [Language.ja, .en])
    func `the picture is sound XML with a titled cell for each combination`(_ language: Language)
        async throws
    {
        let grid = try await CoverageGridTests.grid()
        let svg = GridSVG(grid, measures: Self.all, language: language).text
        let shape = try Shape(svg)
        // Partners do not depend on size, so their layers are drawn once; policies for people do.
        let policyLayers = 2
        let cells = 2 * 4
        #expect(shape.tips.count == cells * (1 + 1 + policyLayers))
        #expect(shape.counts["gap"] == shape.texts(of: "gap", "0"))
        #expect(shape.counts["one"] == shape.texts(of: "one", "1"))
        #expect(shape.counts["na"] == 2)
        #expect(shape.outside == [])
        #expect(svg.contains("prefers-color-scheme:dark"))
        #expect(!svg.contains("http://") || svg.components(separatedBy: "http").count == 2)
    }

    @Test func `a tip says what, where, for whom and how many`() async throws {
        let grid = try await CoverageGridTests.grid()
        let shape = try Shape(GridSVG(grid, measures: [.partners], language: .ja).text)
        #expect(shape.tips.contains("人材 × 京都府 × すべて（4）\n連携先 1：bank-kinkiの窓口のみ"))
        let policies = try Shape(GridSVG(grid, measures: [.policies], language: .ja).text)
        #expect(
            policies.tips.contains {
                $0.hasPrefix("人材 × 大阪府 × 零細（5人）、小規模（20人）\n施策 2（受付中 2・受付前 0・未確認 0、うち要確認 1）")
            }
        )
    }

    @Test func `the page has the maps, every number in tables, and needs nothing else`()
        async throws
    {
        let grid = try await CoverageGridTests.grid()
        let html = GridHTML(grid, measures: Self.all, language: .ja).text
        #expect(html.hasPrefix("<!doctype html>\n<html lang=\"ja\">"))
        #expect(html.contains("<th scope=\"col\">大阪</th>"))
        #expect(html.contains("<th scope=\"row\">人材</th>"))
        #expect(html.contains("role=\"img\" aria-label="))
        #expect(!html.contains("<script") && !html.contains("src=") && !html.contains("href="))
        let body = try #require(html.range(of: "<body>"))
        let page = html[body.lowerBound...].replacing("</html>", with: "")
        let shape = try Shape(String(page))
        #expect(shape.tips.count == 8 * 4)
        // One table for each map, one for all, and the lists of gaps and of what is left of one.
        #expect(html.components(separatedBy: "<caption>").count == 1 + 4)
    }

    @Test func `names with markup in them stay text`() async throws {
        let answerer = try PortfolioBook.side(
            replacing: [("{ja: 人材, en: People}", "{ja: '<人>&\"材\"', en: People}")]
        ).answerer
        let plan = GridPlan(answerer.engine.compiled.book, day: PortfolioBook.day)
        let grid = await CoverageGrid.measured(
            answerer.engine,
            ruleset: answerer.ruleset,
            plan: plan
        )
        let shape = try Shape(GridSVG(grid, measures: [.partners], language: .ja).text)
        #expect(shape.tips.contains { $0.hasPrefix("<人>&\"材\" × ") })
    }
}

/// What a parser of XML sees of a drawing.
private final class Shape: NSObject, XMLParserDelegate {
    /// The titles of cells.
    var tips: [String] = []
    /// The groups by class.
    var counts: [String: Int] = [:]
    /// Elements that lie outside their picture.
    var outside: [String] = []
    private var labels: [String: [String]] = [:]
    private var path: [(name: String, style: String)] = []
    private var words = ""
    private var width = Double.infinity

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        try #require(
            parser.parse(),
            "\(parser.parserError.map { "\($0)" } ?? "") at line \(parser.lineNumber)"
        )
    }

    /// How many groups of a class say this.
    func texts(of style: String, _ text: String) -> Int {
        labels[style, default: []].count { $0 == text }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        let style = attributes["class"] ?? ""
        if name == "svg", let size = attributes["width"].flatMap(Double.init) { width = size }
        if name == "rect", let x = attributes["x"].flatMap(Double.init),
            let size = attributes["width"].flatMap(Double.init), x < 0 || x + size > width
        {
            outside.append("\(attributes)")
        }
        path.append((name, style))
        words = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
        guard let parent = path.last, parent.name == "g" else { return }
        if name == "title" {
            tips.append(words)
            counts[parent.style, default: 0] += 1
        }
        if name == "text" { labels[parent.style, default: []].append(words) }
        words = ""
    }
}

import Diagnostics
import Knowledge
import RuleLoading
import Testing

/// A layer over the sound book with one fault, whose place is marked with `▲`.
struct LayerFaultCase: Sendable, CustomTestStringConvertible {
    var code: DiagnosticCode
    var message: String
    var suggestion: String?
    var text: String
    /// The places of the notes, as `file:line:column`.
    var notes: [String]
    var testDescription: String { "\(code.rawValue): \(message)" }

    init(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String?,
        notes: [String] = [],
        _ section: String,
        _ entry: String
    ) {
        self.code = code
        self.message = message
        self.suggestion = suggestion
        self.notes = notes
        text = "schema: 1\n\(section):\n  - \(entry)\n"
    }

    /// Loads the layer over the sound book and compares the one diagnostic.
    func check(severity: Severity = .error) throws {
        let layer = LayeredBook.layer("local", ["a.yaml": text.replacing("▲", with: "")])
        let result = RuleLoader().load([LayeredBook.sound, layer])
        #expect((result.book == nil) == (severity == .error))
        #expect(result.diagnostics.count == 1, "\(result.diagnostics)")
        let first = try #require(result.diagnostics.first)
        #expect(first.severity == severity)
        #expect(first.code == code)
        #expect(first.message == message)
        #expect(first.suggestion == suggestion)
        #expect(first.place == SourcePlace(file: "local/a.yaml", position: position))
        #expect(first.notes.map(\.place).map(LayeredBook.words) == notes)
    }

    private var position: SourcePosition {
        var position = SourcePosition(line: 1, column: 1)
        for scalar in text.unicodeScalars {
            if scalar == "▲" { break }
            position.column += 1
            if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
        }
        return position
    }
}

/// Books of several layers for tests.
enum LayeredBook {
    /// The sound book without its tests as the lowest layer.
    static let sound = RuleLayer(
        name: "Rules",
        source: RulesInMemory(
            SoundBook.files.filter { $0.0 != "tests.yaml" }
                .map { RuleFile(path: $0.0, bytes: Array($0.1.utf8)) }
        )
    )

    /// A layer of files given by their texts.
    static func layer(_ name: String, _ texts: KeyValuePairs<String, String>) -> RuleLayer {
        RuleLayer(name: name, source: RulesInMemory(texts))
    }

    /// The sound book with one layer of one file above it.
    static func load(_ text: String) -> LoadResult {
        RuleLoader().load([sound, layer("local", ["a.yaml": "schema: 1\n" + text])])
    }

    /// A place as people write it.
    static func words(_ place: SourcePlace) -> String {
        "\(place.file):\(place.position.line):\(place.position.column)"
    }

    /// Where a snippet first stands in a file of the sound book.
    static func place(of snippet: String, in path: String) -> String {
        let origin = SoundBook.origin(of: snippet, in: path)
        return "Rules/\(path):\(origin.line):\(origin.column)"
    }
}

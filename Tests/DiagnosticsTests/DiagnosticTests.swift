import Diagnostics
import Testing

@Suite struct DiagnosticTests {
    private func fault(_ file: String, _ line: Int, _ column: Int, _ message: String = "m")
        -> Diagnostic
    {
        Diagnostic(.unknownKey, message, at: SourcePlace(file: file, line: line, column: column))
    }

    @Test func `a bag gives back by file, line and column whatever the order of adding`() {
        let faults = [
            fault("a.yaml", 2, 9), fault("a.yaml", 10, 1), fault("a.yaml", 10, 3, "a"),
            fault("a.yaml", 10, 3, "b"), fault("b.yaml", 1, 1),
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            var bag = DiagnosticBag()
            bag.add(contentsOf: faults.shuffled(using: &generator))
            #expect(bag.sorted() == faults)
        }
    }

    @Test func `a bag keeps equal diagnostics once`() {
        var bag = DiagnosticBag()
        bag.add(contentsOf: [fault("a.yaml", 1, 1), fault("a.yaml", 1, 1)])
        #expect(bag.sorted().count == 1)
    }

    @Test func `warnings are no errors`() {
        var bag = DiagnosticBag()
        var warning = fault("a.yaml", 1, 1)
        warning.severity = .warning
        bag.add(warning)
        #expect(!bag.hasErrors && !bag.isEmpty)
        bag.add(fault("a.yaml", 1, 2))
        #expect(bag.hasErrors)
    }

    @Test func `quoting replaces what could steer a terminal and cuts long texts`() {
        #expect(Diagnostic.quote("a\u{1B}[2Jb\u{202E}") == "`a\u{FFFD}[2Jb\u{FFFD}`")
        #expect(Diagnostic.quote(String(repeating: "長", count: 61)).unicodeScalars.count == 63)
        #expect(Diagnostic.quote("人") == "`人`")
    }

    @Test(arguments: DiagnosticCode.allCases)
    func `every code has a stage and a name`(_ code: DiagnosticCode) {
        let parts = code.rawValue.split(separator: ".")
        #expect(parts.count == 2)
        let stages = ["source", "yaml", "rule", "book", "layer", "format", "weights"]
        #expect(stages.contains(String(parts.first ?? "")))
        #expect(
            code.rawValue.utf8.allSatisfy { $0 == 0x2D || $0 == 0x2E || (97...122).contains($0) }
        )
    }
}

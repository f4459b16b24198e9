import Diagnostics
import Testing
import YAMLTree

@Suite struct YAMLFaultTests {
    private static func limits(_ change: (inout YAMLLimits) -> Void) -> YAMLLimits {
        var limits = YAMLLimits()
        change(&limits)
        return limits
    }

    static let faults = [
        Marked(
            code: .syntax,
            message: "did not find expected ',' or '}' while parsing a flow mapping",
            text: "a: {b: c\nd▲: e}"
        ),
        Marked(
            code: .syntax,
            message: "mapping values are not allowed in this context",
            text: "題: 人▲: x"
        ),
        Marked(
            code: .syntax,
            message:
                "found character that cannot start any token while scanning for the next token",
            text: "a:\n▲\t- b"
        ),
        Marked(
            code: .syntax,
            message: "found unexpected end of stream while scanning a quoted scalar",
            text: "a: 'b▲"
        ),
        Marked(
            code: .controlCharacter,
            message: "the character U+0000 is not allowed",
            text: "人: 手\nb: c▲\u{0}"
        ),
        Marked(
            code: .controlCharacter,
            message: "the character U+2028 is not allowed",
            text: "a: b▲\u{2028}c"
        ),
        Marked(
            code: .controlCharacter,
            message: "the text holds the character U+0007",
            text: #"a: ▲"b\a""#
        ),
        Marked(
            code: .controlCharacter,
            message: "U+202E, which changes the direction of text, is not allowed",
            text: "a: 人 # ▲\u{202E} b"
        ),
        Marked(
            code: .controlCharacter,
            message: "the text holds U+2066, which changes the direction of text,",
            text: #"a: ▲"b\u2066""#
        ),
        Marked(
            code: .duplicateKey,
            message: "the key `名` is given twice",
            text: "a:\n  名: 1\n  b: 2\n  ▲名: 3"
        ),
        Marked(
            code: .duplicateKey,
            message: "the key `b` is given twice",
            text: "{b: 1, ▲\"b\": 1}"
        ),
        Marked(
            code: .mergeKey,
            message: "merge keys are not allowed",
            text: "a: &x {b: 1}\nc:\n  ▲<<: *x"
        ),
        Marked(code: .keyNotText, message: "the key `1` is not a text", text: "a: {▲1: b}"),
        Marked(code: .keyNotText, message: "the key `true` is not a text", text: "▲true: b"),
        Marked(
            code: .keyNotText,
            message: "a key must be a plain or quoted text, not a list, a mapping or an alias",
            text: "? ▲[a, b]\n: c\nd: e"
        ),
        Marked(
            code: .keyNotText,
            message: "a key must be a plain or quoted text, not a list, a mapping or an alias",
            text: "a: &x b\n▲*x : c"
        ),
        Marked(
            code: .multipleDocuments,
            message: "a second document starts here; a file holds one",
            text: "a: b\n▲---\nc: d"
        ),
        Marked(
            code: .badTag,
            message: "the tag `!ruby/object` is not a core tag that fits its value",
            text: "a: ▲!ruby/object b"
        ),
        Marked(
            code: .badTag,
            message: "the tag `!!int` is not a core tag that fits its value",
            text: "a: ▲!!int b"
        ),
        Marked(
            code: .badTag,
            message: "the tag `!!seq` is not a core tag that fits its value",
            text: "a: ▲!!seq {b: c}"
        ),
        Marked(
            code: .badTag,
            message: "tag directives are not allowed",
            text: "%YAML 1.2\n---\na: b\n...\n▲%TAG ! tag:x,2026:\n---\nb: c"
        ),
        Marked(
            code: .unknownAnchor,
            message: "the alias `*x` names no anchor before it",
            text: "a: ▲*x"
        ),
        Marked(
            code: .unknownAnchor,
            message: "the alias `*x` contains itself",
            text: "a: &x [b, ▲*x]"
        ),
        Marked(
            code: .fileTooLarge,
            message: "the file holds 7 bytes; at most 6 are read",
            text: "▲a: bcde",
            limits: limits { $0.bytes = 6 }
        ),
        Marked(
            code: .tooDeep,
            message: "lists and mappings lie more than 64 deep in each other",
            text: String(repeating: "[", count: 64) + "▲" + String(repeating: "[", count: 100_000)
        ),
        Marked(
            code: .tooManyNodes,
            message: "more than 4 values, counting what aliases stand for",
            text: "[a, b, c, ▲d]",
            limits: limits { $0.nodes = 4 }
        ),
        Marked(
            code: .tooManyNodes,
            message: "more than 8 values, counting what aliases stand for",
            text: "[&x [a, b], *x, ▲*x]",
            limits: limits { $0.nodes = 8 }
        ),
        Marked(
            code: .tooManyAliases,
            message: "more than 2 anchors",
            text: "[&x a, &x [b], ▲&z c]",
            limits: limits { $0.anchors = 2 }
        ),
        Marked(
            code: .tooManyAliases,
            message: "more than 2 aliases",
            text: "[&x a, *x, *x, ▲*x]",
            limits: limits { $0.aliases = 2 }
        ),
        Marked(
            code: .longScalar,
            message: "a text of 5 bytes; at most 4 are read",
            text: "a: ▲bcdef",
            limits: limits { $0.scalarBytes = 4 }
        ),
    ]

    @Test(arguments: faults)
    func `a fault is reported once, at its place, in its words`(_ fault: Marked) throws {
        let found = problems(Array(fault.source.utf8), limits: fault.limits)
        #expect(found.count == 1)
        let first = try #require(found.first)
        #expect(first.code == fault.code)
        #expect(first.message == fault.message)
        #expect(first.place == SourcePlace(file: "a.yaml", position: fault.position))
    }

    @Test(arguments: [
        ("a:\n\t- b", "not tabs"), ("a:\n  b\n  c\nd: e: f", "same indentation"),
        ("a: b\nc： d\ne: f", "`:` and a space"), ("a: b\nc:d\ne: f", "`:` and a space"),
        ("a:\n  b： c\n  d: e", "`:` and a space"),
        ("- a: b\n c: d", "each entry of a list its `-`"), ("a: b\n  c: d", "same indentation"),
        ("a: {b: c\nd: e}", "close what is open"), ("a: 'b", "close the quotes"),
    ])
    func `what is no YAML is told with what usually lies behind it`(
        _ text: String,
        _ hint: String
    ) throws {
        let suggestion = try #require(problems(Array(text.utf8)).first?.suggestion)
        #expect(suggestion.contains(hint))
    }

    @Test func `every code of the stage has a case`() {
        let tested = Set(Self.faults.map(\.code)).union([.encoding])
        let all = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("yaml.") }
        #expect(Set(all) == tested)
    }

    @Test func `a duplicate key names the first`() throws {
        let first = try #require(problems(Array("a: 1\nb: 2\na: 3".utf8)).first)
        let place = SourcePlace(file: "a.yaml", line: 1, column: 1)
        #expect(first.notes == [Diagnostic.Note(message: "first given here", place: place)])
    }

    @Test func `duplicates are found in mappings of any size`() {
        let keys = (0..<500).map { "k\($0): 1\n" }.joined()
        #expect(problems(Array(keys.utf8)).isEmpty)
        #expect(problems(Array((keys + "k3: 1\nk499: 1\n").utf8)).map(\.line) == [501, 502])
    }

    @Test func `a syntax fault names where its context starts`() throws {
        let first = try #require(problems(Array("x:\n  - {b: c\nd: e}".utf8)).first)
        #expect(first.notes.map(\.place.position) == [SourcePosition(line: 2, column: 5)])
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], 1, 1), ([0x61, 0x0A, 0x62, 0xC0, 0xAF], 2, 2),
            ([0xE4, 0xBA, 0xBA, 0xE4, 0xBA], 1, 2), ([0xED, 0xA0, 0x80], 1, 1),
            ([0xF4, 0x90, 0x80, 0x80], 1, 1), ([0x61, 0x0D, 0x0A, 0x0D, 0x80], 3, 1),
            ([0xE0, 0x80, 0xAF], 1, 1), ([0xF5, 0x80, 0x80, 0x80], 1, 1),
        ] as [([UInt8], Int, Int)]
    )
    func `damaged UTF-8 is reported at its place`(_ bytes: [UInt8], _ line: Int, _ column: Int) {
        let found = problems(bytes)
        #expect(found.map(\.code) == [.encoding])
        #expect(found.map(\.place.position) == [SourcePosition(line: line, column: column)])
    }

    @Test(arguments: [
        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
        0x2069, 0x9B,
    ])
    func `no mark that turns text or steers a terminal gets in, raw or escaped`(
        _ value: UInt32
    ) throws {
        let scalar = Character(try #require(Unicode.Scalar(value)))
        let digits = String(value, radix: 16)
        let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        for text in ["a: b\(scalar)c", "# \(scalar)", "a: \"\(escape)\"", "\"\(escape)\": a"] {
            #expect(problems(Array(text.utf8)).map(\.code) == [.controlCharacter], "\(text)")
        }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], .encoding), ([0xFE, 0xFF, 0x00, 0x61], .encoding),
            ([0x61, 0x00, 0x3A, 0x00], .controlCharacter),
            ([0x00, 0x61, 0x00, 0x3A], .controlCharacter),
            ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], .encoding),
        ] as [([UInt8], DiagnosticCode)]
    )
    func `UTF-16 is told by its name`(_ bytes: [UInt8], _ code: DiagnosticCode) {
        let found = problems(bytes)
        #expect(found.map(\.code) == [code])
        #expect(found.map(\.message) == ["the file is UTF-16"])
        #expect(found.map(\.suggestion) == ["save the file as UTF-8"])
    }

    @Test func `a file has at most a mebibyte`() {
        let comment =
            [UInt8(ascii: "#")] + Array(repeating: UInt8(ascii: "x"), count: (1 << 20) - 1)
        #expect(problems(comment).isEmpty)
        #expect(problems(comment + [0x0A]).map(\.code) == [.fileTooLarge])
    }

    @Test func `aliases of aliases cannot grow without bound`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(uses)]\n"
        }
        #expect(problems(Array(text.utf8)).map(\.code) == [.tooManyNodes])
    }

    @Test func `several faults are found in one run`() {
        let text = "a: 1\na: 2\n<<: 3\n4: 5\nb: !x y\n"
        #expect(
            problems(Array(text.utf8)).map(\.code)
                == [.duplicateKey, .mergeKey, .keyNotText, .badTag]
        )
    }
}

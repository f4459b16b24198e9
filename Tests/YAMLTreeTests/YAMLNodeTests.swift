import Diagnostics
import Testing
import YAMLTree

@Suite struct YAMLNodeTests {
    private func parse(_ text: String) throws -> YAMLNode {
        try YAMLTree.parse(Array(text.utf8), file: "a.yaml").root
    }

    @Test(
        arguments: [
            ("null", .null), ("~", .null), ("", .null), ("NULL", .null), ("nul", .text),
            ("true", .boolean), ("false", .boolean), ("True", .text), ("yes", .text),
            ("off", .text),
            ("0", .integer), ("-12", .integer), ("+3", .integer), ("007", .integer),
            ("99999999999999999999", .integer), ("1.5", .number), (".5", .number), ("5.", .number),
            ("1e3", .number), ("-1.5E-3", .number), (".inf", .number), ("-.INF", .number),
            (".nan", .number), ("1e", .text), ("0x1F", .text), ("1_000", .text), ("-", .text),
            (".", .text), ("+", .text), ("1.2.3", .text), ("2026-09-20", .text), ("12:30", .text),
            ("'12'", .text), ("\"true\"", .text), ("''", .text), ("!!str 12", .text),
            ("! 12", .text),
            ("!!float 1", .integer), ("人", .text),
        ] as [(String, YAMLNode.Kind)]
    )
    func `a scalar is what the core schema says`(_ text: String, _ kind: YAMLNode.Kind) throws {
        let value = try #require(try parse("- x\n- " + text + "\n").elements.last)
        // A lone sign after `- ` would be a list.
        if text == "-" { #expect(value.kind == .sequence) } else { #expect(value.kind == kind) }
    }

    @Test func `values are read`() throws {
        let values = try parse("[12, -3, 1.5, true, false, 99999999999999999999, .inf, '7']")
            .elements
        #expect(values.map(\.integer) == [12, -3, nil, nil, nil, nil, nil, nil])
        #expect(
            values.map(\.number) == [12, -3, 1.5, nil, nil, 1e20, nil, nil]
        )
        #expect(values.map(\.boolean) == [nil, nil, nil, true, false, nil, nil, nil])
    }

    @Test func `quotes, escapes and blocks are resolved`() throws {
        let values = try parse(
            #"["a\n\u4EBA", 'it''s', plain text]"#
        ).elements
        #expect(values.map(\.text) == ["a\n人", "it's", "plain text"])
        let block = try parse("a: |\n  一行\n  two\nb: >-\n  x\n  y\n")
        #expect(block.entries.map(\.value.text) == ["一行\ntwo\n", "x y"])
    }

    @Test func `nested lists and mappings keep their order`() throws {
        let root = try parse("b: [1, [2, 3], {x: 4}]\na: {}\nc: []\n")
        #expect(root.entries.map(\.key.text) == ["b", "a", "c"])
        let list = try #require(root.entries.first?.value.elements)
        #expect(list.map(\.kind) == [.integer, .sequence, .mapping])
        #expect(list[1].elements.map(\.integer) == [2, 3])
        #expect(list[2].entries.map(\.value.integer) == [4])
        #expect(root.entries[1].value.entries.isEmpty && root.entries[2].value.elements.isEmpty)
        #expect(root.elements.isEmpty && list[1].entries.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `places count lines and Unicode scalars`(_ newline: String) throws {
        let text = "人: 😀 か\u{3099}\(newline)b:\(newline)  - 名: x\(newline)"
        let root = try parse(text)
        let first = try #require(root.entries.first)
        #expect(first.key.position == SourcePosition(line: 1, column: 1))
        #expect(first.value.position == SourcePosition(line: 1, column: 4))
        #expect(first.value.end == SourcePosition(line: 1, column: 8))
        let inner = try #require(root.entries.last?.value.elements.first)
        #expect(inner.place == SourcePlace(file: "a.yaml", line: 3, column: 5))
        #expect(inner.entries.first?.value.position == SourcePosition(line: 3, column: 8))
    }

    @Test func `a byte order mark shifts nothing`() throws {
        let root = try parse("\u{FEFF}a: b")
        #expect(root.entries.first?.key.position == SourcePosition(line: 1, column: 1))
        #expect(root.entries.first?.key.text == "a")
    }

    @Test(arguments: ["", "# only a comment\n", "---\n...\n", "\n\n", "\u{FEFF}"])
    func `a file without a value is null`(_ text: String) throws {
        #expect(try parse(text).kind == .null)
    }

    @Test func `an alias is what its anchor was, at its own place`() throws {
        let root = try parse("a: &x {b: [1, 2]}\nc: *x\nd: *x\n")
        let copies = root.entries.map(\.value)
        #expect(copies.map(\.position.line) == [1, 2, 3])
        for copy in copies {
            #expect(copy.entries.first?.value.elements.map(\.integer) == [1, 2])
        }
    }

    @Test func `a refused key takes its value with it`() throws {
        let text = "a: 1\na: 2\n<<: {z: 1}\n? [k]\n: [v]\nb: 3\n"
        let entries = try parse(text).entries
        #expect(entries.map(\.key.text) == ["a", "b"])
        #expect(entries.map(\.value.integer) == [1, 3])
    }
}

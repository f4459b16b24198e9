import Testing
import WireFormat

@Suite struct JSONNodeTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("18", 18), ("18.0", 18), ("1.8e1", 18), ("1800E-2", 18),
            ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1.5", nil),
            ("1e300", nil),
            ("9007199254740993.0", nil), ("\"1\"", nil), ("true", nil), ("null", nil),
        ] as [(String, Int?)]
    )
    func `whole numbers are read exactly or not at all`(_ text: String, _ value: Int?) throws {
        #expect(try JSONDocument(parsing: text).root.int == value)
    }

    @Test(
        arguments: [
            ("0", 0), ("1", 1), ("-2.5", -2.5), ("0.1", 0.1), ("1e-7", 1e-7),
            ("5e-324", .leastNonzeroMagnitude),
            ("12345678901234567890", 0x1.56a95319d63e1p63), ("1e400", nil), ("\"1\"", nil),
            ("0.30000000000000004", 0.300_000_000_000_000_04),
        ] as [(String, Double?)]
    )
    func `numbers are read to the nearest double`(_ text: String, _ value: Double?) throws {
        #expect(try JSONDocument(parsing: text).root.double == value)
    }

    @Test func `minus zero keeps its sign`() throws {
        #expect(try JSONDocument(parsing: "-0").root.double?.sign == .minus)
    }

    @Test(arguments: [
        (#""""#, ""), (#""求人""#, "求人"), (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"),
        (#""\u6c42\u4EBA""#, "求人"), (#""\uD83D\uDE00!""#, "😀!"), (#""\u0000""#, "\0"),
    ])
    func `strings are decoded`(_ text: String, _ value: String) throws {
        let node = try JSONDocument(parsing: text).root
        #expect(node.string == value)
        #expect(node.equals(value))
        #expect(!node.equals(value + "x"))
    }

    @Test func `text is compared by code points`() throws {
        let node = try JSONDocument(parsing: "\"\u{E9}\"").root
        #expect(node.equals("\u{E9}"))
        #expect(!node.equals("e\u{301}"))
    }

    @Test func `a value answers only to its own kind`() throws {
        let root = try JSONDocument(parsing: #"[null,true,1,"a",[],{}]"#).root
        let nodes = Array(root.elements)
        #expect(nodes.map(\.kind) == [.null, .bool, .number, .string, .array, .object])
        #expect(nodes.map(\.isNull) == [true, false, false, false, false, false])
        #expect(nodes.map(\.bool) == [nil, true, nil, nil, nil, nil])
        #expect(nodes.map(\.string) == [nil, nil, nil, "a", nil, nil])
        #expect(nodes.allSatisfy { Array($0.elements).isEmpty && Array($0.members).isEmpty })
    }

    @Test func `containers are walked in the order sent`() throws {
        let root = try JSONDocument(parsing: #"{"b":[1,[2,3],{"x":4}],"a":{"c":null},"d":5}"#).root
        #expect(root.members.map { $0.key.string } == ["b", "a", "d"])
        #expect(root.members.map(\.value.kind) == [.array, .object, .number])
        #expect(root["b"]?.elements.map(\.kind) == [.number, .array, .object])
        #expect(root["a"]?["c"]?.isNull == true)
        #expect(root["d"]?.int == 5)
        #expect(root["c"] == nil)
        #expect(root["d"]?["x"] == nil)
    }

    @Test func `every node knows its pointer`() throws {
        let root = try JSONDocument(parsing: #"{"a":[1,{"b/c":[true]}],"~":{"":2}}"#).root
        var pointers: [String] = []
        collectPointers(root, into: &pointers)
        #expect(
            pointers == [
                "", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/a/1/b~1c/0", "/~0", "/~0/",
            ]
        )
        #expect(root.members.map(\.key.pointer) == ["/a", "/~0"])
    }

    @Test func `the raw bytes of a value are as sent`() throws {
        let root = try JSONDocument(parsing: #" { "id" : "\u0061" , "n": 1.50, "o": [ 1 ] }"#).root
        let raw = root.members.map { String(decoding: $0.value.raw, as: UTF8.self) }
        #expect(raw == [#""\u0061""#, "1.50", "[ 1 ]"])
        #expect(root.members.map(\.key.offset) == [3, 21, 32])
    }

    private func collectPointers(_ node: JSONNode, into pointers: inout [String]) {
        pointers.append(node.pointer)
        for element in node.elements { collectPointers(element, into: &pointers) }
        for member in node.members { collectPointers(member.value, into: &pointers) }
    }
}

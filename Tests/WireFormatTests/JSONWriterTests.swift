import Testing
import WireFormat

@Suite struct JSONWriterTests {
    @Test func `commas and colons are set by the writer`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.value(1)
        writer.beginObject()
        writer.endObject()
        writer.value("x")
        writer.null()
        writer.endArray()
        writer.member("b", true)
        writer.member("c", "d")
        writer.member("e", -5)
        writer.endObject()
        #expect(text(writer) == #"{"a":[1,{},"x",null],"b":true,"c":"d","e":-5}"#)
    }

    @Test func `fragments take their place like values`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.raw(Array(#""a":1,"b":2"#.utf8))
        writer.raw([])
        writer.key("c")
        writer.raw(Array("[3]".utf8))
        writer.member("d", 4)
        writer.endObject()
        #expect(text(writer) == #"{"a":1,"b":2,"c":[3],"d":4}"#)
    }

    @Test func `lines of NDJSON have no commas between them`() {
        var writer = JSONWriter()
        for number in 1...2 {
            writer.beginArray()
            writer.value(number)
            writer.endArray()
            writer.endLine()
        }
        #expect(text(writer) == "[1]\n[2]\n")
    }

    @Test(arguments: [
        ("", #""""#), ("日本", #""日本""#), ("a\"b\\c/", #""a\"b\\c/""#),
        ("\u{0}\u{8}\t\n\u{C}\r\u{1F}\u{7F}", "\"\\u0000\\b\\t\\n\\f\\r\\u001f\u{7F}\""),
        ("\u{2028}😀", "\"\u{2028}😀\""),
    ])
    func `strings are escaped no more than needed`(_ value: String, _ expected: String) {
        #expect(written { $0.value(value) } == expected)
    }

    @Test(
        arguments: [
            (0, "0"), (7, "7"), (-10, "-10"), (.max, "9223372036854775807"),
            (.min, "-9223372036854775808"),
        ] as [(Int, String)]
    )
    func `whole numbers are written in full`(_ value: Int, _ expected: String) {
        #expect(written { $0.value(value) } == expected)
    }

    @Test(
        arguments: [
            (0, "0"), (1, "1"), (-2, "-2"), (0.1, "0.1"), (-0.0, "-0"),
            (1.0 / 3, "0.3333333333333333"),
            (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"),
            (.nan, "null"),
        ] as [(Double, String)]
    )
    func `doubles are written as short as they read back`(_ value: Double, _ expected: String) {
        #expect(written { $0.value(value) } == expected)
    }

    @Test(
        arguments: [
            (0, "0"), (1, "1"), (0.9123, "0.9123"), (0.91, "0.91"), (0.5, "0.5"),
            (0.0001, "0.0001"),
            (0.1 + 0.2, "0.3"), (0.999_96, "1"), (0.000_04, "0"), (-0.000_04, "0"),
            (-1.25, "-1.25"),
            (-0.05, "-0.05"), (12.3, "12.3"), (0.000_05, "0.0001"), (.nan, "null"),
            (1e300, "1e+300"),
        ] as [(Double, String)]
    )
    func `scores have at most four decimals`(_ value: Double, _ expected: String) {
        #expect(written { $0.score(value) } == expected)
    }

    @Test func `pretty text is indented by two`() throws {
        let compact = #"{"a":[1,{"b":"{,:[\"\\"}],"c":{},"d":[],"e":null}"#
        let pretty = """
            {
              "a": [
                1,
                {
                  "b": "{,:[\\"\\\\"
                }
              ],
              "c": {},
              "d": [],
              "e": null
            }
            """
        let bytes = JSONWriter.pretty(Array(compact.utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == pretty)
        #expect(JSONWriter.pretty(bytes) == bytes)
    }

    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return text(writer)
    }

    private func text(_ writer: JSONWriter) -> String {
        String(decoding: writer.bytes, as: UTF8.self)
    }
}

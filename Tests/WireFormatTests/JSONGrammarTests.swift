import Testing
import WireFormat

@Suite struct JSONGrammarTests {
    /// Texts every reader has to accept.
    @Test(arguments: [
        "null", " true ", "false", "0", "-0", "-1", "123", "1.5", "-0.1", "1e5", "1E+5", "1e-5",
        "0e0", "0.0", "1.0e400", "123456789012345678901234567890", "\"\"", "\"a\"", "\"日本\"",
        #""\u0000""#, #""\"\\\/\b\f\n\r\t""#, #""\u00e9\uD83D\uDE00""#, "\"\u{7F}\"",
        "\"\u{2028}\u{10FFFF}\"", "[]", "[[]]", "[null,1,\"1\",{}]", "[ ]", "\t[ 1 ,\r\n2 ] ",
        "{}", "{\"\":0}", #"{"a":{"b":[]}}"#, #"{"a":1,"A":2,"a ":3}"#, "{\"a\":1,\"\\u0000\":2}",
        "{\"é\":1,\"e\u{301}\":2}",
    ])
    func `what RFC 8259 allows is accepted`(_ text: String) throws {
        #expect(throws: Never.self) { try JSONDocument(parsing: text) }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var text: String
        var code: JSONError.Code
        var offset: Int
        var testDescription: String { text }

        init(_ text: String, _ code: JSONError.Code, _ offset: Int) {
            (self.text, self.code, self.offset) = (text, code, offset)
        }
    }

    @Test(arguments: [
        Refusal("", .unexpectedEnd, 0), Refusal("  ", .unexpectedEnd, 2),
        Refusal("\u{FEFF}1", .byteOrderMark, 0), Refusal("nul", .unexpectedEnd, 3),
        Refusal("nulL", .unexpectedByte, 3), Refusal("True", .unexpectedByte, 0),
        Refusal("NaN", .unexpectedByte, 0), Refusal("truefalse", .trailingContent, 4),
        Refusal("1 2", .trailingContent, 2), Refusal("[] ]", .trailingContent, 3),
        Refusal("\u{A0}1", .unexpectedByte, 0), Refusal("\u{0C}1", .unexpectedByte, 0),
        Refusal("/**/1", .unexpectedByte, 0), Refusal("'a'", .unexpectedByte, 0),
        Refusal("[", .unexpectedEnd, 1), Refusal("]", .unexpectedByte, 0),
        Refusal("[1", .unexpectedEnd, 2), Refusal("[1,]", .unexpectedByte, 3),
        Refusal("[,1]", .unexpectedByte, 1), Refusal("[1 2]", .unexpectedByte, 3),
        Refusal("[1}", .unexpectedByte, 2), Refusal("{", .unexpectedEnd, 1),
        Refusal("{]", .unexpectedByte, 1), Refusal("{1:1}", .unexpectedByte, 1),
        Refusal("{a:1}", .unexpectedByte, 1), Refusal(#"{"a"}"#, .unexpectedByte, 4),
        Refusal(#"{"a""#, .unexpectedEnd, 4), Refusal(#"{"a":}"#, .unexpectedByte, 5),
        Refusal(#"{"a":1,}"#, .unexpectedByte, 7), Refusal(#"{"a":1]"#, .unexpectedByte, 6),
        Refusal(#"{"a":1 "b":2}"#, .unexpectedByte, 7), Refusal(#"{,}"#, .unexpectedByte, 1),
    ])
    func `broken structure is refused at its byte`(_ refusal: Refusal) {
        expect(refusal)
    }

    @Test(arguments: [
        Refusal("01", .invalidNumber, 0), Refusal("-", .invalidNumber, 0),
        Refusal("[-01]", .invalidNumber, 1), Refusal("+1", .unexpectedByte, 0),
        Refusal(".5", .unexpectedByte, 0), Refusal("1.", .invalidNumber, 0),
        Refusal("1.e1", .invalidNumber, 0), Refusal("1e", .invalidNumber, 0),
        Refusal("1e+", .invalidNumber, 0), Refusal("1e1.5", .trailingContent, 3),
        Refusal("0x1", .trailingContent, 1), Refusal("1_000", .trailingContent, 1),
        Refusal("-Infinity", .invalidNumber, 0), Refusal("--1", .invalidNumber, 0),
        Refusal("\u{FF11}", .unexpectedByte, 0),
    ])
    func `numbers have the exact grammar`(_ refusal: Refusal) {
        expect(refusal)
    }

    @Test(arguments: [
        Refusal("\"", .unexpectedEnd, 1), Refusal("\"a", .unexpectedEnd, 2),
        Refusal("\"a\nb\"", .controlCharacter, 2), Refusal("\"\u{0}\"", .controlCharacter, 1),
        Refusal(#""\a""#, .invalidEscape, 1), Refusal(#""\x41""#, .invalidEscape, 1),
        Refusal(#""\U0041""#, .invalidEscape, 1), Refusal(#""\"#, .unexpectedEnd, 2),
        Refusal(#""\u12"#, .unexpectedEnd, 5), Refusal(#""\u12G4""#, .invalidEscape, 1),
        Refusal(#""\uD800""#, .loneSurrogate, 1), Refusal(#""\uDC00""#, .loneSurrogate, 1),
        Refusal(#""\uD800\n""#, .loneSurrogate, 1),
        Refusal(#""\uD800\uD800""#, .loneSurrogate, 1),
        Refusal(#""\uD800\u0041""#, .loneSurrogate, 1),
        Refusal(#""a\uDC00\uD800""#, .loneSurrogate, 2),
    ])
    func `strings have the exact grammar`(_ refusal: Refusal) {
        expect(refusal)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF],
            [0xE3, 0x81],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xFF], [0xE3, 0x41, 0x82],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8]) {
        let text = Array("\"a".utf8) + bytes + Array("\"".utf8)
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error == JSONError(.invalidUTF8, offset: 2))
    }

    @Test func `the depth limit counts containers`() throws {
        let nested = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(throws: Never.self) { try JSONDocument(parsing: nested(32)) }
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: nested(33)) }
        #expect(error?.code == .tooDeep)
        #expect(error?.offset == 32)
        #expect(throws: Never.self) {
            try JSONDocument(parsing: Array("1".utf8), maximumDepth: 0)
        }
        #expect(throws: JSONError.self) {
            try JSONDocument(parsing: Array("{}".utf8), maximumDepth: 0)
        }
    }

    @Test func `a flood of brackets is refused without recursion`() {
        let text = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error?.code == .tooDeep)
    }

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, "/a", 7), (#"[0,{"x":{"k":1,"\u006b":1}}]"#, "/1/x/k", 15),
        (#"{"a/b":{"~":1,"~":1}}"#, "/a~1b/~0", 14),
        (#"{"0":0,"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"4":0,"2":0}"#, "/4", 55),
    ])
    func `a repeated key is named`(_ text: String, _ pointer: String, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error == JSONError(.duplicateKey, offset: offset, pointer: pointer))
    }

    @Test(arguments: [
        (#"{"a":[1,{"b":x}]}"#, "/a/1/b"), (#"{"a":1,"b" 2}"#, "/b"), (#"{"a":1,b:2}"#, ""),
        (#"[[],[0,"\q"]]"#, "/1/1"), ("[", "/0"), (#"{"日/~":}"#, "/日~1~0"), ("[1]x", ""),
    ])
    func `a fault says in which value it lies`(_ text: String, _ pointer: String) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
        #expect(error?.pointer == pointer)
    }

    private func expect(_ refusal: Refusal) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: refusal.text) }
        #expect(error?.code == refusal.code)
        #expect(error?.offset == refusal.offset)
    }
}

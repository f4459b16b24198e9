import Testing

@testable import LanguageServer

@Suite struct TextBufferTests {
    private static let text = "a😀例b\r\n\u{65}\u{301}x\rlast"

    @Test(arguments: [PositionEncoding.utf8, .utf16, .utf32])
    func `a position and its byte belong together, character by character`(
        _ encoding: PositionEncoding
    ) {
        let buffer = TextBuffer(Array(Self.text.utf8))
        var offset = 0
        for scalar in Self.text.unicodeScalars {
            let isLineEnd = scalar == "\n" && offset > 0
            if !isLineEnd {
                let position = buffer.position(of: offset, encoding)
                #expect(buffer.offset(of: position, encoding) == offset)
            }
            offset += UTF8.width(scalar)
        }
        #expect(buffer.position(of: offset, encoding).line == 2)
    }

    @Test(arguments: [
        (PositionEncoding.utf16, 0, 2, 1), (.utf16, 0, 3, 5), (.utf16, 0, 99, 9),
        (.utf16, 9, 0, 20),
        (.utf8, 0, 3, 1), (.utf8, 0, 5, 5), (.utf32, 0, 2, 5),
    ])
    func `a position within a character or beyond a line is drawn back`(
        _ encoding: PositionEncoding,
        _ line: Int,
        _ character: Int,
        _ offset: Int
    ) {
        let buffer = TextBuffer(Array(Self.text.utf8))
        let position = DocumentPosition(line: line, character: character)
        #expect(buffer.offset(of: position, encoding) == offset)
    }

    @Test func `a byte order mark is no character, and damaged bytes do no harm`() {
        let marked = TextBuffer([0xEF, 0xBB, 0xBF] + Array("ab".utf8))
        #expect(marked.offset(of: DocumentPosition(line: 0, character: 1), .utf16) == 4)
        #expect(marked.position(of: 4, .utf16) == DocumentPosition(line: 0, character: 1))
        let damaged = TextBuffer([0x80, 0xFF, 0xE3, 0x81])
        for offset in 0...4 { _ = damaged.position(of: offset, .utf16) }
        #expect(damaged.offset(of: DocumentPosition(line: 0, character: 9), .utf16) == 4)
    }

    @Test(arguments: [
        ("/a b/規則/100%.yaml", "file:///a%20b/%E8%A6%8F%E5%89%87/100%25.yaml"),
        ("/x/~y-z_1.yaml", "file:///x/~y-z_1.yaml"),
    ])
    func `a path and its URI belong together`(_ path: String, _ uri: String) {
        #expect(FileURI.uri(of: path) == uri)
        #expect(FileURI.path(of: uri) == path)
    }

    @Test(arguments: [
        ("file://localhost/a", "/a"), ("FILE:///a#x", "/a"), ("file:///a%3ab", "/a:b"),
        ("file://host/a", nil), ("untitled:a", nil), ("file:///%zz", nil), ("file:///%4", nil),
        ("file:///%ff", nil), ("file:", nil),
    ])
    func `a URI is that of a local file or none`(_ uri: String, _ path: String?) {
        #expect(FileURI.path(of: uri) == path)
    }
}

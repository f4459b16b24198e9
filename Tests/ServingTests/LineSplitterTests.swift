import Serving
import Testing

@Suite struct LineSplitterTests {
    private static func lines(_ parts: [String], limit: Int = 100) -> [String] {
        var splitter = LineSplitter(limit: limit)
        var lines: [String] = []
        func take() {
            while let line = splitter.next() {
                switch line {
                case .text(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
                case .tooLong: lines.append("too long")
                }
            }
        }
        for part in parts {
            splitter.append(Array(part.utf8))
            take()
        }
        splitter.finish()
        take()
        return lines
    }

    @Test(arguments: [
        ["one\ntwo\nthree\n"], ["one\ntwo\nthree"], ["o", "ne\ntw", "o\n", "three\n"],
        ["one\n\n \t\r\ntwo\nthree\n\n"], ["one\n", "", "two", "\n", "thr", "ee"],
    ])
    func `lines are the same however they arrive`(_ parts: [String]) {
        #expect(Self.lines(parts) == ["one", "two", "three"])
    }

    @Test func `every cut of a text gives the same lines`() {
        let text = Array("資金\nひと\n\nlong line here\nend")
        for cut in text.indices {
            let parts = [String(text[..<cut]), String(text[cut...])]
            #expect(Self.lines(parts) == ["資金", "ひと", "long line here", "end"])
        }
    }

    @Test(arguments: [["12345678\nab\n"], ["1234", "5678", "9\nab\n"], ["123456", "7", "8\nab"]])
    func `a line over the limit is told once and the next one is read`(_ parts: [String]) {
        #expect(Self.lines(parts, limit: 6) == ["too long", "ab"])
    }

    @Test func `a line of exactly the limit is taken`() {
        #expect(
            Self.lines(["123456\n1234567\n", "123456"], limit: 6) == [
                "123456", "too long", "123456",
            ]
        )
    }

    @Test func `a last line over the limit without an end is told`() {
        #expect(Self.lines(["ab\n1234567"], limit: 6) == ["ab", "too long"])
    }
}

import Knowledge
import Testing

@Suite struct IndustryCodeTests {
    private let table = [("A", 1, 2), ("E", 9, 32), ("I", 50, 61)].map { letter, first, last in
        Industry(
            id: letter,
            title: Localized(ja: letter, en: letter),
            firstGroup: first,
            lastGroup: last,
            origin: Origin(file: "a", line: 1, column: 1)
        )
    }

    @Test(arguments: [
        ("E", "E"), ("e", "E"), ("24", "E24"), ("E24", "E24"), ("e24", "E24"), ("01", "A01"),
        ("561", "I561"), ("I5611", "I5611"), ("09", "E09"),
    ])
    func `a code is completed from the table`(_ text: String, _ code: String) {
        #expect(IndustryCode(reading: text, industries: table) == IndustryCode(code))
    }

    @Test(arguments: [
        "", "Z", "E50", "99", "00", "2", "E2", "24561", "E24A", "EE", " E", "製", "Ｅ", "-1",
    ])
    func `anything else is no code`(_ text: String) {
        #expect(IndustryCode(reading: text, industries: table) == nil)
    }

    @Test func `without a table the letter is needed and believed`() {
        #expect(IndustryCode(reading: "q99", industries: []) == IndustryCode("Q99"))
        #expect(IndustryCode(reading: "Q", industries: []) == IndustryCode("Q"))
        #expect(IndustryCode(reading: "24", industries: []) == nil)
    }
}

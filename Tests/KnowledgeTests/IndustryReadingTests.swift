import Knowledge
import Testing

@Suite struct IndustryReadingTests {
    private static let table = [
        division("D", 6...8), division("E", 9...32), division("I", 50...61),
    ]

    private static func division(_ id: String, _ groups: ClosedRange<Int>) -> Industry {
        Industry(
            id: id,
            title: Localized(ja: id, en: id),
            firstGroup: groups.lowerBound,
            lastGroup: groups.upperBound,
            origin: Origin(file: "industries.yaml", line: 1, column: 1)
        )
    }

    @Test(arguments: [
        ("E", "E"), ("e", "E"), ("E24", "E24"), ("e24", "E24"), ("24", "E24"), ("09", "E09"),
        ("8", nil), ("081", "D081"), ("5611", "I5611"), ("i561", "I561"), ("61", "I61"),
        ("06", "D06"),
    ])
    func `a letter is completed from the table`(_ text: String, _ code: String?) {
        #expect(IndustryCode(reading: text, industries: Self.table)?.text == code)
    }

    @Test(arguments: [
        "", " ", "E 24", "E2", "E24561", "EE", "E24a", "24E", "Ｅ", "製造業", "-24", "E-24", "é",
        "A", "A01", "99", "D24", "I08", "[", "@", "{",
    ])
    func `this is no code of the table`(_ text: String) {
        #expect(IndustryCode(reading: text, industries: Self.table) == nil)
    }

    @Test(arguments: [("z", "Z"), ("Z99", "Z99"), ("24", nil), ("E2", nil)])
    func `without a table a letter is believed and needed`(_ text: String, _ code: String?) {
        #expect(IndustryCode(reading: text, industries: [])?.text == code)
    }
}

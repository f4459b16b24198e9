import Knowledge
import Testing

@Suite struct CalendarDateTests {
    /// Every day from 1900 to 2100, counted month by month and not by the code under test.
    private static func walk(_ visit: (_ year: Int, _ month: Int, _ day: Int) -> Void) {
        for year in 1900...2100 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (index, length) in lengths.enumerated() {
                for day in 1...length { visit(year, index + 1, day) }
            }
        }
    }

    @Test func `every day of two centuries follows the day before`() throws {
        var expected = try #require(CalendarDate(year: 1900, month: 1, day: 1)).dayNumber
        var wrong: [String] = []
        Self.walk { year, month, day in
            if CalendarDate(year: year, month: month, day: day)?.dayNumber != expected {
                wrong.append("\(year)-\(month)-\(day)")
            }
            expected += 1
        }
        #expect(wrong == [])
    }

    @Test func `the parts and the text of every day give the day back`() {
        var wrong: [String] = []
        Self.walk { year, month, day in
            guard let date = CalendarDate(year: year, month: month, day: day),
                date.parts == (year, month, day), CalendarDate(iso: date.iso) == date
            else {
                wrong.append("\(year)-\(month)-\(day)")
                return
            }
        }
        #expect(wrong == [])
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("1900-01-01", -25_567),
        ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func `days are counted from 1970`(_ iso: String, _ number: Int) {
        #expect(CalendarDate(iso: iso)?.dayNumber == number)
        #expect(CalendarDate(dayNumber: number).iso == iso)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-06-31", "2026-09-31",
        "2026-11-31", "2026-01-32", "2026-00-10", "2026-13-01", "2026-01-00", "0000-01-01",
    ])
    func `there is no such day`(_ iso: String) {
        #expect(CalendarDate(iso: iso) == nil)
    }

    @Test(arguments: [
        "", "2026", "2026-1-01", "2026-01-1", "2026/01/01", "2026-01-01 ", " 2026-01-01",
        "+026-01-01", "20260-1-01", "２０２６-01-01", "2026-01-0a", "2026−01−01", "2026-01-01T00:00",
    ])
    func `a day is written YYYY-MM-DD and in no other way`(_ text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test(arguments: ["2000-02-29", "2024-02-29", "2400-02-29"])
    func `leap years have a 29 February`(_ iso: String) {
        #expect(CalendarDate(iso: iso)?.iso == iso)
    }

    @Test func `dates are ordered by time`() throws {
        let texts = ["1899-12-31", "1999-12-31", "2000-01-01", "2000-02-29", "2000-03-01"]
        let dates = try texts.map { try #require(CalendarDate(iso: $0)) }
        #expect(dates.reversed().sorted() == dates)
        #expect(dates.map(\.iso) == texts)
    }

    @Test func `days are added across months and years, back as well`() throws {
        let day = try #require(CalendarDate(iso: "2027-12-31"))
        #expect(day.adding(days: 1).iso == "2028-01-01")
        #expect(day.adding(days: 60).iso == "2028-02-29")
        #expect(day.adding(days: -365).iso == "2026-12-31")
    }
}

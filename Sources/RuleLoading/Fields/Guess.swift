import Diagnostics
import Knowledge

/// Finds what was meant by a value that is written as people write and not as the language has it.
enum Guess {
    /// What to say of a text where a whole number is wanted: `20人`, `２０`, `300,000`, `30万円`.
    static func number(in text: String) -> String? {
        guard let number = wholeNumber(in: text) else { return nil }
        // Digits alone are a text only because of their quotes.
        let isQuoted = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isQuoted ? "write it without quotes" : "did you mean `\(number)`?"
    }

    /// What to say of a text where a day is wanted: `2026/4/1`, `令和8年4月1日`, `2026-02-30`.
    static func day(in text: String) -> String? {
        guard let (year, month, day) = parts(ofDay: text), (1...12).contains(month),
            (1...31).contains(day), (1...9999).contains(year)
        else { return nil }
        let start = "\(padded(year, 4))-\(padded(month, 2))"
        let last = (28...31).last { CalendarDate(iso: "\(start)-\($0)") != nil } ?? 31
        if day > last { return "\(start) has \(last) days" }
        return "did you mean `\(start)-\(padded(day, 2))`?"
    }

    /// What to say of a name where the code of an industry is wanted: `製造業`.
    static func industry(named text: String, in industries: [Industry]) -> String? {
        let found = industries.filter { industry in
            industry.title.ja.split(separator: "，").contains { $0 == text }
                || industry.title.en.lowercased() == text.lowercased()
        }
        return found.count == 1 ? "did you mean `\(found[0].id)`?" : nil
    }

    /// Whether a text is the whole address of a page on the web.
    static func isAddress(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else {
            return false
        }
        return text.count > scheme.count && !text.contains(where: \.isWhitespace)
    }

    /// The address that is meant by one without its scheme: `www.example.org/a`.
    static func address(in text: String) -> String? {
        let host = text.prefix { !"/?#:".contains($0) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last, domains.contains(last.lowercased()),
            labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isOfHost) }),
            !text.contains(where: \.isWhitespace)
        else { return nil }
        return "https://" + text
    }

    /// What names of hosts end in: a file has a name with points too.
    private static let domains: Set = ["jp", "com", "org", "net", "info", "biz"]

    private static func isOfHost(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }

    /// Digits of either width with commas between them, 万 and 億, and a unit behind.
    private static func wholeNumber(in text: String) -> Int? {
        var total = 0
        var part: Int?
        for character in unitless(text) {
            if let digit = digit(character) {
                guard let next = adding(digit, to: part ?? 0) else { return nil }
                part = next
            } else if let scale = scales[character], let number = part {
                let (product, isTooLarge) = number.multipliedReportingOverflow(by: scale)
                let (sum, isBeyond) = total.addingReportingOverflow(product)
                guard !isTooLarge, !isBeyond else { return nil }
                total = sum
                part = nil
            } else if part == nil || !",，_".contains(character) {
                return nil
            }
        }
        if total == 0 { return part }
        return part.map { total.addingReportingOverflow($0).partialValue } ?? total
    }

    private static let scales: [Character: Int] = ["万": 10_000, "億": 100_000_000]

    private static func unitless(_ text: String) -> Substring {
        for unit in ["人", "名", "円", "年", "社"] where text.hasSuffix(unit) {
            return text.dropLast(unit.count)
        }
        return text[...]
    }

    private static func adding(_ digit: Int, to number: Int) -> Int? {
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
        let (sum, isBeyond) = product.addingReportingOverflow(digit)
        return isTooLarge || isBeyond ? nil : sum
    }

    /// A digit of either width; the characters 一, 二 and so on are none.
    private static func digit(_ character: Character) -> Int? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1
        else { return nil }
        switch scalar.value {
        case 0x30...0x39: return Int(scalar.value) - 0x30
        case 0xFF10...0xFF19: return Int(scalar.value) - 0xFF10
        default: return nil
        }
    }

    /// Year, month and day, apart by hyphens, slashes, points or 年, 月 and 日; years of 令和 too.
    private static func parts(ofDay text: String) -> (year: Int, month: Int, day: Int)? {
        let era = ["令和", "R"].first { text.hasPrefix($0) }
        var numbers: [Int] = []
        var isWithin = false
        for character in text.dropFirst(era?.count ?? 0) {
            if let digit = digit(character) {
                if !isWithin { numbers.append(0) }
                guard let next = adding(digit, to: numbers.removeLast()) else { return nil }
                numbers.append(next)
                isWithin = true
            } else {
                guard isWithin, "-/.．／－年月日".contains(character) else { return nil }
                isWithin = false
            }
        }
        guard numbers.count == 3, era != nil || numbers[0] > 999 else { return nil }
        return (era == nil ? numbers[0] : numbers[0] + 2018, numbers[1], numbers[2])
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

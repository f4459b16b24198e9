import Crypto
import FoundationEssentials
package import Knowledge
import WireFormat

/// The present, as far as answers need it.
package enum WallClock {
    /// The day in Japan.
    package static var today: CalendarDate {
        let seconds = Int(Date().timeIntervalSince1970) + 9 * 3600
        return CalendarDate(dayNumber: Int((Double(seconds) / 86_400).rounded(.down)))
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    static var milliseconds: UInt64 { UInt64(max(0, Date().timeIntervalSince1970 * 1000)) }
}

/// Ids of decisions, ordered by time: UUID version 7 (RFC 9562, section 5.7).
enum DecisionID {
    /// A new id of a point in time, in milliseconds since 1970-01-01T00:00Z.
    static func next(at milliseconds: UInt64 = WallClock.milliseconds) -> String {
        let time = milliseconds & 0xFFFF_FFFF_FFFF
        let random = UInt64.random(in: 0...UInt64.max)
        let high = time << 16 | 0x7000 | (random & 0xFFF)
        let low = 0x8000_0000_0000_0000 | (UInt64.random(in: 0...UInt64.max) >> 2)
        var digits: [UInt8] = []
        digits.reserveCapacity(36)
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                digits.append(UInt8(ascii: "-"))
            }
            let word = index < 16 ? high : low
            digits.append(Hexadecimal.digit(UInt8(word >> UInt64(60 - (index % 16) * 4) & 15)))
        }
        return String(decoding: digits, as: UTF8.self)
    }
}

/// Hexadecimal digits in lower case.
enum Hexadecimal {
    /// The digit of a number below 16.
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The digits of bytes.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0 & 15)] }, as: UTF8.self)
    }
}

/// The digest that names what an answer was determined by: the query without its id, the rule
/// book and the day.
enum Determination {
    static func digest(of query: Query, ruleset: String, asOf: CalendarDate) -> String {
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        CanonicalQuery.write(query, to: &writer)
        writer.member("ruleset", ruleset)
        writer.member("as_of", asOf.iso)
        writer.endObject()
        return Hexadecimal.text(SHA256.hash(data: writer.bytes))
    }
}

/// The digest of a rule book: every file's path and bytes, in order of path.
package enum RulesetDigest {
    /// 64 hexadecimal digits.
    package static func digest(of files: [(path: String, bytes: [UInt8])]) -> String {
        var hash = SHA256()
        for file in files.sorted(by: { $0.path < $1.path }) {
            // Lengths keep one file's end from being read as another's beginning.
            hash.update(data: Array("\(file.path.utf8.count):\(file.path)".utf8))
            hash.update(data: Array("\(file.bytes.count):".utf8))
            hash.update(data: file.bytes)
        }
        return Hexadecimal.text(hash.finalize())
    }
}

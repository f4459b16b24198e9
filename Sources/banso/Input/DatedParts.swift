import Knowledge
import WireFormat

/// Standard input as NDJSON in which each query that names no day of its own is given one.
///
/// The lines are changed and not what is asked of whoever answers: the daemon and the command line
/// then give the same bytes, and a daemon needs to know nothing of it.
struct DatedParts: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    /// The input as it arrives.
    let parts: InputParts
    /// The day for queries without one.
    let day: CalendarDate

    struct AsyncIterator: AsyncIteratorProtocol {
        /// The most bytes of a line that is held back to be read: no daemon can be told to take more.
        private static let limit = 1 << 28

        fileprivate var parts: InputParts.AsyncIterator
        fileprivate let day: CalendarDate
        /// The beginning of a line whose end has not come yet.
        private var rest: [UInt8] = []
        /// Whether that line is passed on as it comes.
        private var isTooLong = false
        private var hasEnded = false

        fileprivate init(parts: InputParts.AsyncIterator, day: CalendarDate) {
            self.parts = parts
            self.day = day
        }

        mutating func next() async -> [UInt8]? {
            while !hasEnded {
                var result: [UInt8] = []
                if let part = await parts.next() {
                    take(part, into: &result)
                } else {
                    hasEnded = true
                    result = complete()
                }
                // An empty portion would end the body of a request.
                if !result.isEmpty { return result }
            }
            return nil
        }

        private mutating func take(_ part: [UInt8], into result: inout [UInt8]) {
            var start = part.startIndex
            while let end = part[start...].firstIndex(of: 0x0A) {
                rest += part[start..<end]
                result += complete() + [0x0A]
                start = end + 1
            }
            rest += part[start...]
            guard isTooLong || rest.count > Self.limit else { return }
            result += rest
            rest = []
            isTooLong = true
        }

        private mutating func complete() -> [UInt8] {
            defer {
                rest = []
                isTooLong = false
            }
            return isTooLong ? rest : QueryDay.setting(day, in: rest)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(parts: parts.makeAsyncIterator(), day: day)
    }
}

/// The day in a query that is written as JSON.
private enum QueryDay {
    /// The query with a day, if it names none.
    static func setting(_ day: CalendarDate, in line: [UInt8]) -> [UInt8] {
        // What is no query stays as it is: whoever answers tells what is wrong with it.
        guard let root = (try? JSONDocument(parsing: line))?.root, root.kind == .object else {
            return line
        }
        let value = Array("\"\(day.iso)\"".utf8)
        if let own = root["as_of"] {
            guard own.isNull else { return line }
            return line[..<own.offset] + value + line[own.endOffset...]
        }
        let start = root.offset + 1
        let hasMembers = root.members.contains { _ in true }
        return line[..<start] + Array("\"as_of\":".utf8) + value
            + (hasMembers ? [0x2C] : []) + line[start...]
    }
}

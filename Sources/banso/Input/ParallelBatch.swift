import Answering
import FoundationEssentials
import Serving

/// Answers lines on all cores and gives the answers back in the order of the lines.
///
/// One portion of input is answered and written before the next is read: little is held in memory,
/// and whoever feeds the command line by line gets each answer at once.
struct ParallelBatch {
    /// The most bytes of a line, as in the daemon's default.
    private static let lineLimit = 1 << 20
    /// The lines one task answers: few, so that no core is left alone with the rest.
    private static let share = 8

    let answerer: Answerer

    /// Answers portions of NDJSON.
    func run(
        _ parts: some AsyncSequence<[UInt8], Never>,
        write: ([UInt8]) -> Void
    ) async {
        var splitter = LineSplitter(limit: Self.lineLimit)
        for await part in parts {
            splitter.append(part)
            write(await answers(Self.lines(&splitter)))
        }
        splitter.finish()
        write(await answers(Self.lines(&splitter)))
    }

    private static func lines(_ splitter: inout LineSplitter) -> [LineSplitter.Line] {
        var lines: [LineSplitter.Line] = []
        while let line = splitter.next() { lines.append(line) }
        return lines
    }

    private func answers(_ lines: [LineSplitter.Line]) async -> [UInt8] {
        let starts = Array(stride(from: 0, to: lines.count, by: Self.share))
        return await withTaskGroup(of: (Int, [UInt8]).self) { group in
            for (place, start) in starts.enumerated() {
                let share = lines[start..<min(start + Self.share, lines.count)]
                group.addTask { (place, answers(share)) }
            }
            var results = [[UInt8]](repeating: [], count: starts.count)
            for await (place, bytes) in group { results[place] = bytes }
            return results.reduce(into: []) { $0.append(contentsOf: $1) }
        }
    }

    private func answers(_ share: ArraySlice<LineSplitter.Line>) -> [UInt8] {
        share.reduce(into: []) { result, line in
            result.append(contentsOf: answerer.answerLine(line, limit: Self.lineLimit))
        }
    }
}

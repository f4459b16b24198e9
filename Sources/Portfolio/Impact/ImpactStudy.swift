package import Answering
package import Knowledge
import RuleEngine

/// A book that takes part in a comparison.
package struct ImpactSide: Sendable {
    /// What answers from it.
    package let answerer: Answerer
    /// What it is called: the folder, or the folders joined by colons, as given.
    package let name: String
    /// What goes before the file of a place to find it from outside; empty when nothing does.
    package let folder: String

    /// Names a loaded book; without a folder, places lead to their files by themselves.
    package init(_ answerer: Answerer, name: String, folder: String) {
        self.answerer = answerer
        self.name = name
        self.folder = folder
    }

    var engine: RuleEngine { answerer.engine }
    var book: Book { answerer.engine.compiled.book }

    /// A place of the book as an editor opens it.
    func path(_ origin: Origin) -> String {
        let file = folder.isEmpty || folder == "." ? origin.file : "\(folder)/\(origin.file)"
        return "\(file):\(origin.line)"
    }
}

/// A query with what the two books answer.
package struct ComparedQuery: Sendable {
    /// The query as it was replayed.
    package var query: ReplayQuery
    /// The day it was answered for.
    package var day: CalendarDate
    /// The first category of the old answer, or of the new one where the old book gives none.
    package var category: String
    /// The prefecture asked for; empty without one.
    package var prefecture: String
    /// The old answer; `nil` when the old book refuses the query.
    package var before: AnswerSketch?
    /// The new answer; `nil` when the new book refuses it.
    package var after: AnswerSketch?
    /// How they differ.
    package var change: AnswerChange
}

/// Replays queries over two books on all cores, in order, and adds up what changes.
///
/// Whoever feeds it decides how much is in memory: the queries of one call, what they come to, and
/// a tally whose size depends on the books. The same queries give the same result however they are
/// cut into calls and however many cores there are.
package struct ImpactStudy: Sendable {
    /// The queries one task answers: few, so that no core is left alone with the rest.
    private static let share = 16

    /// The book in force.
    package let old: ImpactSide
    /// The book that may follow it.
    package let new: ImpactSide
    /// How queries are replayed.
    package let plan: ReplayPlan
    /// What has been found so far.
    package private(set) var tally: ImpactTally
    private let places: PrefectureNames

    /// Prepares to compare two books and to keep up to `examples` of the worst changes.
    package init(old: ImpactSide, new: ImpactSide, plan: ReplayPlan, examples: Int = 10) {
        self.old = old
        self.new = new
        self.plan = plan
        tally = ImpactTally(examples: examples)
        places = PrefectureNames([new.book, old.book])
    }

    /// Replays queries.
    ///
    /// - Parameters:
    ///   - queries: The next queries.
    ///   - record: Whether the changes are wanted as lines of JSON.
    /// - Returns: A line for every query that changed, in order; empty unless wanted.
    package mutating func add(_ queries: [ReplayQuery], record: Bool = false) async -> [UInt8] {
        var expanded: [ReplayQuery] = []
        for query in queries {
            for var placed in plan.queries(of: query) {
                placed.number = tally.total[.queries] + expanded.count + 1
                expanded.append(placed)
            }
        }
        let starts = Array(stride(from: 0, to: expanded.count, by: Self.share))
        let parts = await withTaskGroup(of: (Int, ShareResult).self) { [self, expanded] group in
            for (place, start) in starts.enumerated() {
                let share = expanded[start..<min(start + Self.share, expanded.count)]
                group.addTask { (place, result(of: share, record: record)) }
            }
            var parts = [ShareResult?](repeating: nil, count: starts.count)
            for await (place, part) in group { parts[place] = part }
            return parts.compactMap(\.self)
        }
        var lines: [UInt8] = []
        for part in parts {
            tally.merge(part.tally)
            lines.append(contentsOf: part.lines)
        }
        return lines
    }

    /// What one task comes to.
    private struct ShareResult: Sendable {
        var tally: ImpactTally
        var lines: [UInt8]
    }

    private func result(of share: ArraySlice<ReplayQuery>, record: Bool) -> ShareResult {
        // Every example is kept until the shares are merged in order: only then is it known which
        // of equally bad ones came first.
        var result = ShareResult(tally: ImpactTally(examples: .max), lines: [])
        for query in share {
            let compared = compare(query)
            result.tally.add(compared)
            if record, !compared.change.isNone {
                result.lines.append(contentsOf: ChangeRecord.line(compared))
            }
        }
        return result
    }

    /// Asks both books.
    package func compare(_ query: ReplayQuery) -> ComparedQuery {
        let before = query.old.map { AnswerSketch(old.engine.recommend($0, today: plan.today)) }
        let after = query.new.map { AnswerSketch(new.engine.recommend($0, today: plan.today)) }
        return ComparedQuery(
            query: query,
            day: query.any?.asOf ?? plan.today,
            category: before?.firstIssue ?? after?.firstIssue ?? "",
            prefecture: places.prefecture(of: query.any) ?? "",
            before: before,
            after: after,
            change: AnswerChange(before, after)
        )
    }
}

import Knowledge
package import RuleEngine

/// How many partners and policies each combination of issue, place and size gets.
package struct CoverageGrid: Sendable {
    /// What one combination gets.
    package struct Cell: Hashable, Sendable {
        /// The partners that count.
        package var partners = 0
        /// Those of the firm's own prefecture.
        package var local = 0
        /// The policies that can be applied for.
        package var open = 0
        /// The policies that open later.
        package var upcoming = 0
        /// The policies whose state is not verified; counted only where the plan says so.
        package var unverified = 0
        /// Those among the policies counted that hang on a fact not known.
        package var undecided = 0
        /// The one that is left where there is only one, by measure.
        package var sole: [GridMeasure: String] = [:]
    }

    /// How well a combination is served.
    package enum Level: String, Hashable, Sendable, CaseIterable {
        /// Nobody and nothing.
        case gap
        /// One.
        case fragile
        /// More than one.
        case fair
        /// As many as the limit or more.
        case crowded
    }

    /// The place of a combination in the grid, each from 0.
    package struct Position: Hashable, Sendable {
        /// The row.
        package var issue: Int
        /// The column.
        package var place: Int
        /// The layer.
        package var size: Int

        /// Names a combination.
        package init(issue: Int, place: Int, size: Int) {
            self.issue = issue
            self.place = place
            self.size = size
        }
    }

    /// What was looked at.
    package let plan: GridPlan
    /// The digest of the rule book.
    package let ruleset: String
    /// The book's names.
    let names: [String: Localized]
    private let cells: [Cell]

    /// Asks the engine once for each combination, on all cores.
    ///
    /// - Parameters:
    ///   - engine: What answers.
    ///   - ruleset: The digest of its book.
    ///   - plan: The combinations.
    ///   - progress: Is told after each row how many of all combinations are done.
    /// - Returns: What each combination gets.
    package static func measured(
        _ engine: RuleEngine,
        ruleset: String,
        plan: GridPlan,
        progress: (Int, Int) -> Void = { _, _ in }
    ) async -> CoverageGrid {
        let counter = CellCounter(engine, plan: plan)
        let rowSize = plan.places.count * plan.sizes.count
        let rows = await withTaskGroup(of: (Int, [Cell]).self) { group in
            for row in plan.issues.indices { group.addTask { (row, counter.row(row)) } }
            var rows = [[Cell]](repeating: [], count: plan.issues.count)
            var done = 0
            for await (row, cells) in group {
                rows[row] = cells
                done += rowSize
                progress(done, rowSize * plan.issues.count)
            }
            return rows
        }
        let book = engine.compiled.book
        let names =
            book.partners.map { ($0.id.text, $0.title) }
            + book.policies.map { ($0.id.text, $0.title) }
        return CoverageGrid(
            plan: plan,
            ruleset: ruleset,
            names: Dictionary(names, uniquingKeysWith: { first, _ in first }),
            cells: rows.flatMap(\.self)
        )
    }

    private init(plan: GridPlan, ruleset: String, names: [String: Localized], cells: [Cell]) {
        self.plan = plan
        self.ruleset = ruleset
        self.names = names
        self.cells = cells
    }

    /// What a combination gets.
    package subscript(position: Position) -> Cell {
        let row = position.issue * plan.places.count + position.place
        return cells[row * plan.sizes.count + position.size]
    }

    /// All positions: by row, column and layer.
    package var positions: [Position] {
        plan.issues.indices.flatMap { issue in
            plan.places.indices.flatMap { place in
                plan.sizes.indices.map { Position(issue: issue, place: place, size: $0) }
            }
        }
    }

    /// The count of a measure; `nil` where it means nothing: nobody is local to an unknown place.
    package func count(_ measure: GridMeasure, at position: Position) -> Int? {
        let cell = self[position]
        switch measure {
        case .partners: return cell.partners
        case .local: return plan.places[position.place].prefecture == nil ? nil : cell.local
        case .policies:
            return cell.open + cell.upcoming + (plan.countsUnverified ? cell.unverified : 0)
        }
    }

    /// How well a combination is served.
    package func level(_ measure: GridMeasure, at position: Position) -> Level? {
        guard let count = count(measure, at: position) else { return nil }
        switch count {
        case 0: return .gap
        case 1: return .fragile
        default: return count >= crowd(measure) ? .crowded : .fair
        }
    }

    /// From how many on a combination is crowded, at least 2.
    package func crowd(_ measure: GridMeasure) -> Int {
        max(2, plan.crowds[measure] ?? measure.usualCrowd)
    }

    /// The positions of a level, in order.
    package func positions(_ level: Level, _ measure: GridMeasure) -> [Position] {
        positions.filter { self.level(measure, at: $0) == level }
    }

    /// Whether a combination gets none of what is measured.
    package func isEmptySomewhere(_ measures: [GridMeasure]) -> Bool {
        measures.contains { !positions(.gap, $0).isEmpty }
    }
}

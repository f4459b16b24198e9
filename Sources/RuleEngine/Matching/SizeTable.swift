import Knowledge

/// The legal sizes of firms, answered with three values from whatever facts are known.
struct SizeTable: Sendable {
    /// A row with its industries as numbers; a class, so that looking at one copies nothing.
    private final class Row: Sendable {
        let group: SizeGroup
        let industries: [PackedCode]
        let exceptions: [PackedCode]
        let employees: Interval?
        let capital: Interval?

        init(_ group: SizeGroup) {
            self.group = group
            employees = group.employees
            capital = group.capital
            industries = group.industries.map { PackedCode($0) }
            exceptions = group.exceptIndustries.map { PackedCode($0) }
        }

        /// Whether a firm of an industry falls into the row.
        func holds(_ industry: PackedCode?) -> Truth {
            let inside = industries.isEmpty ? .yes : Truth(industry, in: industries)
            let outside = exceptions.isEmpty ? .no : Truth(industry, in: exceptions)
            return min(inside, outside.negated)
        }
    }

    private struct Table: Sendable {
        let isEither: Bool
        let rows: [Row]
    }

    private let tables: [Table]
    private let numbers: [Identifier<SizeClass>: Int]

    /// Takes the sizes of a book.
    init(_ sizes: [SizeClass]) {
        tables = sizes.map { Table(isEither: $0.isEither, rows: $0.groups.map { Row($0) }) }
        numbers = Dictionary(
            sizes.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The number of a size; −1 for one the book does not have.
    func number(of size: Identifier<SizeClass>) -> Int32 { Int32(numbers[size] ?? -1) }

    /// For each size whether a firm is of it, and the facts that leave it open.
    ///
    /// A firm whose industry is not known narrowly enough may fall into several rows; only when
    /// all of them agree is the answer known. Sole proprietors are judged by employees alone.
    func verdicts(
        for company: Company,
        industry: PackedCode?
    ) -> [(truth: Truth, missing: FactSet)] {
        tables.map { table in
            let truth = truth(table, company, industry)
            return (truth, truth == .unknown ? missing(table, company, industry) : [])
        }
    }

    /// The row of a size that a firm certainly falls into, or `nil` while that is open.
    func group(of size: Identifier<SizeClass>, for company: Company) -> SizeGroup? {
        guard let number = numbers[size] else { return nil }
        var possible: [SizeGroup] = []
        forEachPossible(tables[number], company.industry.map { PackedCode($0) }) {
            possible.append($0.group)
        }
        return possible.count == 1 ? possible[0] : nil
    }

    private func missing(
        _ table: Table,
        _ company: Company,
        _ industry: PackedCode?
    ) -> FactSet {
        var (count, asksEmployees, asksCapital) = (0, false, false)
        forEachPossible(table, industry) { row in
            count += 1
            if row.employees != nil { asksEmployees = true }
            if row.capital != nil { asksCapital = true }
        }
        var facts: FactSet = []
        if company.employees == nil, asksEmployees { facts.insert(.employees) }
        if industry == nil, count > 1 { facts.insert(.industry) }
        // Capital is asked for only where employees and industry leave the size open.
        if facts.isEmpty, company.capital == nil, asksCapital { facts.insert(.capital) }
        return facts.isEmpty ? .industry : facts
    }

    private func truth(_ table: Table, _ company: Company, _ industry: PackedCode?) -> Truth {
        var result: Truth?
        var isOpen = false
        forEachPossible(table, industry) { row in
            let value = truth(of: row, either: table.isEither, for: company)
            if let known = result, known != value { isOpen = true }
            result = value
        }
        return isOpen ? .unknown : result ?? .unknown
    }

    private func truth(of row: Row, either: Bool, for company: Company) -> Truth {
        let employees = row.employees.map { Truth($0, contains: company.employees) }
        let capital = row.capital.map { Truth($0, contains: company.capital) }
        guard let capital, company.isSoleProprietor != true else { return employees ?? .yes }
        guard let employees else { return capital }
        return either ? max(employees, capital) : min(employees, capital)
    }

    /// The rows a firm may fall into, in table order: the first certain row ends the list.
    @inline(__always)
    private func forEachPossible(
        _ table: Table,
        _ industry: PackedCode?,
        _ body: (Row) -> Void
    ) {
        for row in table.rows {
            let truth = row.holds(industry)
            if truth != .no { body(row) }
            if truth == .yes { break }
        }
    }
}

extension Truth {
    /// Whether a number that may be unknown lies in an interval.
    init(_ interval: Interval, contains value: Int?) {
        guard let value else {
            self = .unknown
            return
        }
        self.init(interval.contains(value))
    }
}

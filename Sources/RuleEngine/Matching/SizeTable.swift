import Knowledge

/// The legal sizes of firms, answered with three values from whatever facts are known.
struct SizeTable: Sendable {
    private let classes: [Identifier<SizeClass>: SizeClass]

    /// Takes the sizes of a book.
    init(_ sizes: [SizeClass]) {
        classes = Dictionary(sizes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a firm is of a size.
    ///
    /// A firm whose industry is not known narrowly enough may fall into several rows; only when
    /// all of them agree is the answer known. Sole proprietors are judged by employees alone.
    func truth(of size: Identifier<SizeClass>, for company: Company) -> Truth {
        guard let sizeClass = classes[size] else { return .unknown }
        var result: Truth?
        for group in possibleGroups(of: sizeClass, for: company) {
            let value = truth(of: group, either: sizeClass.isEither, for: company)
            if let known = result, known != value { return .unknown }
            result = value
        }
        return result ?? .unknown
    }

    /// The row of a size that a firm certainly falls into, or `nil` while that is open.
    func group(of size: Identifier<SizeClass>, for company: Company) -> SizeGroup? {
        guard let sizeClass = classes[size] else { return nil }
        let groups = possibleGroups(of: sizeClass, for: company)
        return groups.count == 1 ? groups[0] : nil
    }

    /// The facts that leave open whether a firm is of a size, as question keys.
    func missingFacts(
        of size: Identifier<SizeClass>,
        for company: Company
    ) -> [Identifier<Question>] {
        guard let sizeClass = classes[size] else { return [] }
        let groups = possibleGroups(of: sizeClass, for: company)
        var keys: [Identifier<Question>] = []
        if company.employees == nil, groups.contains(where: { $0.employees != nil }) {
            keys.append(Identifier("employees"))
        }
        if company.industry == nil, groups.count > 1 { keys.append(Identifier("industry")) }
        // Capital is asked for only where employees and industry leave the size open.
        if keys.isEmpty, company.capital == nil, groups.contains(where: { $0.capital != nil }) {
            keys.append(Identifier("capital"))
        }
        return keys.isEmpty ? [Identifier("industry")] : keys
    }

    private func truth(of group: SizeGroup, either: Bool, for company: Company) -> Truth {
        let employees = group.employees.map { Truth($0, contains: company.employees) }
        let capital = group.capital.map { Truth($0, contains: company.capital) }
        guard let capital, company.isSoleProprietor != true else { return employees ?? .yes }
        guard let employees else { return capital }
        return either ? max(employees, capital) : min(employees, capital)
    }

    /// The rows a firm may fall into, in table order: the first certain row ends the list.
    private func possibleGroups(of sizeClass: SizeClass, for company: Company) -> [SizeGroup] {
        var groups: [SizeGroup] = []
        for group in sizeClass.groups {
            let truth = membership(in: group, industry: company.industry)
            if truth != .no { groups.append(group) }
            if truth == .yes { break }
        }
        return groups
    }

    private func membership(in group: SizeGroup, industry: IndustryCode?) -> Truth {
        let inside =
            group.industries.isEmpty ? .yes : Truth(industry: industry, in: group.industries)
        let outside =
            group.exceptIndustries.isEmpty
            ? .no : Truth(industry: industry, in: group.exceptIndustries)
        return min(inside, outside.negated)
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

    /// Whether an industry that may be known only in part lies under one of the codes.
    ///
    /// `E` may or may not be `E24`: unknown. `E24` is in `E`: yes.
    init(industry: IndustryCode?, in codes: [IndustryCode]) {
        guard let industry else {
            self = .unknown
            return
        }
        var result = Truth.no
        for code in codes {
            // Codes are ASCII: their bytes tell, without the cost of comparing text as Unicode.
            if industry.text.utf8.starts(with: code.text.utf8) {
                self = .yes
                return
            }
            if code.text.utf8.starts(with: industry.text.utf8) { result = .unknown }
        }
        self = result
    }
}

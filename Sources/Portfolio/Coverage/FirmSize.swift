package import Knowledge

/// A class of firm in the grid, with the facts that stand for it.
package struct FirmSize: Hashable, Sendable {
    /// The id: `micro`, `small`, `medium`, `large`, `any`, a size of the book, or a number.
    package var id: String
    /// Its name.
    package var title: Localized
    /// The employees that stand for it; `nil` leaves them unknown.
    package var employees: Int?
    /// The capital in yen that stands for it; `nil` leaves it unknown.
    package var capital: Int?

    /// The four classes that laws and programmes tell apart, placed by the book's size tables.
    ///
    /// - `micro`: the most employees with which a firm of any industry is a small business;
    /// - `small`: the most with which it is one in some industry;
    /// - `medium`: the most with which it is an SME in any industry, whatever its capital;
    /// - `large`: one employee and one yen above every limit of every table.
    ///
    /// Where the book has no table `small` or `sme`, 5, 20, 50 and 2,001 employees are taken.
    package static func standard(_ book: Book) -> [FirmSize] {
        func limits(_ id: String) -> [Int] {
            let groups = book.sizes.first { $0.id.text == id }?.groups ?? []
            return groups.compactMap { $0.employees?.max }
        }
        let micro = limits("small").min() ?? 5
        let small = max(limits("small").max() ?? 20, micro)
        let medium = max(limits("sme").min() ?? 50, small + 1)
        let groups = book.sizes.flatMap(\.groups)
        let most = groups.compactMap { $0.employees?.max }.max() ?? 2_000
        let richest = groups.compactMap { $0.capital?.max }.max() ?? 300_000_000
        return [
            FirmSize("micro", ja: "零細", en: "micro", employees: micro),
            FirmSize("small", ja: "小規模", en: "small", employees: small),
            FirmSize("medium", ja: "中規模", en: "medium", employees: medium),
            FirmSize(
                "large",
                ja: "大規模",
                en: "large",
                employees: max(most, medium) + 1,
                capital: richest + 1
            ),
        ]
    }

    /// The class of a name: one of the four, `any`, a size of the book or a number of employees.
    ///
    /// A size of the book is stood for by the most employees, and the most capital, with which a
    /// firm of any industry has it.
    package static func named(_ name: String, in book: Book) -> FirmSize? {
        if let standard = standard(book).first(where: { $0.id == name }) { return standard }
        if name == "any" {
            return FirmSize("any", ja: "規模不問", en: "any size", employees: nil)
        }
        if let count = Int(name), count >= 0 {
            return FirmSize(name, ja: "従業員", en: "employees", employees: count)
        }
        guard let size = book.sizes.first(where: { $0.id.text == name }) else { return nil }
        return FirmSize(
            id: name,
            title: size.title,
            employees: size.groups.compactMap { $0.employees?.max }.min(),
            capital: size.groups.compactMap { $0.capital?.max }.min()
        )
    }

    /// Gathers the values.
    package init(id: String, title: Localized, employees: Int?, capital: Int?) {
        self.id = id
        self.title = title
        self.employees = employees
        self.capital = capital
    }

    private init(_ id: String, ja: String, en: String, employees: Int?, capital: Int? = nil) {
        self.init(
            id: id,
            title: Localized(ja: ja, en: en),
            employees: employees,
            capital: capital
        )
    }

    /// The name with the employees that stand for it: `小規模（20人）`.
    package var label: Localized {
        guard let employees else { return title }
        return Localized(ja: "\(title.ja)（\(employees)人）", en: "\(title.en) (\(employees))")
    }
}

import Knowledge

/// Says conditions on a firm in words: what is wanted, what is the case, what would change it.
struct ConditionWords {
    let compiled: CompiledBook

    /// What a test wants.
    func wanted(_ test: CompanyTest, company: Company) -> Localized {
        switch test {
        case .employees(let interval):
            interval.words(ja: "従業員", unit: "人", en: "employees")
        case .capital(let interval):
            interval.capitalWords
        case .age(let interval):
            interval.words(ja: "創業後", unit: "年", en: "years since founding")
        case .industry(let codes):
            list(codes.map { industryName($0) }, ja: "業種が", en: "industry: ")
        case .prefecture(let names), .municipality(let names):
            list(names.map { placeName($0) }, ja: "所在地が", en: "located in ")
        case .soleProprietor(let value):
            value
                ? Localized(ja: "個人事業主", en: "a sole proprietor")
                : Localized(ja: "法人", en: "a corporation")
        case .certified(let ids):
            list(ids.map { certificationName($0) }, ja: "", en: "holds ")
        case .size(let id): sizeWords(id, company: company)
        }
    }

    /// What is the case, as far as known.
    func actual(_ test: CompanyTest, company: Company, asOf: CalendarDate) -> Localized {
        let unknown = Localized(ja: "未確認", en: "not known")
        switch test {
        case .employees:
            return company.employees.map {
                Localized(ja: "従業員\($0)人", en: "\($0) employees")
            } ?? unknown
        case .capital:
            return company.capital.map {
                Localized(ja: "資本金\($0.yen.ja)", en: "a capital of \($0.yen.en)")
            } ?? unknown
        case .age:
            return company.founded.map {
                Localized(ja: "\($0)年創業", en: "founded in \($0)")
            } ?? unknown
        case .industry: return company.industry.map { industryName($0) } ?? unknown
        case .prefecture: return company.prefecture.map { placeName($0) } ?? unknown
        case .municipality: return company.municipality.map { placeName($0) } ?? unknown
        case .soleProprietor:
            guard let value = company.isSoleProprietor else { return unknown }
            return value
                ? Localized(ja: "個人事業主", en: "a sole proprietor")
                : Localized(ja: "法人", en: "a corporation")
        case .certified:
            return company.certifications == nil
                ? unknown : Localized(ja: "保有なし", en: "not held")
        case .size(let id): return sizeFacts(id, company)
        }
    }

    /// The smallest change that would make a failed test hold.
    func change(
        for failure: ConditionFailure,
        company: Company,
        asOf: CalendarDate
    ) -> Localized? {
        guard let test = failure.test else { return failure.condition.label }
        let wanted = failure.condition.label ?? wanted(test, company: company)
        let actual = actual(test, company: company, asOf: asOf)
        let reach = ConditionReach(sizes: compiled.sizes)
        guard reach.isWithinReach(test, for: company) else {
            return Localized(
                ja: "\(wanted.ja)の会社が対象。この会社は\(actual.ja)",
                en: "It is for firms with this: \(wanted.en); this one: \(actual.en)"
            )
        }
        return Localized(
            ja: "\(wanted.ja)なら該当。現在は\(actual.ja)",
            en: "It would fit a firm with this: \(wanted.en); now: \(actual.en)"
        )
    }

    private func sizeWords(_ id: Identifier<SizeClass>, company: Company) -> Localized {
        guard let size = compiled.book.sizes.first(where: { $0.id == id }) else {
            return Localized(ja: id.text, en: id.text)
        }
        guard let group = compiled.sizes.group(of: id, for: company) else {
            return size.title
        }
        var ja: [String] = []
        var en: [String] = []
        if let employees = group.employees {
            let words = employees.words(ja: "従業員", unit: "人", en: "employees")
            ja.append(words.ja)
            en.append(words.en)
        }
        if let capital = group.capital, company.isSoleProprietor != true {
            let words = capital.capitalWords
            ja.append(words.ja)
            en.append(words.en)
        }
        // The title tells the limits of all industries; here those of the firm's own stand.
        let name = Localized(
            ja: String(size.title.ja.prefix { $0 != "（" }),
            en: String(size.title.en.prefix { $0 != "(" }).trimmingSpaces
        )
        return Localized(
            ja:
                "\(name.ja)（\(group.title.ja)では\(ja.joined(separator: size.isEither ? "または" : "かつ"))）",
            en: "\(name.en) (\(group.title.en): "
                + "\(en.joined(separator: size.isEither ? " or " : " and ")))"
        )
    }

    /// The facts that the size tests of such a firm.
    private func sizeFacts(_ id: Identifier<SizeClass>, _ company: Company) -> Localized {
        let group = compiled.sizes.group(of: id, for: company)
        var ja: [String] = []
        var en: [String] = []
        if let employees = company.employees, group.map({ $0.employees != nil }) ?? true {
            ja.append("従業員\(employees)人")
            en.append("\(employees) employees")
        }
        if let capital = company.capital, group.map({ $0.capital != nil }) ?? true {
            ja.append("資本金\(capital.yen.ja)")
            en.append("a capital of \(capital.yen.en)")
        }
        return ja.isEmpty
            ? Localized(ja: "未確認", en: "not known")
            : Localized(ja: ja.joined(separator: "・"), en: en.joined(separator: ", "))
    }

    private func list(_ names: [Localized], ja: String, en: String) -> Localized {
        Localized(
            ja: ja + names.map(\.ja).joined(separator: "・"),
            en: en + names.map(\.en).joined(separator: ", ")
        )
    }

    private func industryName(_ code: IndustryCode) -> Localized {
        let division = String(code.text.prefix(1))
        guard let industry = compiled.book.industries.first(where: { $0.id == division }) else {
            return Localized(ja: code.text, en: code.text)
        }
        return Localized(
            ja: "\(industry.title.ja)（\(code.text)）",
            en: "\(industry.title.en) (\(code.text))"
        )
    }

    private func placeName(_ name: String) -> Localized {
        compiled.book.places.first { $0.id == name }?.title ?? Localized(ja: name, en: name)
    }

    private func certificationName(_ id: Identifier<Certification>) -> Localized {
        compiled.book.certifications.first { $0.id == id }?.title
            ?? Localized(ja: id.text, en: id.text)
    }
}

extension Int {
    /// An amount of yen in words: 4億円, 6,000万円, "400 million yen".
    fileprivate var yen: Localized {
        let (oku, man) = (self / 100_000_000, self % 100_000_000 / 10_000)
        guard self % 10_000 == 0, self > 0 else {
            return Localized(ja: "\(self)円", en: "\(self) yen")
        }
        let ja = (oku > 0 ? "\(oku)億" : "") + (man > 0 ? "\(man)万" : "") + "円"
        let isWhole = self % 1_000_000 == 0
        return Localized(ja: ja, en: isWhole ? "\(self / 1_000_000) million yen" : "\(self) yen")
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension Interval {
    /// An interval of capital in words.
    fileprivate var capitalWords: Localized {
        switch (min?.yen, max?.yen) {
        case (nil, let max?):
            Localized(ja: "資本金\(max.ja)以下", en: "a capital of at most \(max.en)")
        case (let min?, nil):
            Localized(ja: "資本金\(min.ja)以上", en: "a capital of at least \(min.en)")
        case (let min?, let max?):
            Localized(ja: "資本金\(min.ja)〜\(max.ja)", en: "a capital of \(min.en) to \(max.en)")
        case (nil, nil): Localized(ja: "資本金不問", en: "any capital")
        }
    }

    /// The interval in words, 「従業員20人以下」 or "at most 20 employees".
    fileprivate func words(ja name: String, unit: String, en noun: String) -> Localized {
        switch (min, max) {
        case (nil, let max?):
            Localized(ja: "\(name)\(max)\(unit)以下", en: "at most \(max) \(noun)")
        case (let min?, nil):
            Localized(ja: "\(name)\(min)\(unit)以上", en: "at least \(min) \(noun)")
        case (let min?, let max?):
            Localized(ja: "\(name)\(min)〜\(max)\(unit)", en: "\(min) to \(max) \(noun)")
        case (nil, nil): Localized(ja: "\(name)不問", en: "any number of \(noun)")
        }
    }
}

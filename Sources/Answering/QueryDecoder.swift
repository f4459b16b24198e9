import Diagnostics
package import Knowledge
package import WireFormat

/// Turns a query's JSON into a `Query`, naming everything that is wrong with it.
package struct QueryDecoder: Sendable {
    private let book: Book
    /// All that a prefecture may be called by: ids, names, and municipalities of it.
    private let placeNames: Set<String>

    /// Prepares to check queries against a book's ids.
    package init(_ book: Book) {
        self.book = book
        placeNames = Set(book.places.flatMap(\.allNames))
    }

    /// Decodes one query.
    ///
    /// - Throws: A problem with status 422 and one item for every fault, with its JSON pointer.
    package func query(_ node: JSONNode) throws(ProblemBody) -> Query {
        var faults = FaultList()
        var query = Query()
        let reader = ObjectReader(node, at: "", faults: &faults)
        query.id = reader.string("id", &faults, limit: 256)
        query.problem = reader.string("problem", &faults, limit: Self.textLimit)
        query.categories = categories(reader.strings("categories", &faults), "/categories", &faults)
        if let company = reader.object("company", &faults) {
            query.company = self.company(company, &faults)
        }
        query.history = reader.objects("history", &faults).compactMap { history($0, &faults) }
        query.answers = reader.objects("answers", &faults).compactMap { answer($0, &faults) }
        query.asOf = date(reader, "as_of", &faults)
        if let parts = reader.choices("want", AnswerPart.self, &faults) { query.parts = parts }
        query.limit = reader.int("limit", &faults, in: 1...100) ?? query.limit
        query.explain = reader.choice("explain", ExplainLevel.self, &faults) ?? query.explain
        query.language = reader.choice("lang", Language.self, &faults) ?? query.language
        reader.refuseUnknown(Self.keys, &faults)
        if faults.items.isEmpty, query.problem == nil, query.categories.isEmpty {
            faults.add("query.empty", "either problem or categories must be there", at: "")
        }
        guard faults.items.isEmpty else { throw faults.problem }
        return query
    }

    /// The most Unicode scalars a problem text may have.
    package static let textLimit = 20_000

    private static let employees = 0...10_000_000
    /// In yen.
    private static let capital = 0...100_000_000_000_000
    private static let founded = 500...9_999

    private static let keys = [
        "id", "problem", "categories", "company", "history", "answers", "as_of", "want", "limit",
        "explain", "lang",
    ]
    private static let companyKeys = [
        "employees", "capital", "industry", "prefecture", "municipality", "founded",
        "sole_proprietor", "certified", "corporate_number",
    ]

    private func company(_ reader: ObjectReader, _ faults: inout FaultList) -> Company {
        var company = Company()
        company.employees = reader.int("employees", &faults, in: Self.employees)
        company.capital = reader.int("capital", &faults, in: Self.capital)
        company.industry = industry(reader, faults: &faults)
        company.prefecture = prefecture(reader, faults: &faults)
        company.municipality = municipality(reader, faults: &faults)
        company.founded = reader.int("founded", &faults, in: Self.founded)
        company.isSoleProprietor = reader.bool("sole_proprietor", &faults)
        if reader.has("certified") {
            company.certifications = reader.strings("certified", &faults).map { item in
                checkCertification(item.text, at: item.pointer, &faults)
                return Identifier(item.text)
            }
        }
        company.corporateNumber = reader.string("corporate_number", &faults, limit: 13)
        reader.refuseUnknown(Self.companyKeys, &faults)
        return company
    }

    private func prefecture(
        _ reader: ObjectReader,
        _ key: String = "prefecture",
        faults: inout FaultList
    ) -> String? {
        guard let name = reader.string(key, &faults, limit: 64) else { return nil }
        if !placeNames.contains(name), !book.places.isEmpty {
            faults.add(
                "query.unknown-prefecture",
                "no prefecture \(name); write it as 大阪府",
                at: reader.pointer + "/" + key
            )
        }
        return name
    }

    /// A book need not list every municipality, so one that it does not know is taken as such; what
    /// cannot be the name of one would be left out of account without a word.
    private func municipality(
        _ reader: ObjectReader,
        _ key: String = "municipality",
        faults: inout FaultList
    ) -> String? {
        guard let name = reader.string(key, &faults, limit: 64) else { return nil }
        if Place.isMunicipalityName(name) { return name }
        let known = book.places.flatMap(\.municipalities)
        if !known.isEmpty, !known.contains(name) {
            let suggestion = NearestName.suggestion(for: name, among: known) ?? "write it as 東大阪市"
            faults.add(
                "query.unknown-municipality",
                "no municipality \(name); \(suggestion)",
                at: reader.pointer + "/" + key
            )
        }
        return name
    }

    /// `E`, `E24`, `e24` and `24` name the same kind of code; a group must lie in its division.
    private func industry(
        _ reader: ObjectReader,
        _ key: String = "industry",
        faults: inout FaultList
    ) -> IndustryCode? {
        guard let text = reader.string(key, &faults, limit: 8) else { return nil }
        if let code = IndustryCode(reading: text, industries: book.industries) { return code }
        faults.add(
            "query.unknown-industry",
            "no industry \(text); write a JSIC code such as E or E24",
            at: reader.pointer + "/" + key
        )
        return nil
    }

    /// An answer about a fact is checked as the fact is in `company`: one that does not fit would
    /// be left out of account without a word.
    private func value(
        of key: String,
        _ reader: ObjectReader,
        _ faults: inout FaultList
    ) -> AnswerValue? {
        switch key {
        case "employees":
            return reader.int("value", &faults, in: Self.employees).map(AnswerValue.number)
        case "capital":
            return reader.int("value", &faults, in: Self.capital).map(AnswerValue.number)
        case "founded":
            return reader.int("value", &faults, in: Self.founded).map(AnswerValue.number)
        case "sole_proprietor":
            return reader.bool("value", &faults).map(AnswerValue.boolean)
        case "prefecture":
            return prefecture(reader, "value", faults: &faults).map(AnswerValue.text)
        case "industry":
            _ = industry(reader, "value", faults: &faults)
            return reader.string("value", &faults, limit: 8).map(AnswerValue.text)
        case "municipality":
            return municipality(reader, "value", faults: &faults).map(AnswerValue.text)
        case "certified":
            guard let id = reader.string("value", &faults, limit: 128) else { return nil }
            checkCertification(id, at: reader.pointer + "/value", &faults)
            return .text(id)
        case "issue":
            guard let id = reader.string("value", &faults, limit: 128) else { return nil }
            if !isCategory(id) {
                faults.add(
                    "query.unknown-category",
                    "no category \(id)",
                    at: reader.pointer + "/value"
                )
            }
            return .text(id)
        default:
            return reader.scalar("value", &faults)
        }
    }

    private func checkCertification(
        _ id: String,
        at pointer: String,
        _ faults: inout FaultList
    ) {
        if !book.certifications.contains(where: { $0.id.text == id }) {
            faults.add("query.unknown-certification", "no certification \(id)", at: pointer)
        }
    }

    private func categories(
        _ list: [ObjectReader.Text],
        _ pointer: String,
        _ faults: inout FaultList
    ) -> [CategoryReference] {
        list.map { item in
            if !isCategory(item.text) {
                faults.add("query.unknown-category", "no category \(item.text)", at: item.pointer)
            }
            return CategoryReference(item.text)
        }
    }

    private func isCategory(_ id: String) -> Bool {
        book.categories.contains { category in
            category.id.text == id || category.subs.contains { $0.id.text == id }
        }
    }

    private func history(_ reader: ObjectReader, _ faults: inout FaultList) -> HistoryEntry? {
        reader.refuseUnknown(["partner", "result"], &faults)
        let result = reader.choice("result", HistoryEntry.Result.self, &faults) ?? .unknown
        guard let partner = reader.string("partner", &faults, limit: 128) else {
            faults.add("query.missing-key", "partner is missing", at: reader.pointer)
            return nil
        }
        if !book.partners.contains(where: { $0.id.text == partner }) {
            faults.add(
                "query.unknown-partner",
                "no partner \(partner)",
                at: reader.pointer + "/partner"
            )
        }
        return HistoryEntry(partner: Identifier(partner), result: result)
    }

    private func answer(_ reader: ObjectReader, _ faults: inout FaultList) -> AnswerGiven? {
        reader.refuseUnknown(["key", "value", "offered"], &faults)
        guard let key = reader.string("key", &faults, limit: 64) else {
            faults.add("query.missing-key", "key is missing", at: reader.pointer)
            return nil
        }
        if !book.questions.contains(where: { $0.id.text == key }) {
            faults.add("query.unknown-question", "no question \(key)", at: reader.pointer + "/key")
        }
        let value = self.value(of: key, reader, &faults)
        let offered = categories(
            reader.strings("offered", &faults),
            reader.pointer + "/offered",
            &faults
        )
        return AnswerGiven(key: Identifier(key), value: value, offered: offered)
    }

    private func date(
        _ reader: ObjectReader,
        _ key: String,
        _ faults: inout FaultList
    ) -> CalendarDate? {
        guard let text = reader.string(key, &faults, limit: 10) else { return nil }
        guard let date = CalendarDate(iso: text) else {
            faults.add(
                "query.bad-date",
                "\(text) is not a day written YYYY-MM-DD",
                at: reader.pointer + "/" + key
            )
            return nil
        }
        return date
    }
}

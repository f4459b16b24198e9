/// Writes the entries of a planned book in the rule language.
package struct BookText: Sendable {
    private let plan: BookPlan
    /// The categories that policies and partners can be about.
    private let topics: [String]
    /// The networks that partners can belong to, each with its kind.
    private let networks: [(id: String, kind: String)]

    /// Prepares to write.
    ///
    /// - Parameters:
    ///   - plan: What is to be written.
    ///   - topics: Ids of categories of the book it is to stand beside; not empty.
    ///   - networks: Networks of that book with their kinds; not empty.
    package init(_ plan: BookPlan, topics: [String], networks: [(id: String, kind: String)]) {
        self.plan = plan
        self.topics = topics
        self.networks = networks
    }

    /// The id of the concept of a word.
    package static func concept(_ word: Int) -> String { "gen-w\(word)" }
    /// The id of a rule.
    package static func rule(_ number: Int) -> String { "gen-r\(padded(number))" }
    /// The id of a policy; ids ascend as numbers do.
    package static func policy(_ number: Int) -> String { "gen-p\(padded(number))" }
    /// The id of a partner.
    package static func partner(_ number: Int) -> String { "gen-q\(padded(number))" }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    /// A word of the vocabulary.
    package func concept(_ place: Int) -> String {
        let word = WordList.word(place)
        let id = Self.concept(place)
        return "  - {id: \(id), title: {ja: \(word), en: \(id)}, kind: thing, says: [\(word)]}\n"
    }

    /// A rule.
    package func rule(_ number: Int) -> String {
        let rule = plan.rule(number)
        let words = rule.words.map(Self.concept).joined(separator: ", ")
        var company = ["employees: {max: \(rule.employees)}"]
        if !rule.prefectures.isEmpty { company.append("prefecture: [\(names(rule.prefectures))]") }
        if !rule.industries.isEmpty {
            let letters = rule.industries.map(Places.division).joined(separator: ", ")
            company.append("industry: [\(letters)]")
        }
        let test = plan.shape == .decisions ? "mentions" : "says"
        let policy = Self.policy(rule.policy)
        var effects = ["policies: [{policy: \(policy), weight: \(thousandths(rule.weight))}]"]
        if let partner = rule.partner {
            effects.append("partners: [{partner: \(Self.partner(partner)), role: support}]")
        }
        return """
              - id: \(Self.rule(number))
                title: {ja: 規則\(number)の施策, en: Policy by rule \(number)}
                when: {\(test): [\(words)], company: {\(company.joined(separator: ", "))}}
                then: {\(effects.joined(separator: ", "))}
                because: {ja: 規則\(number)の言葉と会社に合うから, en: Words and firm fit rule \(number)}

            """
    }

    /// A policy, gated by its area.
    package func policy(_ number: Int) -> String {
        let area = plan.area(ofPolicy: number)
        var gates = area.isEmpty ? [] : ["prefecture: [\(names(area))]"]
        if plan.shape == .national { gates.append("employees: {max: 300}") }
        let gate = gates.isEmpty ? "" : "    when: {company: {\(gates.joined(separator: ", "))}}\n"
        return """
              - id: \(Self.policy(number))
                title: {ja: 施策\(number), en: Policy \(number)}
                kind: subsidy
                issuer: {ja: 支援機関, en: Support body}
                topics: [\(topic(5, number))]
            \(gate)\
                benefit: {ja: 費用の半分, en: Half of the cost}
                pattern: always
                state: current
                url: https://example.org/\(number)
                source: {url: 'https://example.org/\(number)', checked: 2026-11-20}

            """
    }

    /// A partner of one prefecture.
    package func partner(_ number: Int) -> String {
        let network = networks[plan.draw(6, number, below: networks.count)]
        return """
              - id: \(Self.partner(number))
                title: {ja: 機関\(number), en: Body \(number)}
                kind: \(network.kind)
                network: \(network.id)
                level: prefectural
                area: [\(names([plan.area(ofPartner: number)]))]
                topics: [\(topic(7, number))]
                first_contact: false
                serves: {ja: 中小企業, en: SMEs}
                cost: free
                url: https://example.org/q\(number)
                source: {url: 'https://example.org/q\(number)', checked: 2026-11-20}

            """
    }

    /// Policies of a book for decisions share the last topic, about which no query is.
    private func topic(_ series: UInt64, _ number: Int) -> String {
        let place =
            plan.shape == .decisions
            ? topics.count - 1 : plan.draw(series, number, below: topics.count)
        return topics[place]
    }

    private func names(_ places: [Int]) -> String {
        places.map { Places.prefectures[$0] }.joined(separator: ", ")
    }

    private func thousandths(_ number: Int) -> String {
        let rest = String(number % 1000)
        return "\(number / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}

import Knowledge

extension Condition {
    /// What the condition asks, in the words of the rule language, on one line.
    var words: String {
        switch test {
        case .all(let parts): "all of (\(parts.map(\.words).joined(separator: "; ")))"
        case .any(let parts): "any of (\(parts.map(\.words).joined(separator: "; ")))"
        case .none(let parts): "none of (\(parts.map(\.words).joined(separator: "; ")))"
        case .says(let ids): "says \(Self.either(ids.map(\.text)))"
        case .composed(let ids):
            "says \(ids.map(\.text).joined(separator: " with ")) in one clause"
        case .asks(let ids): "asks \(Self.either(ids.map(\.text)))"
        case .mentions(let ids): "mentions \(Self.either(ids.map(\.text)))"
        case .category(let references): "category \(Self.either(references.map(\.text)))"
        case .framing(let id): "framing \(id.text)"
        case .barrier(let ids): "barrier \(Self.either(ids.map(\.text)))"
        case .stage(let stage): "stage \(stage.rawValue)"
        case .vague(let value): "vague \(value)"
        case .tried(let interval): "tried \(interval.words)"
        case .company(let test): test.words
        }
    }

    private static func either(_ names: [String]) -> String { names.joined(separator: " or ") }
}

extension CompanyTest {
    /// What the test asks, in the words of the rule language.
    var words: String {
        switch self {
        case .employees(let interval): "employees \(interval.words)"
        case .capital(let interval): "capital \(interval.words)"
        case .age(let interval): "age \(interval.words)"
        case .industry(let codes): "industry \(codes.map(\.text).joined(separator: " or "))"
        case .prefecture(let names): "prefecture \(names.joined(separator: " or "))"
        case .municipality(let names): "municipality \(names.joined(separator: " or "))"
        case .soleProprietor(let value): "sole_proprietor \(value)"
        case .certified(let ids): "certified \(ids.map(\.text).joined(separator: " or "))"
        case .size(let id): "size \(id.text)"
        }
    }

    /// What is the case of a firm; `nil` when it is not known.
    func actual(of company: Company) -> String? {
        switch self {
        case .employees: company.employees.map { "employees \($0)" }
        case .capital: company.capital.map { "capital \($0)" }
        case .age: company.founded.map { "founded \($0)" }
        case .industry: company.industry.map { "industry \($0.text)" }
        case .prefecture: company.prefecture.map { "prefecture \($0)" }
        case .municipality: company.municipality.map { "municipality \($0)" }
        case .soleProprietor: company.isSoleProprietor.map { "sole_proprietor \($0)" }
        case .certified:
            company.certifications.map { held in
                held.isEmpty ? "nothing held" : "holds " + held.map(\.text).joined(separator: ", ")
            }
        case .size:
            company.employees.map { "employees \($0)" }
                ?? company.capital.map { "capital \($0)" }
        }
    }
}

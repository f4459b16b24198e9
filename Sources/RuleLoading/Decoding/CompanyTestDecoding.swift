import Diagnostics
import Knowledge

/// A test of the firm with the place of its key.
struct PlacedCompanyTest: Sendable {
    var test: CompanyTest
    var place: SourcePlace
}

extension ValueType where Value == [PlacedCompanyTest] {
    /// Tests of the firm, all of which must hold.
    static var companyTests: ValueType {
        .record("test of the firm", "What the firm must be; several keys mean all.") { reader in
            var tests: [PlacedCompanyTest] = []
            func add(_ test: CompanyTest?, _ key: String, _ reader: RecordReader) {
                guard let test else { return }
                tests.append(PlacedCompanyTest(test: test, place: reader.place(of: key)))
            }
            let employees = reader.optional("employees", .employees, "Regular employees.")
            add(employees.map { .employees($0) }, "employees", reader)
            let capital = reader.optional("capital", .capital, "Capital in yen.")
            add(capital.map { .capital($0) }, "capital", reader)
            let age = reader.optional(
                "age",
                .interval(NumberRange.age),
                "Full years since the firm was founded."
            )
            add(age.map { .age($0) }, "age", reader)
            let industry = reader.optional(
                "industry",
                .oneOrMore(.industryCode),
                "One of these industries."
            )
            add(industry.map { .industry($0) }, "industry", reader)
            let prefecture = reader.optional(
                "prefecture",
                .oneOrMore(.name(of: .prefecture)),
                "One of these prefectures."
            )
            add(prefecture.map { .prefecture($0) }, "prefecture", reader)
            let municipality = reader.optional(
                "municipality",
                .oneOrMore(.name(of: .municipality)),
                "One of these cities, towns and villages."
            )
            add(municipality.map { .municipality($0) }, "municipality", reader)
            let sole = reader.optional(
                "sole_proprietor",
                .boolean,
                "Whether it is a sole proprietor."
            )
            add(sole.map { .soleProprietor($0) }, "sole_proprietor", reader)
            let certified = reader.optional(
                "certified",
                .oneOrMore(.certification),
                "It holds one of these."
            )
            add(certified.map { .certified($0) }, "certified", reader)
            let size = reader.optional("size", .size, "The legal size it must have.")
            add(size.map { .size($0) }, "size", reader)
            reader.declareSome()
            if tests.isEmpty, reader.isSound {
                reader.report(.emptyCondition, "the test of the firm is empty")
            }
            return tests
        }
    }
}

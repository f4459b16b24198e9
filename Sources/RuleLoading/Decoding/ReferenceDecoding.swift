import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == SizeClass {
    /// An entry of `sizes`.
    static var sizeEntry: ValueType {
        .record("size", "A legal size of firm, by industry.") { reader in
            let id: Identifier<SizeClass>? = reader.required("id", .identity(.size), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let isEither = reader.optional(
                "either",
                .boolean,
                default: false,
                "Whether meeting employees or capital is enough."
            )
            let groups = reader.required(
                "groups",
                .list(.sizeGroup, isNonEmpty: true),
                "Its rows; the first that fits the industry counts."
            )
            let source = reader.required("source", .source, "The law or table.")
            guard let id, let title, let groups, let source else { return nil }
            return SizeClass(
                id: id,
                title: title,
                isEither: isEither,
                groups: groups,
                source: source,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == SizeGroup {
    fileprivate static var sizeGroup: ValueType {
        .record("row of sizes", "One row of a size table.") { reader in
            let id = reader.required("id", .rowID, "The row's id.")
            let title = reader.required("title", .localized, "Its name.")
            let industries = reader.optional(
                "industries",
                .list(.industryCode),
                default: [],
                "The industries of the row; empty means all others."
            )
            let exceptIndustries = reader.optional(
                "not_industries",
                .list(.industryCode),
                default: [],
                "Industries left out of it."
            )
            let employees = reader.optional("employees", .employees, "Regular employees.")
            let capital = reader.optional("capital", .capital, "Capital in yen.")
            guard let id, let title else { return nil }
            return SizeGroup(
                id: id,
                title: title,
                industries: industries,
                exceptIndustries: exceptIndustries,
                employees: employees,
                capital: capital
            )
        }
    }
}

extension ValueType where Value == Place {
    /// An entry of `places`.
    static var placeEntry: ValueType {
        .record("place", "A prefecture.") { reader in
            let id = reader.required(
                "id",
                .uniqueName(in: .prefecture),
                "Its name in Japanese, such as 大阪府."
            )
            let title = reader.required("title", .localized, "Its name.")
            let region = reader.required("region", .mention(in: .region), "Its region: 近畿.")
            let neighbours = reader.optional(
                "neighbours",
                .list(.name(of: .prefecture)),
                default: [],
                "The prefectures it borders on."
            )
            let municipalities = reader.optional(
                "municipalities",
                .list(.mention(in: .municipality)),
                default: [],
                "Its cities, towns and villages, as far as listed."
            )
            let names = reader.optional(
                "names",
                .list(.text),
                default: [],
                "Other names people use for it."
            )
            guard let id, let title, let region else { return nil }
            return Place(
                id: id,
                title: title,
                region: region,
                neighbours: neighbours,
                municipalities: municipalities,
                names: names,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == Industry {
    /// An entry of `industries`.
    static var industryEntry: ValueType {
        .record("industry", "A division of the industry classification.") { reader in
            let id = reader.required("id", .divisionLetter, "The division letter.")
            let title = reader.required("title", .localized, "Its name.")
            let groups = reader.required(
                "groups",
                .groupRange,
                "Its first and last two-digit group: [9, 32]."
            )
            guard let id, let title, let groups else { return nil }
            return Industry(
                id: id,
                title: title,
                firstGroup: groups.lowerBound,
                lastGroup: groups.upperBound,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == String {
    fileprivate static var divisionLetter: ValueType {
        ValueType(.identifier(NameShape(namespace: .industry, isUnique: true))) { node, context in
            guard let letter = ValueType.text.read(node, context) else { return nil }
            guard letter.utf8.count == 1, letter.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
            else {
                context.report(
                    .badID,
                    "\(Diagnostic.quote(letter)) is not one letter A…Z",
                    at: node.place
                )
                return nil
            }
            context.define(letter, in: .industry, at: node.place)
            return letter
        }
    }
}

extension ValueType where Value == ClosedRange<Int> {
    /// `[first, last]`.
    fileprivate static var groupRange: ValueType {
        let list = ValueType<[Int]>.list(.integer(1...99))
        return ValueType(.pair(.integer(1...99))) { node, context in
            guard let ends = list.read(node, context) else { return nil }
            guard node.elements.count == 2 else {
                context.report(.wrongType, "expected a list of first and last", at: node.place)
                return nil
            }
            guard ends.count == 2 else { return nil }
            guard ends[0] <= ends[1] else {
                context.report(.intervalOrder, "the first is more than the last", at: node.place)
                return nil
            }
            return ends[0]...ends[1]
        }
    }
}

extension ValueType where Value == Certification {
    /// An entry of `certifications`.
    static var certificationEntry: ValueType {
        .record("certification", "Something a firm can hold.") { reader in
            let id: Identifier<Certification>? = reader.required(
                "id",
                .identity(.certification),
                "The id."
            )
            let title = reader.required("title", .localized, "Its name.")
            guard let id, let title else { return nil }
            return Certification(id: id, title: title, origin: reader.origin)
        }
    }
}

extension ValueType where Value == Question {
    /// An entry of `questions`.
    static var questionEntry: ValueType {
        .record("question", "A question that can be asked next.") { reader in
            let id: Identifier<Question>? = reader.required(
                "id",
                .identity(.question),
                "The key of the fact it asks for."
            )
            let kind = reader.required(
                "kind",
                .choice(of: Question.Kind.self),
                "How it is answered."
            )
            let text = reader.required("text", .localized, "The words of the question.")
            guard let id, let kind, let text else { return nil }
            return Question(id: id, kind: kind, text: text, origin: reader.origin)
        }
    }
}

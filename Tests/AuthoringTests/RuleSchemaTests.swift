import Authoring
import FoundationEssentials
import RuleLoading
import Testing
import WireFormat

@Suite struct RuleSchemaTests {
    @Test func `the schema has every section and demands the version`() throws {
        let root = try JSONDocument(parsing: RuleSchema.json(of: .rule)).root
        let names = root["properties"]?.members.compactMap(\.key.string)
        #expect(names == ["schema"] + RuleLanguage.sections.map(\.name))
        #expect(root["properties"]?["schema"]?["const"]?.int == RuleLanguage.version)
        #expect(root["required"]?.elements.compactMap(\.string) == ["schema"])
        #expect(root["additionalProperties"]?.bool == false)
    }

    @Test func `an entry has the keys of its table, and lacks none that must be there`() throws {
        let root = try JSONDocument(parsing: RuleSchema.json(of: .rule)).root
        for section in RuleLanguage.sections {
            let entry = root["properties"]?[section.name]?["items"]
            let keys = entry?["properties"]?.members.compactMap(\.key.string)
            #expect(keys == section.item.fields.map(\.name))
            let required = entry?["required"]?.elements.compactMap(\.string) ?? []
            #expect(required == section.item.fields.filter(\.isRequired).map(\.name))
            for field in section.item.fields {
                let property = entry?["properties"]?[field.name]
                #expect(property?["description"]?.string == field.doc)
            }
        }
    }

    @Test(arguments: RuleSchema.Kind.allCases)
    func `what is referred to is defined`(_ kind: RuleSchema.Kind) throws {
        let text = String(decoding: RuleSchema.json(of: kind), as: UTF8.self)
        let root = try JSONDocument(parsing: text).root
        let names = text.matches(of: /"#\/definitions\/([^"]*)"/).map { String($0.output.1) }
        #expect(Set(names) == ["condition", "condition-of-a-policy"])
        for name in Set(names) {
            #expect(root["definitions"]?[name]?["properties"] != nil, "\(name)")
        }
    }

    @Test func `a policy's condition offers no more than the firm`() throws {
        let root = try JSONDocument(parsing: RuleSchema.json(of: .rule)).root
        let condition = root["definitions"]?["condition-of-a-policy"]?["properties"]
        let keys = condition?.members.compactMap(\.key.string)
        #expect(keys == ["all", "any", "none", "company", "label", "unknown"])
    }

    @Test(arguments: [
        ("2026-02-28", true), ("2026-02-29", false), ("2024-02-29", true), ("1900-02-29", false),
        ("2000-02-29", true), ("2026-04-31", false), ("2026-12-31", true), ("0000-01-01", false),
        ("2026-13-01", false), ("2026-1-1", false), ("2026-00-10", false),
    ])
    func `its days are those of the calendar`(_ day: String, _ isOne: Bool) throws {
        let root = try JSONDocument(parsing: RuleSchema.json(of: .rule)).root
        let entry = root["properties"]?["rules"]?["items"]
        let pattern = try #require(entry?["properties"]?["review_by"]?["pattern"]?.string)
        #expect(try (day.firstMatch(of: Regex(pattern)) != nil) == isOne)
    }

    @Test(arguments: RuleSchema.Kind.allCases)
    func `the schema in the repository is the one that is made now`(
        _ kind: RuleSchema.Kind
    ) throws {
        let path = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Rules/schema/\(kind.fileName)")
        #expect(
            Array(try Data(contentsOf: path)) == RuleSchema.json(of: kind) + [0x0A],
            "run banso schema --output Rules/schema"
        )
    }
}

import Authoring
import RuleLoading
import Testing
import WireFormat

@Suite struct RuleSchemaTests {
    @Test func `the schema has every section and demands the version`() throws {
        let root = try JSONDocument(parsing: RuleSchema.json).root
        let names = root["properties"]?.members.compactMap(\.key.string)
        #expect(names == ["schema"] + RuleLanguage.sections.map(\.name))
        #expect(root["properties"]?["schema"]?["const"]?.int == RuleLanguage.version)
        #expect(root["additionalProperties"]?.bool == false)
    }

    @Test func `an entry has the keys of its table, and lacks none that must be there`() throws {
        let root = try JSONDocument(parsing: RuleSchema.json).root
        for section in RuleLanguage.sections {
            let entry = root["properties"]?[section.name]?["items"]
            let keys = entry?["properties"]?.members.compactMap(\.key.string)
            #expect(keys == section.item.fields.map(\.name))
            let required = entry?["required"]?.elements.compactMap(\.string) ?? []
            #expect(required == section.item.fields.filter(\.isRequired).map(\.name))
        }
    }

    @Test func `what is referred to is defined`() throws {
        let text = String(decoding: RuleSchema.json, as: UTF8.self)
        let root = try JSONDocument(parsing: text).root
        let names = text.matches(of: /"#\/\$defs\/([^"]*)"/).map { String($0.output.1) }
        #expect(!names.isEmpty)
        for name in Set(names) { #expect(root["$defs"]?[name]?["properties"] != nil, "\(name)") }
    }
}

import Knowledge
import RuleLoading
import Testing

@Suite struct ProvenanceTests {
    /// The fields of an entry as `field file:line change < file:line`.
    private static func fields(
        _ section: String,
        _ id: String,
        of result: LoadResult
    ) throws -> [String] {
        let book = try #require(result.book, "\(result.diagnostics)")
        let entry = try #require(book.provenance.origin(of: id, in: section))
        return entry.fields.map { field in
            var words = "\(field.field) \(field.origin.file):\(field.origin.line)"
            if let change = field.change { words += " \(change.rawValue)" }
            if let old = field.replaces { words += " < \(old.file):\(old.line)" }
            return words
        }
    }

    @Test func `in one folder every field has the line of its value`() throws {
        let fields = try Self.fields("policies", "loan", of: RuleLoader().load(SoundBook.source()))
        let line = SoundBook.origin(of: "loan\n    title", in: "policies.yaml").line
        #expect(fields.first == "id policies.yaml:\(line)")
        #expect(fields[1] == "title policies.yaml:\(line + 1)")
        #expect(fields.count == 10)
    }

    @Test func `a changed entry tells which layer each value comes from and what it was`() throws {
        let result = LayeredBook.load(
            """
            policies:
              - id: hojo
                override: {max_yen: replace, topics: append, note: remove}
                max_yen: 7
                topics:
                  - sales
            """
        )
        let fields = try Self.fields("policies", "hojo", of: result)
        let topics = SoundBook.origin(of: "[people]\n    when", in: "policies.yaml").line
        let yen = SoundBook.origin(of: "500000", in: "policies.yaml").line
        let note = SoundBook.origin(of: "{ja: 注", in: "policies.yaml").line
        #expect(fields.contains("topics Rules/policies.yaml:\(topics)"))
        #expect(fields.contains("topics[2] local/a.yaml:7 appended"))
        #expect(fields.contains("max_yen local/a.yaml:5 replaced < Rules/policies.yaml:\(yen)"))
        #expect(fields.last == "note local/a.yaml:4 removed < Rules/policies.yaml:\(note)")
        #expect(fields.contains { $0.hasPrefix("benefit Rules/policies.yaml:") })
    }

    @Test func `a part that was changed is told beside what it is part of`() throws {
        let result = LayeredBook.load(
            """
            rules:
              - id: people.short
                override: {then.partners: replace, then.ask: append, because: replace}
                then:
                  partners: [{network: chamber, role: second}]
                  ask: [sole_proprietor]
                because: {ja: 別, en: y}
            """
        )
        let fields = try Self.fields("rules", "people.short", of: result)
        let then = SoundBook.origin(of: "category: {people: 3}", in: "issues.yaml").line
        let partners = SoundBook.origin(of: "[{network: chamber, role: lead}", in: "issues.yaml")
        let because = SoundBook.origin(of: "{ja: 足りない", in: "issues.yaml")
        #expect(fields.contains("then Rules/issues.yaml:\(then)"))
        #expect(
            fields.contains(
                "then.partners local/a.yaml:6 replaced < Rules/issues.yaml:\(partners.line)"
            )
        )
        #expect(fields.contains("then.ask[2] local/a.yaml:7 appended"))
        #expect(
            fields.contains("because local/a.yaml:8 replaced < Rules/issues.yaml:\(because.line)")
        )
    }

    @Test func `an entry that stands in the place of another one says of which`() throws {
        let result = LayeredBook.load(
            """
            policies:
              - id: loan
                override: replace
                title: {ja: 別, en: y}
                kind: loan
                issuer: {ja: 県, en: Prefecture}
                topics: []
                benefit: {ja: 別, en: y}
                pattern: always
                state: current
                url: https://example.org
                source: {url: "https://example.org", checked: 2026-09-20}
            """
        )
        let fields = try Self.fields("policies", "loan", of: result)
        #expect(fields.allSatisfy { $0.contains(" local/a.yaml:") })
        let entry = result.book?.provenance.origin(of: "loan", in: "policies")
        #expect(entry?.replaces?.file == "Rules/policies.yaml")
        #expect(result.book?.provenance.layer(of: "local/a.yaml") == "local")
        #expect(result.book?.provenance.layer(of: "Rules/policies.yaml") == "Rules")
    }
}

import RuleLoading
import Testing

@Suite struct LanguageTests {
    @Test func `the language has its sections`() {
        #expect(
            RuleLanguage.sections.map(\.name) == [
                "categories", "examples", "concepts", "rules", "networks", "kinds", "partners",
                "policies", "combinations", "sizes", "places", "industries", "certifications",
                "axes", "framings",
                "barriers", "models", "steps", "cautions", "outcomes", "questions", "companies",
                "tests",
            ]
        )
    }

    @Test(arguments: [
        ("examples", ["sub!", "texts!"]), ("steps", ["id!", "title!", "text!"]),
        (
            "concepts",
            [
                "id!", "title!", "kind!", "says!", "category", "about", "except", "unless",
                "only_with",
                "industry",
            ]
        ),
        (
            "rules",
            ["id!", "title!", "when!", "then!", "because!", "source", "review_by", "enabled"]
        ),
        (
            "partners",
            [
                "id!", "title!", "kind", "network!", "level!", "area!", "topics!", "first_contact",
                "serves!", "role", "cost!", "url!", "url_confidence", "source!", "note",
            ]
        ),
        (
            "policies",
            [
                "id!", "title!", "kind!", "issuer!", "topics!", "when", "requires", "excludes",
                "benefit!", "max_yen", "pattern!", "windows", "state!", "state_note", "for",
                "requires_policy", "excludes_policy", "combines_with", "instead_of", "url!",
                "source!", "note",
            ]
        ),
        ("combinations", ["id!", "policies!", "with", "verdict!", "because!", "source!"]),
        ("tests", ["id!", "tags", "query!", "learned", "expect!"]),
    ])
    func `a section has its keys`(_ section: String, _ keys: [String]) throws {
        let item = try #require(RuleLanguage.sections.first { $0.name == section }?.item)
        #expect(item.fields.map { $0.name + ($0.isRequired ? "!" : "") } == keys)
    }

    @Test func `every record and key below every section says what it is for`() {
        var seen: Set<String> = []
        var pending = RuleLanguage.sections.map { ValueShape.record($0.item) }
        while let shape = pending.popLast() {
            switch shape {
            case .list(let element, _), .map(_, let element): pending.append(element)
            case .either(let shapes): pending += shapes
            case .record(let record):
                #expect(record.doc.hasSuffix("."))
                guard seen.insert(record.name).inserted else { continue }
                #expect(!record.fields.isEmpty)
                for field in record.fields {
                    #expect(field.doc.hasSuffix("."), "\(record.name).\(field.name)")
                    pending.append(field.shape)
                }
            default: break
            }
        }
        #expect(seen.isSuperset(of: ["condition", "effect", "query", "expectation", "source"]))
    }
}

import Diagnostics
import Knowledge
import RuleLoading
import Testing

@Suite struct BookTests {
    private func book() throws -> Book {
        let result = RuleLoader().load(SoundBook.source())
        #expect(result.diagnostics == [])
        return try #require(result.book)
    }

    @Test func `every list is ordered by id`() throws {
        let book = try book()
        #expect(book.categories.map(\.id.text) == ["people", "sales"])
        #expect(book.concepts.map(\.id.text) == ["shortage", "staff"])
        #expect(book.rules.map(\.id.text) == ["any", "people.short"])
        #expect(book.policies.map(\.id.text) == ["hojo", "loan"])
        #expect(book.industries.map(\.id) == ["E", "I"])
        #expect(book.places.map(\.id) == ["京都府", "大阪府"])
        #expect(
            book.axes.map(\.id.text) == ["fit", "initiative", "mode", "policy", "scope", "subject"]
        )
        #expect(book.questions.map(\.id.text) == ["issue", "sole_proprietor"])
    }

    @Test func `examples keep file order, language and what they rule out`() throws {
        let examples = try book().examples
        #expect(
            examples.map(\.origin)
                == ["求人を", "Nobody applies for", "{text: 人", "{text: Hello", "今日は"].map {
                    SoundBook.origin(of: $0, in: "issues.yaml")
                }
        )
        #expect(examples.map(\.language) == [.ja, .en, .ja, .ja, .ja])
        #expect(examples.map(\.sub?.text) == Array(repeating: "people.recruit", count: 4) + [nil])
        #expect(examples[2].also.map(\.text) == ["sales"])
        #expect(examples[2].negated.map(\.text) == ["sales"])
        #expect(examples[2].text == "人が来ない。売上は足りている")
    }

    @Test func `a concept has its expressions and senses`() throws {
        let concept = try #require(try book().concepts.first)
        #expect(
            concept.expressions.map(\.text) == ["人手不足", "足りる", "苦しい", "run out of", "shortage"]
        )
        #expect(
            concept.expressions.map(\.inflection) == [.fixed, .verb, .adjective, .english, .noun]
        )
        #expect(
            concept.expressions.map(\.form) == [.affirmed, .negated, .both, .affirmed, .affirmed]
        )
        #expect(concept.expressions.map(\.verbClass) == [nil, .ichidan, nil, nil, nil])
        #expect(
            concept.categories == [
                WeightedCategory(category: CategoryReference("people"), weight: 1.5),
                WeightedCategory(category: CategoryReference("people.recruit"), weight: -5),
            ]
        )
        #expect(concept.industries == [IndustryCode("E24"), IndustryCode("E09")])
        #expect(concept.exceptions == ["不足なく"])
        #expect(
            concept.unless.map(\.text) == ["staff"] && concept.onlyWith.map(\.text) == ["staff"]
        )
    }

    @Test func `several keys of a condition mean all of them, each with its place`() throws {
        let rule = try #require(try book().rules.last)
        #expect(rule.condition.unknown == .pass && rule.condition.label?.en == "Short of staff")
        #expect(rule.condition.origin == SoundBook.origin(of: "says: {thing", in: "issues.yaml"))
        guard case .all(let parts) = rule.condition.test, parts.count == 3 else {
            Issue.record("not three conditions")
            return
        }
        guard case .composed(let concepts) = parts[0].test,
            case .company(.employees(let interval)) = parts[1].test,
            case .company(.industry(let codes)) = parts[2].test
        else {
            Issue.record("not the tests that were written")
            return
        }
        #expect(concepts.map(\.text) == ["staff", "shortage"])
        #expect(interval == Interval(min: 1, max: 300) && codes == [IndustryCode("E24")])
        #expect(
            parts.map(\.origin)
                == ["says: {thing", "employees: {min", "industry: E24"].map {
                    SoundBook.origin(of: $0, in: "issues.yaml")
                }
        )
    }

    @Test func `a rule has its whole effect`() throws {
        let rule = try #require(try book().rules.last)
        let effect = rule.effect
        #expect(
            effect.partners.map(\.target) == [
                .network(Identifier("chamber")), .partner(Identifier("osaka-cci")),
            ]
        )
        #expect(effect.partners.map(\.weight) == [1, 2.5])
        #expect(effect.policies.map(\.weight) == [1, 0.5])
        #expect(effect.approach.map(\.axis.text) == ["subject", "policy"])
        #expect(effect.framing?.text == "company-specific" && effect.barrier?.text == "stuck")
        #expect(effect.model?.text == "local" && effect.ruledOut.map(\.text) == ["sales"])
        #expect(effect.questions.map(\.text) == ["issue"])
        #expect(effect.cautions.map(\.text) == ["policy-first"])
        #expect(effect.outcomes.map(\.text) == ["staff-stays"])
        #expect(!rule.isEnabled && rule.source?.confidence == .generalKnowledge)
        #expect(rule.reviewBy == CalendarDate(year: 2027, month: 4, day: 1))
    }

    @Test func `a partner without a kind has that of its network`() throws {
        let partner = try #require(try book().partners.first)
        #expect(partner.kind.text == "public_agency")
        #expect(partner.level == .private && partner.isFirstContact && !partner.isURLSeen)
        #expect(partner.area == ["全国", "近畿", "大阪府", "東大阪市"])
    }

    @Test func `a policy has its gate, windows and relations, and defaults without them`() throws {
        let policies = try book().policies
        let (full, bare) = (policies[0], policies[1])
        guard case .company(.size(let size))? = full.gate?.test else {
            Issue.record("the gate is not a size")
            return
        }
        #expect(size.text == "sme" && full.applicant == .group && full.maximumYen == 500_000)
        #expect(full.windows.map(\.closes) == [CalendarDate(year: 2026, month: 12, day: 15)])
        #expect(full.windows.first?.gates.map(\.label.en) == ["Apply"])
        #expect(full.requirements.map(\.en) == ["Plan"] && full.exclusions.map(\.en) == ["Arrears"])
        for list in [
            full.requiresPolicies, full.excludesPolicies, full.combinesWith, full.insteadOf,
        ] {
            #expect(list.map(\.text) == ["loan"])
        }
        #expect(bare.gate == nil && bare.windows.isEmpty && bare.applicant == .firm)
        #expect(bare.state == .unverified && bare.maximumYen == nil && bare.note == nil)
    }

    @Test func `sizes have completed industry codes`() throws {
        let size = try #require(try book().sizes.first)
        #expect(size.isEither && size.groups.map(\.id) == ["trade", "other"])
        #expect(size.groups[0].industries == [IndustryCode("I50"), IndustryCode("I51")])
        #expect(size.groups[0].exceptIndustries == [IndustryCode("I56")])
        #expect(size.groups[1].capital == nil)
    }

    @Test func `a model stands on all six axes in their order`() throws {
        let model = try #require(try book().models.first)
        #expect(model.approach.map(\.value) == [0, 1, -1, 2, -2, 0])
        #expect(
            model.approach.map(\.axis.text)
                == ["subject", "mode", "initiative", "fit", "scope", "policy"]
        )
    }

    @Test func `a test has its query and what it expects`() throws {
        let test = try #require(try book().tests.first)
        let query = test.query
        #expect(query.company.industry == IndustryCode("E24") && query.company.founded == 1968)
        #expect(query.company.corporateNumber == "0123456789012")
        #expect(query.asOf == CalendarDate(year: 2026, month: 11, day: 22) && query.language == .en)
        #expect(query.history.map(\.result) == [.declined])
        #expect(query.answers.map(\.value) == [.text("people"), nil, .boolean(true)])
        #expect(query.answers[0].offered.map(\.text) == ["people", "sales"])
        let claims = test.expected.map(\.claim)
        #expect(claims.contains(.outcome(.needsInfo)))
        #expect(claims.contains(.first(.partners, "chamber")))
        #expect(claims.contains(.absent(.categories, "sales")))
        #expect(claims.contains(.axis(Identifier("mode"), Interval(min: 1, max: 1))))
        #expect(claims.contains(.axis(Identifier("subject"), Interval(min: 0, max: nil))))
        #expect(test.origin == SoundBook.origin(of: "id: first", in: "tests.yaml"))
    }

    @Test func `the files read come back by path`() {
        let inputs = RuleLoader().load(SoundBook.source()).inputs
        #expect(inputs.map(\.path) == SoundBook.paths)
        #expect(
            inputs.map(\.bytes)
                == SoundBook.paths.map { path in
                    Array((SoundBook.files.first { $0.0 == path }?.1 ?? "").utf8)
                }
        )
    }

    @Test func `a book without places, industries or axes is sound`() {
        let text = """
            schema: 1
            certifications: [{id: c, title: {ja: 例, en: x}}]
            framings: [{id: f, title: {ja: 例, en: x}, because: {ja: 例, en: x}}]
            rules:
              - id: r
                title: {ja: 例, en: x}
                when: {company: {industry: e24, prefecture: 大阪府, municipality: [堺市]}}
                then: {framing: f}
                because: {ja: 例, en: x}
            """
        let result = RuleLoader().load(RulesInMemory(["a.yaml": text]))
        #expect(result.diagnostics == [])
        #expect(result.book?.rules.count == 1)
    }
}

import Knowledge
import Testing
import WireFormat

@testable import Answering

@Suite struct IdentityTests {
    // MARK: - Determination

    private func determination(_ members: String, as ruleset: String = "r") throws -> String {
        let decoder = QueryDecoder(try AnsweringBook.book())
        let json = #"{"problem": "人", "as_of": "2026-11-22""# + members + "}"
        let query = try decoder.query(try JSONDocument(parsing: json).root)
        return Determination.digest(
            of: query,
            ruleset: ruleset,
            asOf: query.asOf ?? CalendarDate(dayNumber: 0)
        )
    }

    @Test(arguments: [
        #", "id": "a""#, #", "id": "b""#, #", "limit": 5"#, #", "lang": "ja""#,
        #", "explain": "none", "history": []"#, #", "company": {}"#, #", "company": null"#,
    ])
    func `the id and what is as usual determine nothing`(_ members: String) throws {
        #expect(try determination(members) == determination(""))
    }

    @Test(arguments: [
        #", "categories": ["people"]"#, #", "limit": 6"#, #", "lang": "en""#,
        #", "explain": "why""#, #", "want": ["partners"]"#, #", "company": {"employees": 0}"#,
        #", "company": {"capital": 0}"#, #", "company": {"industry": "E"}"#,
        #", "company": {"prefecture": "大阪府"}"#, #", "company": {"municipality": "東大阪市"}"#,
        #", "company": {"founded": 1968}"#, #", "company": {"sole_proprietor": false}"#,
        #", "company": {"certified": []}"#, #", "history": [{"partner": "yorozu-osaka"}]"#,
        #", "answers": [{"key": "issue", "value": null}]"#,
    ])
    func `all that can change an answer determines it`(_ members: String) throws {
        #expect(try determination(members) != determination(""))
    }

    @Test func `queries that mean the same are determined alike`() throws {
        let first = #", "company": {"industry": "24", "employees": 18}"#
        let second = #", "company": {"employees": 18, "industry": "E24"}"#
        #expect(try determination(first) == determination(second))
    }

    @Test func `rule book and day determine an answer`() throws {
        #expect(try determination("") != determination("", as: "s"))
        let query = Query(problem: "人")
        let days = [0, 1].map { CalendarDate(dayNumber: $0) }
        let digests = days.map { Determination.digest(of: query, ruleset: "r", asOf: $0) }
        #expect(digests[0] != digests[1] && digests.allSatisfy { $0.utf8.count == 64 })
    }

    @Test func `the answer carries its determination`() throws {
        let query = #"{"id": "a", "problem": "人", "as_of": "2026-11-22"}"#
        let found = try AnsweringBook.answer(query)["determination"]?.string
        #expect(try found == determination("", as: AnsweringBook.ruleset))
    }

    // MARK: - Rule set

    private static let files: [(path: String, bytes: [UInt8])] = [
        ("a.yaml", Array("schema: 1\n".utf8)), ("b/c.yaml", Array("schema: 1\nrules: []\n".utf8)),
    ]

    @Test func `every byte, name and file counts in the digest of a rule book`() {
        let digest = RulesetDigest.digest(of: Self.files)
        var changes = [Self.files.dropLast().map { $0 }, Self.files + [("d.yaml", [])]]
        for file in Self.files.indices {
            for byte in Self.files[file].bytes.indices {
                var changed = Self.files
                changed[file].bytes[byte] ^= 1
                changes.append(changed)
            }
            var renamed = Self.files
            renamed[file].path += "x"
            changes.append(renamed)
        }
        let digests = Set(changes.map { RulesetDigest.digest(of: $0) })
        #expect(digests.count == changes.count && !digests.contains(digest))
    }

    @Test func `the order of files does not count`() {
        let digest = RulesetDigest.digest(of: Self.files)
        #expect(RulesetDigest.digest(of: Self.files.reversed()) == digest)
        #expect(digest.utf8.count == 64 && digest.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }

    @Test func `a byte cannot wander from one file to another or into a name`() {
        func digest(_ files: [(path: String, bytes: [UInt8])]) -> String {
            RulesetDigest.digest(of: files)
        }
        #expect(digest([("a", [1, 2]), ("b", [3])]) != digest([("a", [1]), ("b", [2, 3])]))
        #expect(digest([("ab", [0x63])]) != digest([("a", [0x62, 0x63])]))
        #expect(digest([("a", [])]) != digest([]))
        // Without the lengths of files these would be the same bytes.
        let joined: [UInt8] = Array("x1:by".utf8)
        #expect(digest([("a", joined)]) != digest([("a", [0x78]), ("b", [0x79])]))
    }

    @Test func `the digest is SHA-256`() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(RulesetDigest.digest(of: []) == empty)
    }

    // MARK: - Decisions

    @Test func `decision ids are distinct UUIDs of version 7`() throws {
        let shape = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        let ids = (0..<2_000).map { _ in DecisionID.next() }
        #expect(ids.allSatisfy { $0.wholeMatch(of: shape) != nil })
        #expect(Set(ids).count == ids.count)
    }

    @Test func `decision ids sort by the time they were made`() throws {
        let before = WallClock.milliseconds
        let times = try (0..<2_000).map { _ in
            let digits = DecisionID.next().replacing("-", with: "").prefix(12)
            return try #require(UInt64(digits, radix: 16))
        }
        let after = WallClock.milliseconds
        #expect(times == times.sorted())
        #expect(try #require(times.first) >= before && (try #require(times.last)) <= after)
    }

    @Test func `bytes are written as two digits each`() {
        #expect(Hexadecimal.text([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
    }
}

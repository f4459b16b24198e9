import Authoring
import Diagnostics
import FoundationEssentials
import RuleLoading
import Testing

/// What `--fix` changes, and what it leaves alone.
@Suite struct FixTests {
    private static func fix(_ text: String) throws -> FolderFix {
        try FolderFix([
            RuleFile(path: "base.yaml", bytes: Array(SmallBook.base.utf8)),
            RuleFile(path: "case.yaml", bytes: Array(text.utf8)),
        ])
    }

    /// The file as it would be.
    private static func fixed(_ text: String) throws -> String {
        String(decoding: try #require(try fix(text).after.last).bytes, as: UTF8.self)
    }

    /// A concept whose `says` is written in some way.
    private static func concept(_ says: String) -> String {
        """
        schema: 1
        # Servers.
        concepts:
          - id: odd   # the only one
            title: {ja: 例, en: x}
            kind: sense
            says: \(says)

        """
    }

    @Test(arguments: [
        ("[サーバー, サーバ, 機械]", "[サーバー, 機械]"),
        ("[機械, サーバー, サーバ]", "[機械, サーバー]"),
        ("[ サーバー,サーバ,機械 ]", "[ サーバー,機械 ]"),
        ("[サーバー, サーバ, 'サーバ', \"サーバー\"]", "[サーバー]"),
        ("[サーバー,\n      サーバ,\n      機械]", "[サーバー,\n      機械]"),
        ("[サーバー, サーバ,\n      機械]", "[サーバー,\n      機械]"),
        ("[サーバー,   # the machine\n      機械, サーバ]", "[サーバー,   # the machine\n      機械]"),
        ("\n      - サーバー\n      - サーバ\n      - 機械", "\n      - サーバー\n      - 機械"),
        (
            "\n      - サーバー  # long\n      # Others.\n      - 機械\n      - サーバ",
            "\n      - サーバー  # long\n      # Others.\n      - 機械"
        ),
        ("[{verb: 足す}, 機械, {verb: 足す, form: affirmed}]", "[{verb: 足す}, 機械]"),
        ("[機械, 「」]", "[機械]"),
    ])
    func `an expression that does nothing goes, and the layout stays`(
        _ before: String,
        _ after: String
    ) throws { #expect(try Self.fixed(Self.concept(before)) == Self.concept(after)) }

    @Test(arguments: [
        // A comment of its own would be lost.
        "\n      - サーバー\n      - サーバ  # short\n      - 機械",
        // The comment between them belongs to one of the two.
        "[サーバー,   # long\n      サーバ]",
        // An expression with an anchor may be used elsewhere.
        "[サーバー, &short サーバ, 機械]",
        // The last one is the author's to replace.
        "[「」]",
    ])
    func `what is not safe is left to the author`(_ says: String) throws {
        #expect(try Self.fixed(Self.concept(says)) == Self.concept(says))
    }

    @Test(arguments: [
        ("www.example.org/a", "'https://www.example.org/a'"),
        ("\"www.example.org\" # ours", "'https://www.example.org' # ours"),
        ("'example.go.jp/?a=b'", "'https://example.go.jp/?a=b'"),
        // What was meant is for the author to say.
        ("ftp://example.org", "ftp://example.org"),
        ("県のサイト", "県のサイト"),
        ("example.org/'a'", "example.org/'a'"),
    ])
    func `an address gets the scheme that it lacks`(_ before: String, _ after: String) throws {
        func partner(_ url: String) -> String {
            """
            schema: 1
            partners:
              - id: p
                title: {ja: 例, en: x}
                network: chamber
                level: national
                area: [全国]
                topics: []
                serves: {ja: 例, en: x}
                cost: free
                url: \(url)
                source: {url: 'https://example.org', checked: 2026-01-01}

            """
        }
        #expect(try Self.fixed(partner(before)) == partner(after))
    }

    @Test func `what is silenced stays`() throws {
        let text = Self.concept("[サーバー, サーバ]  # banso: allow lint.expression-repeated because both")
        #expect(try Self.fixed(text) == text)
    }

    /// A rule with one name, and what it should be.
    private static func rule(_ condition: String) -> String {
        """
        schema: 1
        rules:
          - id: r
            title: {ja: 例, en: x}
            when: \(condition)   # as said
            then: {rule_out: [sales]}
            because: {ja: 例, en: x}

        """
    }

    @Test(arguments: [
        ("{says: buyerz}", "{says: buyers}"), ("{says: 'buyerz'}", "{says: 'buyers'}"),
        ("{says: [\"buyres\"]}", "{says: [\"buyers\"]}"),
        ("{category: people.recuit}", "{category: people.recruit}"),
        ("{company: {prefecture: [大坂府]}}", "{company: {prefecture: [大阪府]}}"),
        // Two are near, and one of them is a single edit away.
        ("{says: old-servr}", "{says: old-server}"), ("{says: odl-server}", "{says: old-server}"),
        // Nothing is near, and two are.
        ("{says: customers}", "{says: customers}"),
        ("{any: [{says: tide}]}", "{any: [{says: tide}]}"),
    ])
    func `a misspelt name becomes the only one that is near`(
        _ before: String,
        _ after: String
    ) throws {
        let others =
            "concepts:\n" + LintCase.concept("side", "says: [横]")
            + LintCase.concept("tile", "says: [瓦]")
            + LintCase.concept("old-server", "says: [古いサーバー]")
            + LintCase.concept("old-seal", "says: [古い判]")
        #expect(try Self.fixed(Self.rule(before) + others) == Self.rule(after) + others)
    }

    @Test func `a file gets its first line and its last line end`() throws {
        let text =
            "# Servers.\r\nconcepts:\r\n"
            + "  - {id: odd, title: {ja: 例, en: x}, kind: sense, says: [例え]}"
        let fix = try Self.fix(text)
        let after = String(decoding: try #require(fix.after.last).bytes, as: UTF8.self)
        #expect(after == "# Servers.\r\nschema: 1\r\n" + text.dropFirst(11) + "\r\n")
        #expect(fix.fixed.map(\.code) == ["rule.schema-version", "lint.newline-missing"])
        #expect(try FolderFix(fix.after).changes.isEmpty)
    }

    @Test func `a missing line end is a note at the end of the last line`() {
        let file = RuleFile(path: "a.yaml", bytes: Array("schema: 1\n# 例".utf8))
        let words = Linter.findings(inTextOf: [file]).map(LintCase.words)
        #expect(
            words == ["2:4 note lint.newline-missing the last line does not end with a line feed"]
        )
    }

    @Test func `of several layers only the one on top changes`() throws {
        let text = Array(Self.concept("[サーバー, サーバ, 機械]").utf8)
        let own = Self.concept("[ねじ, ネジ, 釘]").replacing("id: odd", with: "id: own")
        let files = [
            RuleFile(path: "base.yaml", bytes: Array(SmallBook.base.utf8)),
            RuleFile(path: "low.yaml", bytes: text),
            RuleFile(path: "top.yaml", bytes: Array(own.utf8), layer: 1),
        ]
        #expect(try FolderFix(files, only: 1).changes.map(\.after.path) == ["top.yaml"])
        #expect(try FolderFix(files).changes.map(\.after.path) == ["low.yaml", "top.yaml"])
    }

    @Test func `fixes that would bring an error are refused as a whole`() throws {
        // Spelt right, the mapping would have the same key twice.
        let text = Self.rule("{says: buyerz}").replacing(
            "{rule_out: [sales]}",
            with: "{category: {people.recuit: 1, people.recruit: 2}}"
        )
        let refusal = #expect(throws: FolderFix.Refusal.self) { try Self.fix(text) }
        #expect(refusal?.errors.map(\.code) == [.duplicateKey])
        #expect(refusal?.errors.map(\.line) == [6])
    }

    @Test func `the report names what is mended`() throws {
        let text = Self.concept("\n      - サーバー\n      - サーバ\n      - 機械") + "# end"
        let fix = try Self.fix(text)
        #expect(
            FixReport(fix, folder: "Rules").text(isDry: true) == """
                Rules/case.yaml:9:9: fix[lint.expression-repeated]: `サーバ` is the same as `サーバー` in odd
                Rules/case.yaml:11:6: fix[lint.newline-missing]: the last line does not end with a line feed
                2 fixed in 1 file if written
                """
        )
    }

    // MARK: Writing

    private func withFolder(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/banso-fix-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test func `a file is replaced, its mode stays and a link stays a link`() throws {
        try withFolder { folder in
            let real = folder + "/real.yaml"
            try Data("old".utf8).write(to: URL(filePath: real))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real)
            let link = folder + "/link.yaml"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
            try FixWriter.write(
                RuleFile(path: "link.yaml", bytes: Array("new".utf8)),
                instead: RuleFile(path: "link.yaml", bytes: Array("old".utf8)),
                at: link
            )
            #expect(try Data(contentsOf: URL(filePath: real)) == Data("new".utf8))
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == real)
            let mode = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions]
            #expect("\(try #require(mode))" == "\(0o640)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
        }
    }

    @Test func `a file that somebody changed meanwhile is left as it is`() throws {
        try withFolder { folder in
            let path = folder + "/a.yaml"
            try Data("theirs".utf8).write(to: URL(filePath: path))
            let file = RuleFile(path: "a.yaml", bytes: Array("new".utf8))
            #expect(throws: FixWriter.Fault.changedMeanwhile) {
                try FixWriter.write(
                    file,
                    instead: RuleFile(path: "a.yaml", bytes: Array("old".utf8)),
                    at: path
                )
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("theirs".utf8))
        }
    }
}

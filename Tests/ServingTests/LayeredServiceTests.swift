import Answering
import Diagnostics
import Foundation
import Logging
import RuleEngine
import Serving
import Testing
import UnixHTTP
import WireFormat

@Suite struct LayeredServiceTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static let change = """
        schema: 1
        policies:
          - id: hiring-advice
            override: {benefit: replace}
            benefit: {ja: 県が半額を出す, en: The prefecture pays half}
        """

    @Test func `a reload takes in what any layer has changed`() async throws {
        let book = try LayeredFolders()
        let loader = book.loader
        let store = try Reloader.start(loader, logger: Self.logger)
        let reloader = Reloader(loader, into: store, logger: Self.logger)
        let first = store.snapshot
        #expect(loader.fingerprint() == first.ruleset)

        try book.writeAbove(Self.change)
        #expect(loader.fingerprint() != first.ruleset)
        #expect(await reloader.reload(.poll).outcome == .loaded)
        let policy = try JSONDocument(
            parsing: store.snapshot.item(.policies, id: "hiring-advice")
        ).root
        #expect(policy["benefit"]?["en"]?.string == "The prefecture pays half")
        #expect(loader.fingerprint() == store.snapshot.ruleset)

        try book.base.replace("Advice is free", with: "Advice costs nothing", in: "book.yaml")
        #expect(await reloader.reload(.poll).outcome == .loaded)
        #expect(store.snapshot.generation == 3)
        #expect(await reloader.reload(.poll).outcome == .unchanged)
    }

    @Test func `a broken layer keeps the old book, and the fault names the layer`() async throws {
        let book = try LayeredFolders()
        let store = try Reloader.start(book.loader, logger: Self.logger)
        let reloader = Reloader(book.loader, into: store, logger: Self.logger)
        let old = store.snapshot
        try book.writeAbove("schema: 1\nrules:\n  - {id: people.no-aplicants, override: replace}\n")
        let attempt = await reloader.reload(.request)
        #expect(attempt.outcome == .failed)
        #expect(store.snapshot === old)
        let fault = try #require(attempt.diagnostics.first)
        #expect(fault.line(withSeverity: false).hasPrefix("above/local.yaml:3:10: [layer.unknown"))
        #expect(fault.suggestion == "did you mean `people.no-applicants`?")
    }

    @Test func `the order of the layers is part of the rule set`() throws {
        let book = try LayeredFolders()
        try book.writeAbove("schema: 1\n")
        let second = try LayeredFolders()
        try second.writeAbove("schema: 1\n")
        let stacks = [
            [book.base.path, book.above, second.above], [book.base.path, second.above, book.above],
            [book.base.path, book.above], [book.base.path],
        ]
        let rulesets = try stacks.map { try BookLoader(paths: $0).load().answerer.ruleset }
        #expect(Set(rulesets).count == 3)
        #expect(rulesets[0] == rulesets[1], "the same files in folders of the same name")
    }

    @Test func `a folder twice is refused`() throws {
        let book = try LayeredFolders()
        let failure = #expect(throws: BookLoader.Failure.self) {
            try BookLoader(paths: [book.above, book.base.path, book.above]).load()
        }
        #expect(failure?.diagnostics.map(\.code) == [.overlap])
    }

    @Test func `status tells the layers and what each does`() async throws {
        let book = try LayeredFolders()
        try book.writeAbove(Self.change)
        try await TestService.run(book.base, loader: book.loader) { service in
            let status = try await service.ask("GET", "/v1/status").json
            let layers = try #require(status["layers"]).elements.map { layer in
                ["name", "files", "changed", "removed"].map {
                    layer[$0]?.string ?? "\(layer[$0]?.int ?? -1)"
                }
            }
            #expect(layers[1] == ["above", "1", "1", "0"])
            #expect(layers[0][2...] == ["0", "0"] && layers.count == 2)
            #expect(status["weights"]?["state"]?.string == "absent")
        }
    }

    @Test func `records tell the layer of each value, and lists what was removed`() async throws {
        let book = try LayeredFolders()
        try book.writeAbove(
            Self.change + """

                rules:
                  - {id: people.no-applicants, remove: true, reason: {ja: 県の決まり, en: Our rule}}
                """
        )
        try await TestService.run(book.base, loader: book.loader) { service in
            let item = try await service.ask("GET", "/v1/policies/hiring-advice").json
            #expect(item["layers"]?.elements.map { $0.string } == [book.baseName, "above"])
            let field = item["fields"]?.elements.first { $0["field"]?.string == "benefit" }
            #expect(field?["origin"]?["layer"]?.string == "above")
            #expect(field?["origin"]?["file"]?.string == "above/local.yaml")
            #expect(field?["origin"]?["line"]?.int == 5)
            #expect(field?["change"]?.string == "replaced")
            #expect(field?["replaces"]?["layer"]?.string == book.baseName)
            let list = try await service.ask("GET", "/v1/rules").json
            #expect(list["count"]?.int == 0)
            let removed = try #require(list["removed"]?.elements.first { _ in true })
            #expect(removed["id"]?.string == "people.no-applicants")
            #expect(removed["reason"]?["ja"]?.string == "県の決まり")
            #expect(removed["origin"]?["line"]?.int == 7)
        }
    }
}

/// The small book with an empty folder above it.
struct LayeredFolders: ~Copyable {
    let base: SmallBook
    private let home: String

    init() throws {
        let book = try SmallBook()
        let folder = book.path + "-layers"
        try FileManager.default.createDirectory(
            atPath: folder + "/above",
            withIntermediateDirectories: true
        )
        base = book
        home = folder
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// The folder above.
    var above: String { home + "/above" }

    /// What the lower layer is called.
    var baseName: String { URL(filePath: base.path).lastPathComponent }

    /// The two folders as a loader sees them.
    var loader: BookLoader { BookLoader(paths: [base.path, above]) }

    /// Writes the one file of the folder above.
    func writeAbove(_ text: String, to file: String = "local.yaml") throws {
        try Data(text.utf8).write(to: URL(filePath: "\(above)/\(file)"))
    }
}

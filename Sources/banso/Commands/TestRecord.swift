import Answering
import ArgumentParser
import Authoring
import Diagnostics
import Formatting
import Knowledge
import RuleEngine
import RuleLoading
import Serving
import WireFormat

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Turns a query into a test beside the rules.
struct TestRecord: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Turn a query into a test that expects what comes out now.",
        discussion: """
            The query is a problem with the options of recommend, a query as JSON, or a line of \
            the decision log. The test is added to a suite of the rule folder, its day fixed. \
            Read it before you keep it: it expects what the rules say, right or wrong.
            """
    )

    @Argument(help: "What the owner says.")
    var problem: String?
    @Option(
        help: """
            The rule folder (default: BANSO_RULES, the installed folder, Rules); may be repeated: \
            a later one is laid over those before it, and the last gets the test.
            """
    )
    var rules: [String] = []
    @Option(
        name: .customLong("query"),
        help: "A file with a query as JSON or with lines of the decision log; - for standard input."
    )
    var file: String?
    @Option(help: "Which line of the decision log, when there are several.")
    var decision: String?
    @OptionGroup var query: QueryOptions
    @Option(help: "The suite in the folder to which the test is added.")
    var to = "tests/recorded.yaml"
    @Option(help: "The id of the test (default: made up from the issue).")
    var id: String?
    @Option(name: .customLong("tag"), help: "A tag of the test.")
    var tags: [String] = []
    @Option(
        parsing: .upToNextOption,
        help: """
            What the test expects: \(TestRecorder.Part.allCases.map(\.rawValue).joined(separator: ", ")) \
            (default: \(TestRecorder.usualParts.map(\.rawValue).joined(separator: ", "))).
            """
    )
    var expect: [TestRecorder.Part] = []
    @Option(help: "How many items of each ranked list it expects, from 1.")
    var top = 2
    @Flag(help: "Write the test to standard output and leave the suite as it is.")
    var dryRun = false

    func validate() throws {
        guard (problem == nil && query.categories.isEmpty) != (file == nil) else {
            throw ValidationError("give either a problem (or --category), or --query FILE")
        }
        for name in [id].compactMap(\.self) + tags
        where !Identifier<BookTest>(name).isWellFormed() {
            throw ValidationError(
                "\(Diagnostic.quote(name)) is not lower-case words joined by - and ."
            )
        }
        guard (1...5).contains(top) else { throw ValidationError("--top is from 1 to 5") }
        let isOutside = to.hasPrefix("/") || to.split(separator: "/").contains("..")
        guard to.hasSuffix(".yaml"), !isOutside else {
            throw ValidationError("--to names a .yaml file within the rule folder")
        }
    }

    func run() throws {
        let stack = LayerStack(RuleFolder.paths(rules))
        let answerer = try RuleFolder.load(stack).answerer
        let given = try givenQuery()
        let decoded: Query
        do throws(ProblemBody) { decoded = try answerer.query(given.bytes) } catch {
            throw ProblemReport.ended(by: error)
        }
        let test = TestRecorder(answerer.engine.compiled).test(
            of: decoded,
            id: id,
            tags: tags,
            today: given.day ?? query.asOf ?? WallClock.today,
            parts: expect.isEmpty ? TestRecorder.usualParts : expect,
            top: top
        )
        let entry = try Self.laidOut(test)
        if !dryRun {
            try refuseTwice(test, in: answerer.engine.compiled.book, stack)
            try add(entry, of: test, to: stack)
        }
        Console.write(Array(entry.utf8))
    }

    /// The entry of the test in the layout of `banso fmt`.
    private static func laidOut(_ test: BookTest) throws -> String {
        let header = "schema: 1\n\ntests:\n"
        let file = Array((header + TestLayout(test).text).utf8)
        do throws(FormatFault) {
            let text = String(
                decoding: try RuleFormatter().format(file, file: "test"),
                as: UTF8.self
            )
            return text.hasPrefix(header) ? String(text.dropFirst(header.count)) : text
        } catch {
            Console.remark(error.text(sources: [:]))
            // A text may hold characters that no rule file may, not even as escapes.
            if case .unreadable = error { throw ExitCode.badData }
            throw ExitCode.internal
        }
    }

    private func givenQuery() throws -> RecordedQuery {
        guard let file else { return RecordedQuery(bytes: query.json(problem: problem)) }
        let bytes = try Input.bytes(of: file)
        do throws(RecordedQuery.Failure) {
            return try RecordedQuery(reading: bytes, decision: decision)
        } catch {
            Console.remark("banso: \(file): \(error.words)")
            throw ExitCode.badData
        }
    }

    /// Ends the command when the book has a test of that id; the loader would name a line of the
    /// file that is not written.
    private func refuseTwice(_ test: BookTest, in book: Book, _ stack: LayerStack) throws {
        guard let found = book.tests.first(where: { $0.id == test.id }) else { return }
        let origin = found.origin
        let place = "\(stack.path(of: origin.file)):\(origin.line):\(origin.column)"
        let id = Diagnostic.quote(test.id.text)
        Console.remark("\(place): a test with the id \(id) exists already")
        Console.remark("banso: nothing was written; give the new one another --id")
        throw ExitCode.badData
    }

    /// Adds the test to its suite in the highest folder, once the book is known to load with it.
    private func add(_ entry: String, of test: BookTest, to stack: LayerStack) throws {
        guard let home = stack.folders.last else { return }
        let target = "\(home.path)/\(to)"
        let isThere = unsafe access(target, F_OK) == 0
        let old = try isThere ? Input.bytes(of: target) : nil
        let text: String
        do throws(SuiteFile.Failure) { text = try SuiteFile(old).adding(entry) } catch {
            Console.remark("banso: \(target): \(Self.words(error))")
            throw ExitCode.badData
        }
        let file = RuleFile(path: to, bytes: Array(text.utf8))
        let result = load(stack, with: file)
        guard let book = result.book, book.tests.contains(where: { $0.id == test.id }) else {
            Console.remark(DiagnosticReport(stack: stack).text(result.diagnostics))
            Console.remark("banso: the test would break the book; nothing was written")
            throw ExitCode.badData
        }
        if let end = target.lastIndex(of: "/") {
            try ReplacedFile.createFolder(String(target[..<end]))
        }
        try ReplacedFile(target).replace(with: file.bytes)
        Console.remark("banso: added \(test.id.text) to \(target)")
    }

    /// The book as it would be with a file in the highest folder.
    private func load(_ stack: LayerStack, with file: RuleFile) -> LoadResult {
        var layers = stack.layers
        guard let top = stack.folders.last else { return RuleLoader().load(stack) }
        let patched = PatchedSource(top.directory, with: file)
        if !stack.isLayered { return RuleLoader().load(patched) }
        layers[layers.count - 1].source = patched
        return RuleLoader().load(layers)
    }

    private static func words(_ failure: SuiteFile.Failure) -> String {
        switch failure {
        case .flowSection(let line):
            "line \(line): tests are in brackets; write each on lines of its own first"
        case .encoding: "the file is not UTF-8"
        }
    }
}

extension TestRecorder.Part: ExpressibleByArgument {}

/// A query to be recorded, with the day on which it was answered.
struct RecordedQuery {
    /// Why no query was found.
    enum Failure: Error {
        case notJSON
        case severalLines
        case noDecision(String)
        case notKept
        case noDay(String)

        var words: String {
            switch self {
            case .notJSON: "neither a query as JSON nor lines of the decision log"
            case .severalLines: "several lines; name one with --decision ID"
            case .noDecision(let id): "no line has the decision_id \(id)"
            case .notKept: "the log does not hold what was asked"
            case .noDay(let text): "as_of is no day of the calendar: \(text)"
            }
        }
    }

    /// The query as JSON.
    var bytes: [UInt8]
    /// The day on which it was answered; `nil` for a query that was not.
    var day: CalendarDate?

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads a query, a line of the decision log, or that of several lines with a decision id.
    ///
    /// A line of the log is an object with the query under `query`, and the day under `as_of`.
    init(reading bytes: [UInt8], decision: String?) throws(Failure) {
        let root = try Self.chosen(bytes, decision)
        guard let query = root["query"] else {
            self.bytes = Array(root.raw)
            return
        }
        // A log that is not asked for texts holds none, and the rest of a query is another one.
        let hasGap = root["masked"]?.elements.contains { $0.equals("/query/problem") } ?? false
        guard !hasGap, query["problem"]?.string != nil || query["categories"] != nil else {
            throw .notKept
        }
        self.bytes = Array(query.raw)
        if let written = root["as_of"], !written.isNull {
            day = written.string.flatMap { CalendarDate(iso: $0) }
            if day == nil {
                throw .noDay(written.string ?? String(decoding: written.raw, as: UTF8.self))
            }
        }
    }

    private static func chosen(
        _ bytes: [UInt8],
        _ decision: String?
    ) throws(Failure) -> JSONNode {
        var lines = bytes.split(separator: 0x0A).map(Array.init)
        // One object may stand on several lines; what is no object is no query either way.
        if decision == nil, let whole = try? JSONDocument(parsing: bytes) { return whole.root }
        if let decision {
            lines = lines.filter { line in
                (try? JSONDocument(parsing: line))?.root["decision_id"]?.string == decision
            }
            if lines.isEmpty { throw .noDecision(decision) }
        }
        guard let first = lines.first, let document = try? JSONDocument(parsing: first) else {
            throw .notJSON
        }
        guard lines.count == 1 else { throw .severalLines }
        return document.root
    }
}

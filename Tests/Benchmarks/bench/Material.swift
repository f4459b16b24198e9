import Answering
import ArgumentParser
import BenchmarkBooks
import Diagnostics
import Foundation
import Knowledge
import RuleEngine
import RuleLoading
import WireFormat

/// The day on which all queries are answered.
let askedDay = CalendarDate(iso: "2026-11-22") ?? CalendarDate(dayNumber: 20_779)

/// The consultation texts of the quality cases, with what is known of the firms.
struct RealTexts {
    /// The shortest and the longest text that counts, in Unicode scalars.
    static let lengths = 30...200

    /// The texts.
    let problems: [String]
    /// Queries as callers send them, one JSON object each.
    let lines: [[UInt8]]

    /// Reads all cases of a folder whose texts are of some lengths.
    init(_ folder: String, lengths: ClosedRange<Int> = Self.lengths) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".jsonl") }.sorted()
        var problems: [String] = []
        var lines: [[UInt8]] = []
        for name in names {
            let bytes = try Data(contentsOf: URL(filePath: folder).appending(path: name))
            for line in Array(bytes).split(separator: 0x0A) {
                let node = try JSONDocument(parsing: Array(line)).root
                guard let problem = node["problem"]?.string,
                    lengths.contains(problem.unicodeScalars.count)
                else { continue }
                problems.append(problem)
                lines.append(Self.query(problem, company: node["company"]))
            }
        }
        guard !problems.isEmpty else { throw ValidationError("\(folder) holds no text") }
        self.problems = problems
        self.lines = lines
    }

    private static func query(_ problem: String, company: JSONNode?) -> [UInt8] {
        var line = QueryLine(problem: problem)
        guard let company, company.kind == .object else { return line.bytes }
        line.employees = company["employees"]?.int
        line.prefecture = company["prefecture"]?.string
        line.industry = company["industry"]?.string?.first.map { String($0) }
        return line.bytes
    }
}

/// A query as callers send it.
struct QueryLine {
    var problem: String
    var category: String?
    var employees: Int?
    var prefecture: String?
    var industry: String?
    var limit: Int?

    init(problem: String) { self.problem = problem }

    /// A planned query; without a category, the issue is left to the text.
    init(_ query: BookPlan.PlannedQuery, category: CategoryReference?) {
        problem = query.text
        self.category = category?.text
        employees = query.employees
        prefecture = Places.prefectures[query.prefecture]
        industry = Places.division(query.industry)
        limit = 10
    }

    /// The query as a JSON object.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("problem", problem)
        if let category {
            writer.key("categories")
            writer.beginArray()
            writer.value(category)
            writer.endArray()
        }
        writer.key("company")
        writer.beginObject()
        if let employees { writer.member("employees", employees) }
        if let prefecture { writer.member("prefecture", prefecture) }
        if let industry { writer.member("industry", industry) }
        writer.endObject()
        writer.member("as_of", askedDay.iso)
        if let limit { writer.member("limit", limit) }
        writer.endObject()
        return writer.bytes
    }
}

/// A book that answers, with queries to it.
struct Subject {
    let name: String
    let answerer: Answerer
    let queries: [Query]

    init(_ name: String, _ compiled: CompiledBook, lines: [[UInt8]]) throws {
        self.name = name
        let answerer = Answerer(compiled, ruleset: String(repeating: "0", count: 64))
        self.answerer = answerer
        queries = try lines.map { try answerer.query($0) }
    }

    /// How many of the queries get partners or policies: the others cost less.
    var answered: Int {
        queries.count { query in
            let answer = answerer.engine.recommend(query, today: askedDay)
            return !answer.partners.isEmpty || !answer.policies.isEmpty
        }
    }

    /// Asks the engine everything once; the sum keeps the work from being left out.
    func pass() -> Int {
        var sum = 0
        for query in queries {
            sum &+= answerer.engine.recommend(query, today: askedDay).policies.count
        }
        return sum < 0 ? 0 : queries.count
    }
}

/// Reads books from folders.
enum Folder {
    /// A typed book.
    static func book(_ path: String) throws -> Book {
        let result = RuleLoader(limits: .wide).load(RuleDirectory(path: path, limits: .wide))
        if let book = result.book { return book }
        for diagnostic in result.diagnostics.prefix(20) {
            remark("\(diagnostic.file):\(diagnostic.line): \(diagnostic.message)")
        }
        throw ExitCode(65)
    }

    /// A book with its learned weights, if it has any.
    static func compiled(_ path: String, weights: Bool = true) throws -> CompiledBook {
        CompiledBook(try book(path), learned: weights ? try learned(path) : nil)
    }

    /// The learned weights beside a book; `nil` when there are none.
    static func learned(_ path: String) throws -> LearnedModel? {
        let file = URL(filePath: path).appending(path: WeightsFile.name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try WeightsFile.model(String(contentsOf: file, encoding: .utf8))
    }
}

import Answering
import Foundation
import Serving

/// A small rule folder with as many editions as wanted, no two of which give the same answer.
struct TestBook {
    /// Ways to spoil a folder.
    enum Damage: CaseIterable {
        case unknownNetwork, brokenYAML, missingFile
    }

    /// The folder.
    let path: String
    private let original: String

    /// Rules beside those of the fixture, so that loading takes a time one can hit.
    private static let padding = 200

    /// Makes the folder of a stage, in its first edition.
    init(_ stage: Stage, in name: String = "rules") throws {
        path = stage.path(name)
        let fixture = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/small-book").path
        try FileManager.default.copyItem(atPath: fixture, toPath: path)
        original = try String(contentsOfFile: "\(path)/book.yaml", encoding: .utf8)
        var rules = "schema: 1\nrules:\n"
        for number in 0..<Self.padding {
            rules += """
                  - id: padding.rule-\(number)
                    title: {ja: 余白\(number), en: Padding \(number)}
                    when: {all: [{says: no-cash}, {company: {employees: {min: \(number + 2)}}}]}
                    then: {category: {finance.cash: 1}}
                    because: {ja: 余白のため, en: To pad}

                """
        }
        try write(rules, to: "padding.yaml")
        try write(edition: 1)
    }

    /// Puts an edition in place, in one step.
    func write(edition: Int) throws {
        try write(original.replacing("無料で相談できる", with: "無料で相談できる（第\(edition)版）"), to: "book.yaml")
    }

    /// Puts something in place that cannot be loaded.
    func write(_ damage: Damage) throws {
        switch damage {
        case .unknownNetwork:
            try write(
                original.replacing("network: yorozu, role", with: "network: yorozo, role"),
                to: "book.yaml"
            )
        case .brokenYAML: try write(original + "\nrules: [\n", to: "book.yaml")
        case .missingFile: try FileManager.default.removeItem(atPath: "\(path)/book.yaml")
        }
    }

    /// Puts a file in place in one step, as an editor or a deployment does.
    func write(_ text: String, to name: String) throws {
        let draft = "\(path)/.draft"
        try Data(text.utf8).write(to: URL(filePath: draft))
        guard unsafe rename(draft, "\(path)/\(name)") == 0 else {
            throw Breakdown("cannot write \(name)", errno)
        }
    }

    /// What the folder as it is now answers to queries, as computed in this process.
    func answers(_ queries: [String] = Queries.all) throws -> AnswerKey.Edition {
        try AnswerKey.answers(of: path, to: queries)
    }

    /// The answers of the first editions; leaves the first in place.
    func answerKey(editions: Int) throws -> AnswerKey {
        let all = try (1...editions).map { edition in
            try write(edition: edition)
            return try answers()
        }
        try write(edition: 1)
        return AnswerKey(all)
    }
}

/// What is asked.
enum Queries {
    /// Different enough to be told apart by their answers.
    static let all = [
        #"{"problem":"求人を出しても応募がない","company":{"employees":18},"as_of":"2026-11-22"}"#,
        #"{"problem":"資金が足りない","as_of":"2026-11-22","lang":"en"}"#,
        #"{"problem":"nobody applies","company":{"employees":40},"as_of":"2026-11-22"}"#,
    ]
    /// Those of which each edition gives another answer.
    static let telling = 0
}

/// What the right answers are.
struct AnswerKey: Sendable {
    /// The answer to each query, without its number.
    typealias Edition = [[UInt8]]

    private let editions: [Edition]

    /// Takes the answers of some editions of a book.
    init(_ editions: [Edition]) { self.editions = editions }

    /// Whether a reply is the answer that an edition, from 1, gives to a query.
    func isRight(_ reply: Reply, to query: Int, edition: Int) -> Bool {
        reply.status == 200 && Self.plain(reply.body) == editions[edition - 1][query]
    }

    /// Whether a reply is the answer that some edition gives to a query.
    func isRight(_ reply: Reply, to query: Int) -> Bool {
        guard reply.status == 200 else { return false }
        let body = Self.plain(reply.body)
        return editions.contains { $0[query] == body }
    }

    /// What a folder answers, as computed in this process.
    static func answers(of folder: String, to queries: [String]) throws -> Edition {
        let answerer = try BookLoader(path: folder).load().answerer
        return try queries.map { plain(try answerer.answer(Array($0.utf8))) }
    }

    /// An answer without its number, which is never the same.
    static func plain(_ answer: [UInt8]) -> [UInt8] {
        let mark = Array(#""decision_id":""#.utf8)
        guard let start = answer.firstRange(of: mark)?.lowerBound,
            let end = answer[(start + mark.count)...].firstIndex(of: UInt8(ascii: ","))
        else { return answer }
        return Array(answer[..<start] + answer[(end + 1)...])
    }
}

import Answering
import Diagnostics
import Knowledge
import RuleEngine
import WireFormat

/// Tries a snapshot out before it is put in force.
///
/// The loader has found nothing wrong with its files. This asks it, as a client would: each
/// category by name, some of the texts that its own examples give, and the lists. What comes back
/// has to be whole, of this book, and the same when asked again.
struct SelfTest {
    /// The most texts that are tried.
    private static let texts = 24

    private let snapshot: Snapshot
    private var answerer: Answerer { snapshot.answerer }

    /// Prepares to try a snapshot.
    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// What does not do; `nil` if all is well.
    func fault() -> Diagnostic? {
        let book = answerer.engine.compiled.book
        guard let first = book.categories.first else {
            return diagnostic(
                "the book has no category",
                at: SourcePlace(file: "", line: 1, column: 1)
            )
        }
        for category in book.categories {
            let query = Self.query("categories") { writer in
                writer.beginArray()
                writer.value(category.id.text)
                writer.endArray()
            }
            if let fault = fault(query, at: Self.place(category.origin)) { return fault }
        }
        for index in Self.sample(of: book.examples.count) {
            let example = book.examples[index]
            let query = Self.query("problem") { $0.value(example.text) }
            if let fault = fault(query, at: Self.place(example.origin)) { return fault }
        }
        return unreadableList(at: Self.place(first.origin))
    }

    /// Which of so many texts are tried: all of them, or some from everywhere.
    static func sample(of count: Int) -> StrideTo<Int> {
        stride(from: 0, to: count, by: max(1, (count + texts - 1) / texts))
    }

    private static func query(_ key: String, _ value: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key(key)
        value(&writer)
        writer.endObject()
        return writer.bytes
    }

    private func fault(_ query: [UInt8], at place: SourcePlace) -> Diagnostic? {
        do throws(ProblemBody) {
            let once = try answerer.answer(query)
            let again = try answerer.answer(query)
            let fault = Self.difference(once, again, ruleset: answerer.ruleset)
            return fault.map { diagnostic("self-test: \($0)", at: place) }
        } catch {
            return diagnostic("self-test: \(error.detail)", at: place)
        }
    }

    /// What is wrong with two answers to the same query; `nil` if nothing is.
    static func difference(_ once: [UInt8], _ again: [UInt8], ruleset: String) -> String? {
        do throws(JSONError) {
            let first = try JSONDocument(parsing: once).root
            let second = try JSONDocument(parsing: again).root
            guard first["ruleset"]?.string == ruleset, first["outcome"] != nil else {
                return "the answer is not one of this book"
            }
            let (members, others) = (Array(first.members), Array(second.members))
            guard members.count == others.count else {
                return "the same query has two answers, one of them with more members"
            }
            for (one, other) in zip(members, others)
            where one.key.raw != other.key.raw
                || one.key.string != "decision_id" && one.value.raw != other.value.raw
            {
                return "the same query has two answers, in \(one.key.string ?? "")"
            }
            return nil
        } catch {
            return "the answer is no JSON: \(error)"
        }
    }

    private func unreadableList(at place: SourcePlace) -> Diagnostic? {
        for collection in Endpoint.Collection.allCases {
            do throws(JSONError) {
                _ = try JSONDocument(parsing: snapshot.list(collection))
            } catch {
                return diagnostic(
                    "self-test: the list of \(collection.rawValue) is no JSON: \(error)",
                    at: place
                )
            }
        }
        return nil
    }

    private static func place(_ origin: Origin) -> SourcePlace {
        SourcePlace(file: origin.file, line: origin.line, column: origin.column)
    }

    private func diagnostic(_ message: String, at place: SourcePlace) -> Diagnostic {
        Diagnostic(.selfTest, message, at: place)
    }
}

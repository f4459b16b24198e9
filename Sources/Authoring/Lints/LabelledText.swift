package import Diagnostics
import Knowledge
import WireFormat

/// A consultation text with the categories it is about, to measure expressions on.
package struct LabelledText: Sendable {
    /// The text.
    package var text: String
    /// The ids of the top categories; empty for a text outside the scope.
    package var categories: Set<String>

    /// Pairs a text with its categories.
    package init(text: String, categories: Set<String>) {
        self.text = text
        self.categories = categories
    }

    /// Takes an example of the book.
    init(_ example: Example) {
        text = example.text
        categories = Set((example.sub.map { [$0] } ?? []).map(\.top.text))
            .union(example.also.map(\.top.text))
    }

    /// Reads a file of cases: one JSON object a line, `problem` with `gold.categories` or with
    /// `categories`, or a query with the answer's `first`; other keys are passed over.
    ///
    /// - Throws: A fault with the line on which no case could be read.
    package static func read(_ bytes: [UInt8], file: String) throws(Fault) -> [LabelledText] {
        var result: [LabelledText] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            result.append(try text(line, at: SourcePlace(file: file, line: number + 1, column: 1)))
        }
        return result
    }

    private static func text(
        _ line: ArraySlice<UInt8>,
        at place: SourcePlace
    ) throws(Fault) -> LabelledText {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: Array(line))
        } catch {
            throw Fault(place: place, message: "this line is not JSON")
        }
        guard let text = document.root["problem"]?.string else {
            throw Fault(place: place, message: "a case needs the key `problem`")
        }
        return LabelledText(text: text, categories: categories(of: document.root))
    }

    /// A line of a file of cases that could not be read.
    package struct Fault: Error, Sendable {
        /// Where.
        package var place: SourcePlace
        /// What is wrong, without a full stop.
        package var message: String
    }

    private static func categories(of node: JSONNode) -> Set<String> {
        let list = node["gold"]?["categories"] ?? node["categories"]
        guard let list, list.kind == .array else { return [] }
        return Set(
            list.elements.compactMap(\.string).map { CategoryReference($0).top.text }
        )
    }
}

import Diagnostics
import Testing
import YAMLTree

@Suite struct CompositionTests {
    private static func root(_ text: String, file: String) throws -> YAMLNode {
        try YAMLTree.parse(Array(text.utf8), file: file).root
    }

    /// The scalars below a value with their places.
    private static func words(_ node: YAMLNode) -> [String] {
        let parts = node.entries.flatMap { [$0.key, $0.value] } + node.elements
        if parts.isEmpty {
            return ["\(node.text) \(node.file):\(node.position.line):\(node.position.column)"]
        }
        return parts.flatMap(words)
    }

    @Test func `values of several files keep their texts and their places`() throws {
        let below = try Self.root("a: 1\nb: [x, y]\n", file: "below.yaml")
        let above = try Self.root("\n\nb:\n  - 人手\nc: {d: e}\n", file: "above.yaml")
        let list = try #require(below["b"])
        let more = try #require(above["b"])
        var entries = below.entries
        entries[1].value = list.replacingElements(with: list.elements + more.elements)
        entries.append(try #require(above.entry("c")))
        let merged = below.replacingEntries(with: entries)
        #expect(
            Self.words(merged) == [
                "a below.yaml:1:1", "1 below.yaml:1:4", "b below.yaml:2:1", "x below.yaml:2:5",
                "y below.yaml:2:8", "人手 above.yaml:4:5", "c above.yaml:5:1", "d above.yaml:5:5",
                "e above.yaml:5:8",
            ]
        )
        #expect(merged.file == "below.yaml" && merged.kind == .mapping)
        #expect(merged["b"]?.place == list.place)
        #expect(merged["a"]?.integer == 1)
    }

    @Test func `what was put together can be put together again`() throws {
        var node = try Self.root("[0]", file: "0.yaml")
        for number in 1...40 {
            let more = try Self.root("[\(number)]", file: "\(number).yaml")
            node = node.replacingElements(with: more.elements + node.elements)
        }
        #expect(node.elements.map(\.file) == (0...40).reversed().map { "\($0).yaml" })
        #expect(node.elements.compactMap(\.integer) == Array((0...40).reversed()))
    }

    @Test func `nothing is left when nothing is put in`() throws {
        let node = try Self.root("a: [1, 2]", file: "a.yaml")
        #expect(node.replacingEntries(with: []).entries.isEmpty)
        #expect(node.replacingElements(with: []).kind == .sequence)
    }

    @Test(arguments: [
        ("{a: 1, b: [x]}", "b: [x]\na: 1", true), ("{a: 1}", "{a: '1'}", false),
        ("{a: 1}", "{a: 1, b: 2}", false), ("[1, 2]", "[2, 1]", false), ("x", "'x'", true),
        ("[1]", "[1, 1]", false), ("{a: {b: c}}", "{a: {b: d}}", false),
    ])
    func `values say the same whatever their layout`(
        _ left: String,
        _ right: String,
        _ isSame: Bool
    ) throws {
        let (first, second) = (try Self.root(left, file: "l"), try Self.root(right, file: "r"))
        #expect(first.saysTheSame(as: second) == isSame)
    }
}

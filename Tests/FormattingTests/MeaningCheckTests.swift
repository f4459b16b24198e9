import Diagnostics
import Testing
import YAMLTree

@testable import Formatting

@Suite struct MeaningCheckTests {
    private func difference(_ first: String, _ second: String) throws -> String? {
        let documents = try [first, second].map {
            try YAMLTree.parse(Array($0.utf8), file: "a.yaml")
        }
        let place = MeaningCheck.difference(documents[0].root, documents[1].root)
        return place.map { "\($0.line):\($0.column)" }
    }

    @Test(arguments: [
        ("a: 1\nb: 2\n", "b: 2\na: 1\n"), ("a: [x, 'y']\n", "a:\n- 'x'\n- y\n"),
        ("a: ~\n", "a:\n"), ("a: &b [1]\nc: *b\n", "c: [1]\na: [1]\n"),
    ])
    func `the same said in another way is no difference`(_ first: String, _ second: String) throws {
        #expect(try difference(first, second) == nil)
    }

    @Test(arguments: [
        ("a: 1\n", "a: '1'\n", "1:4"), ("a: [1, 2]\n", "a: [2, 1]\n", "1:5"),
        ("a: 1\nb: 2\n", "a: 1\n", "1:1"), ("a: 1\nb: 2\n", "b: 1\na: 2\n", "1:4"),
        ("a: 1\nb: 2\n", "a: 1\nc: 2\n", "2:1"), ("a: [1, 2]\n", "a: [1]\n", "1:4"),
        ("a: true\n", "a: false\n", "1:4"), ("a: {b: 1}\n", "a: [b]\n", "1:4"),
        ("a: ''\n", "a: ~\n", "1:4"), ("a: 1.0\n", "a: 1.00\n", "1:4"),
    ])
    func `whatever else differs is found at its place`(
        _ first: String,
        _ second: String,
        _ place: String
    ) throws {
        #expect(try difference(first, second) == place)
    }
}

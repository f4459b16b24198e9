import Diagnostics
import Testing
import YAMLTree

/// A fixed sequence of numbers, so that a failure can be repeated.
struct FixedGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 31)
    }
}

@Suite struct MutationTests {
    private static let sound = """
        schema: 1
        categories:
          - &c {id: people, title: {ja: 人材, en: "Peo\\u0070le"}, label: {ja: '人', en: x}}
        rules:
          - id: a.b
            when: {any: [{says: x}, {company: {employees: {max: 300}}}]}
            because: |
              一行目
              two
            other: *c
            weight: -1.5e3

        """

    @Test(arguments: 0..<40) func `no damage traps`(_ seed: UInt64) {
        var generator = FixedGenerator(seed: seed)
        let sound = Array(Self.sound.utf8)
        let special = Array("{}[],:&*#?|->!%@`'\"\\\t\n\r \u{0}é".utf8)
        for _ in 0..<50 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let at = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(special.randomElement(using: &generator) ?? 0, at: at)
                default: bytes.removeSubrange(at...)
                }
                if bytes.isEmpty { break }
            }
            walk(bytes)
        }
    }

    @Test func `no truncation traps`() {
        let sound = Array(Self.sound.utf8)
        for length in 0...sound.count { walk(Array(sound.prefix(length))) }
    }

    /// Touches every node; problems must lie within the file.
    private func walk(_ bytes: [UInt8]) {
        let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
        for problem in problems(bytes) { #expect((1...lines).contains(problem.line)) }
        guard let root = try? YAMLTree.parse(bytes, file: "a.yaml").root else { return }
        var pending = [root]
        while let node = pending.popLast() {
            _ = node.text
            pending += node.elements + node.entries.flatMap { [$0.key, $0.value] }
        }
    }
}

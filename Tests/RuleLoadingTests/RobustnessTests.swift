import Diagnostics
import RuleLoading
import Testing

/// A fixed sequence of numbers, so that a failure can be repeated.
struct FixedGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 31)
    }
}

@Suite struct RobustnessTests {
    private static let files = SoundBook.files.map {
        RuleFile(path: $0.0, bytes: Array($0.1.utf8))
    }

    @Test(arguments: 0..<10) func `the order of files never matters`(_ seed: UInt64) {
        var generator = FixedGenerator(seed: seed)
        let dangling = RuleFile(
            path: "m.yaml",
            bytes: Array("schema: 1\nexamples: [{sub: no.where, texts: [1, x]}]\nkinds: 3".utf8)
        )
        for extra in [[], [dangling]] {
            let files = Self.files + extra
            let expected = RuleLoader().load(RulesInMemory(files))
            let shuffled = files.shuffled(using: &generator)
            let found = RuleLoader().load(RulesInMemory(shuffled))
            #expect(found.diagnostics == expected.diagnostics)
            #expect(found.inputs.map(\.path) == expected.inputs.map(\.path))
            #expect("\(found.book as Any)" == "\(expected.book as Any)")
        }
    }

    @Test(arguments: SoundBook.files.indices) func `no truncation traps`(_ index: Int) {
        let bytes = Self.files[index].bytes
        for length in stride(from: 0, to: bytes.count, by: 19) {
            var files = Self.files
            files[index].bytes = Array(bytes.prefix(length))
            let result = RuleLoader().load(RulesInMemory(files))
            #expect((result.book == nil) == result.diagnostics.contains { $0.severity == .error })
        }
    }

    @Test(arguments: 0..<60) func `no damage traps`(_ seed: UInt64) {
        var generator = FixedGenerator(seed: seed)
        let special = Array("{}[],:&*#?|->!%@`'\"\\\t\n 0-~é".utf8)
        for _ in 0..<10 {
            var files = Self.files
            let index = Int.random(in: files.indices, using: &generator)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let at = Int.random(in: files[index].bytes.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: files[index].bytes[at] = UInt8.random(in: 0...255, using: &generator)
                case 1: files[index].bytes.remove(at: at)
                case 2: files[index].bytes.insert(special.randomElement() ?? 0, at: at)
                default:
                    let end = min(at + 40, files[index].bytes.count)
                    files[index].bytes.removeSubrange(at..<end)
                }
            }
            check(files)
        }
    }

    /// Every line of the files taken out once: what is left says what is missing, or is sound.
    @Test(arguments: SoundBook.files.indices) func `no missing line traps`(_ index: Int) {
        let lines = SoundBook.files[index].1.split(separator: "\n")
        for skipped in lines.indices {
            var left = lines
            left.remove(at: skipped)
            var files = Self.files
            files[index].bytes = Array(left.joined(separator: "\n").utf8)
            check(files)
        }
    }

    private func check(_ files: [RuleFile]) {
        let result = RuleLoader().load(RulesInMemory(files))
        #expect((result.book == nil) == result.diagnostics.contains { $0.severity == .error })
        var sources: [String: [UInt8]] = [:]
        for file in files { sources[file.path] = file.bytes }
        let report = DiagnosticRenderer(sources: sources).render(result.diagnostics)
        #expect(report.isEmpty == result.diagnostics.isEmpty)
        for diagnostic in result.diagnostics {
            let lines = sources[diagnostic.file, default: []].count { $0 == 0x0A || $0 == 0x0D } + 1
            #expect((1...lines).contains(diagnostic.line))
        }
    }
}

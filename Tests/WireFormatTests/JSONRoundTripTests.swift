import Testing
import WireFormat

/// A value made by chance, to be written and read again.
private indirect enum Sample: Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([Sample])
    case object([(key: String, value: Sample)])

    static func == (left: Sample, right: Sample) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)):
            left.elementsEqual(right) { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    init(depth: Int, _ random: inout SplitMix) {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: self = .null
        case 1: self = .bool(Bool.random(using: &random))
        case 2: self = .int(Int.random(in: .min ... .max, using: &random) >> random.below(63))
        case 3: self = .double(random.double())
        case 4: self = .string(random.text())
        case 5:
            self = .array((0..<random.below(6)).map { _ in Sample(depth: depth - 1, &random) })
        default:
            self = .object(
                (0..<random.below(14)).map {
                    ("\($0)" + random.text(), Sample(depth: depth - 1, &random))
                }
            )
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let flag): writer.value(flag)
        case .int(let number): writer.value(number)
        case .double(let number): writer.value(number)
        case .string(let text): writer.value(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(member.key)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    /// Reads a node back as the sort of number that `like` is.
    init?(_ node: JSONNode, like: Sample) {
        switch (node.kind, like) {
        case (.null, _): self = .null
        case (.bool, _):
            guard let flag = node.bool else { return nil }
            self = .bool(flag)
        case (.number, .double):
            guard let number = node.double else { return nil }
            self = .double(number)
        case (.number, _):
            guard let number = node.int else { return nil }
            self = .int(number)
        case (.string, _):
            guard let text = node.string else { return nil }
            self = .string(text)
        case (.array, .array(let samples)):
            self = .array(zip(node.elements, samples).compactMap { Sample($0, like: $1) })
        case (.object, .object(let samples)):
            self = .object(
                zip(node.members, samples).compactMap { member, sample in
                    guard let key = member.key.string,
                        let value = Sample(member.value, like: sample.value)
                    else { return nil }
                    return (key, value)
                }
            )
        default: return nil
        }
    }
}

/// A small generator with a seed, so that a failure can be had again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    mutating func double() -> Double {
        let value = Double(bitPattern: next())
        return value.isFinite ? value : 0.1
    }

    mutating func text() -> String {
        let pool = Array("ab\"\\/\n\t\u{0}\u{1F}\u{7F}é求人\u{2028}😀\u{10FFFF}".unicodeScalars)
        var text = ""
        for _ in 0..<below(12) { text.unicodeScalars.append(pool[below(pool.count)]) }
        return text
    }
}

@Suite struct JSONRoundTripTests {
    @Test(arguments: 0..<200) func `what is written reads back the same`(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let sample = Sample(depth: 5, &random)
        let bytes = written(sample)
        let document = try JSONDocument(parsing: bytes)
        #expect(Sample(document.root, like: sample) == sample)
        let pretty = try JSONDocument(parsing: JSONWriter.pretty(bytes))
        #expect(Sample(pretty.root, like: sample) == sample)
    }

    @Test(arguments: 0..<20) func `no part of a container is a text`(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let bytes = written(.array([Sample(depth: 3, &random), Sample(depth: 3, &random)]))
        for length in 0..<bytes.count {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(bytes[..<length])) }
        }
    }

    @Test(arguments: 0..<200)
    func `a damaged text is refused within its bounds or read in full`(_ seed: UInt64) {
        var random = SplitMix(state: seed &+ 10_000)
        let original = written(Sample(depth: 4, &random))
        for _ in 0..<50 {
            var bytes = original
            for _ in 0...random.below(3) {
                bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            do {
                let document = try JSONDocument(parsing: bytes)
                #expect(String(validating: document.root.raw, as: UTF8.self) != nil)
                visit(document.root)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
    }

    private func visit(_ node: JSONNode) {
        #expect((node.string != nil) == (node.kind == .string))
        #expect((node.bool != nil) == (node.kind == .bool))
        for element in node.elements { visit(element) }
        for member in node.members {
            #expect(member.key.string != nil)
            visit(member.value)
        }
    }

    private func written(_ sample: Sample) -> [UInt8] {
        var writer = JSONWriter()
        sample.write(to: &writer)
        return writer.bytes
    }
}

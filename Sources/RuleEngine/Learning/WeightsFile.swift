import Knowledge

/// The file of learned weights: text that a person can read, search and compare.
///
/// ```
/// banso-weights 1
/// examples 11204
/// calibration 0.9
/// categories community finance …
/// bias -0.12 0.4 …
/// subs community.brand …
/// subbias 0 0.1 …
/// じんざい 5.31 -12 4 … | 17:40 21:-33
/// ```
///
/// A feature's line holds its name, its rarity, its weight for each class in hundredths, and
/// behind the bar its weights for sub-categories by number. A name is a gram in its folded form,
/// with `_` for a space, or a concept behind `@` (needed), `!` (ruled out) or `?` (asked). A
/// backslash in a gram takes the meaning from what stands behind it. Lines stand in the order of
/// the features, each once.
package enum WeightsFile {
    /// What is wrong with a file of weights.
    package struct Failure: Error, Hashable, Sendable {
        /// The line, from 1.
        package var line: Int
        /// What is wrong with it.
        package var message: String
    }

    /// The name of the file in a rule folder.
    package static let name = "learned.weights"

    /// Writes a model.
    package static func text(_ model: LearnedModel) -> String {
        let settings = model.settings
        var lines = [
            "banso-weights 1",
            "examples \(settings.exampleCount)",
            "calibration \(settings.calibration)",
            "categories " + settings.categories.joined(separator: " "),
            "bias " + settings.bias.map(\.description).joined(separator: " "),
            "subs " + settings.subs.joined(separator: " "),
            "subbias " + settings.subBias.map(\.description).joined(separator: " "),
        ]
        for row in model.rows { lines.append(line(row)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ row: LearnedModel.Row) -> String {
        var fields = [written(row.feature), "\(row.rarity)"]
        fields += row.weights.map { "\(Int(($0 * 100).rounded()))" }
        if !row.subWeights.isEmpty {
            fields.append("|")
            fields += row.subWeights.map { "\($0.sub):\(Int(($0.weight * 100).rounded()))" }
        }
        return fields.joined(separator: " ")
    }

    private static func written(_ feature: LearnedModel.Feature) -> String {
        guard case .gram(let scalars) = feature else { return feature.name }
        var name = String.UnicodeScalarView()
        for scalar in scalars.lazy.compactMap(Unicode.Scalar.init) {
            switch scalar {
            case " ": name.append("_")
            case "_", "\\": name.append(contentsOf: ["\\", scalar])
            // A gram that begins like a concept is marked as a gram.
            case "@", "!", "?": name.append(contentsOf: name.isEmpty ? ["\\", scalar] : [scalar])
            default: name.append(scalar)
            }
        }
        return String(name)
    }

    /// Reads a model.
    package static func model(_ text: String) throws(Failure) -> LearnedModel {
        var parser = WeightsParser(text)
        return try parser.model()
    }
}

/// Reads a file of weights byte by byte: tens of thousands of lines are read at every start.
private struct WeightsParser {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    /// The line read last, for faults that show only once a line is over.
    private var lastLine = 1

    /// The most that a number may be: sums of many such still are numbers.
    private static let greatest: Float = 10_000
    /// The most digits of a weight in hundredths: from seven on a Float does not give them back.
    private static let digits = 6
    /// The most sub-categories; a model keeps their numbers in 16 bits.
    private static let mostSubs = Int(UInt16.max)

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func model() throws(WeightsFile.Failure) -> LearnedModel {
        guard try header("banso-weights") == ["1"] else {
            throw lastLineFailure("version 1 is wanted")
        }
        guard let count = Int(try header("examples").first ?? ""), count >= 0 else {
            throw lastLineFailure("a number of examples is wanted")
        }
        let calibration = try numbers("calibration", count: 1)[0]
        let categories = try header("categories")
        let bias = try numbers("bias", count: categories.count + 1)
        let subs = try header("subs")
        guard subs.count <= Self.mostSubs else {
            throw lastLineFailure("at most \(Self.mostSubs) sub-categories are wanted")
        }
        let subBias = try numbers("subbias", count: subs.count)
        var rows: [LearnedModel.Row] = []
        while place < bytes.count {
            let row = try row(classCount: bias.count, subCount: subs.count)
            if let last = rows.last, last.feature >= row.feature {
                throw lastLineFailure("the features are not in their order, each once")
            }
            rows.append(row)
        }
        return LearnedModel(
            settings: .init(
                categories: categories,
                subs: subs,
                bias: bias,
                subBias: subBias,
                calibration: calibration,
                exampleCount: count
            ),
            rows: rows
        )
    }

    private func failure(_ message: String) -> WeightsFile.Failure {
        WeightsFile.Failure(line: line, message: message)
    }

    private func lastLineFailure(_ message: String) -> WeightsFile.Failure {
        WeightsFile.Failure(line: lastLine, message: message)
    }

    private mutating func header(_ name: String) throws(WeightsFile.Failure) -> [String] {
        let start = place
        while place < bytes.count, bytes[place] != 0x0A { place += 1 }
        let words = String(decoding: bytes[start..<place], as: UTF8.self).split(separator: " ")
        guard words.first.map(String.init) == name, place < bytes.count else {
            throw failure("\(name) is wanted here, on a line of its own")
        }
        place += 1
        endLine()
        return words.dropFirst().map(String.init)
    }

    private mutating func numbers(
        _ name: String,
        count: Int
    ) throws(WeightsFile.Failure) -> [Float] {
        let words = try header(name)
        guard words.count == count else { throw lastLineFailure("\(count) numbers are wanted") }
        var result: [Float] = []
        for word in words {
            guard let number = Self.number(String(word)) else {
                throw lastLineFailure("\(word) is not a number of at most \(Self.greatest)")
            }
            result.append(number)
        }
        return result
    }

    private static func number(_ text: String) -> Float? {
        guard let number = Float(text), number.magnitude <= greatest else { return nil }
        return number
    }

    private mutating func endLine() {
        lastLine = line
        line += 1
    }

    private mutating func row(
        classCount: Int,
        subCount: Int
    ) throws(WeightsFile.Failure) -> LearnedModel.Row {
        let feature = try feature(word())
        guard let rarity = Self.number(String(decoding: bytes[word()], as: UTF8.self)) else {
            throw failure("a rarity of at most \(Self.greatest) is wanted")
        }
        var weights: [Float] = []
        weights.reserveCapacity(classCount)
        for _ in 0..<classCount { weights.append(try weight()) }
        var subWeights: [(sub: Int, weight: Float)] = []
        if place < bytes.count, bytes[place] == UInt8(ascii: "|") {
            _ = word()
            while place < bytes.count, bytes[place] != 0x0A {
                let sub = try integer(until: UInt8(ascii: ":"))
                guard sub < subCount, sub >= 0 else { throw failure("no sub-category \(sub)") }
                subWeights.append((sub, try weight()))
            }
        }
        guard place < bytes.count, bytes[place] == 0x0A else {
            throw failure("\(classCount) weights are wanted")
        }
        place += 1
        endLine()
        return LearnedModel.Row(
            feature: feature,
            rarity: rarity,
            weights: weights,
            subWeights: subWeights
        )
    }

    private func feature(
        _ range: Range<Int>
    ) throws(WeightsFile.Failure) -> LearnedModel.Feature {
        guard !range.isEmpty else { throw failure("a feature is wanted") }
        let rest = String(decoding: bytes[(range.lowerBound + 1)..<range.upperBound], as: UTF8.self)
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "@"): return .concept(rest)
        case UInt8(ascii: "!"): return .ruledOut(rest)
        case UInt8(ascii: "?"): return .asked(rest)
        default: return .gram(scalars(String(decoding: bytes[range], as: UTF8.self)))
        }
    }

    private func scalars(_ text: String) -> [UInt32] {
        var result: [UInt32] = []
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            result.append(scalar == "_" && !isEscaped ? 0x20 : scalar.value)
            isEscaped = false
        }
        return result
    }

    /// The next word of the line and the space behind it.
    private mutating func word() -> Range<Int> {
        let start = place
        while place < bytes.count, bytes[place] != 0x20, bytes[place] != 0x0A { place += 1 }
        let end = place
        if place < bytes.count, bytes[place] == 0x20 { place += 1 }
        return start..<end
    }

    private mutating func weight() throws(WeightsFile.Failure) -> Float {
        let weight = Float(try integer()) / 100
        guard abs(weight) <= WeightTable.limit else {
            throw failure("a weight lies between -\(Int16.max) and \(Int16.max) hundredths")
        }
        return weight
    }

    private mutating func integer(
        until mark: UInt8 = 0x20
    ) throws(WeightsFile.Failure) -> Int {
        let isNegative = place < bytes.count && bytes[place] == UInt8(ascii: "-")
        if isNegative { place += 1 }
        let start = place
        var value = 0
        while place < bytes.count, bytes[place] &- 0x30 < 10, place - start <= Self.digits {
            value = value * 10 + Int(bytes[place] - 0x30)
            place += 1
        }
        guard place > start, place - start <= Self.digits else {
            throw failure("a whole number of at most \(Self.digits) digits is wanted")
        }
        if place < bytes.count, bytes[place] == mark { place += 1 }
        return isNegative ? -value : value
    }
}

import Foundation
import Testing

/// Prometheus' text format 0.0.4 and the rules that `promtool check metrics` holds it to.
struct ExpositionFormat {
    /// One line of a metric.
    struct Sample {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    /// What is wrong with a text, in no particular order.
    private(set) var faults: [String] = []
    private(set) var samples: [Sample] = []
    private var types: [String: String] = [:]
    private var helped: Set<String> = []

    init(_ text: String) throws {
        if !text.hasSuffix("\n") { faults.append("the text does not end with a line feed") }
        for line in text.split(separator: "\n") { take(line) }
        checkNames()
        checkHistograms()
    }

    /// The value of a sample.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    private mutating func take(_ line: Substring) {
        if line.hasPrefix("# HELP ") {
            let words = line.split(separator: " ", maxSplits: 3)
            if words.count == 4 { helped.insert(String(words[2])) }
        } else if line.hasPrefix("# TYPE ") {
            let words = line.split(separator: " ")
            let name = words.count > 2 ? String(words[2]) : ""
            if types[name] != nil { faults.append("\(name) has two TYPEs") }
            types[name] = words.count > 3 ? String(words[3]) : ""
        } else {
            takeSample(line)
        }
    }

    private mutating func takeSample(_ line: Substring) {
        let form = /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)/
        guard let match = line.wholeMatch(of: form), let value = Double(match.3),
            let labels = Self.labels(match.2 ?? "")
        else {
            faults.append("not a sample: \(line)")
            return
        }
        let sample = Sample(name: String(match.1), labels: labels, value: value)
        if samples.contains(where: { $0.name == sample.name && $0.labels == sample.labels }) {
            let list = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
            let shown = list.isEmpty ? "" : "{\(list.joined(separator: ","))}"
            faults.append("\(sample.name)\(shown) is there twice")
        }
        if types[family(of: sample.name)] == nil {
            faults.append("\(sample.name) has no TYPE before it")
        }
        samples.append(sample)
    }

    /// The labels of a sample, or `nil` when they are not well formed.
    private static func labels(_ text: Substring) -> [String: String]? {
        var labels: [String: String] = [:]
        var rest = text
        let form = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: form), labels[String(match.1)] == nil else {
                return nil
            }
            labels[String(match.1)] = String(match.2)
            rest = rest[match.range.upperBound...]
        }
        return labels
    }

    private func family(of name: String) -> String {
        let base = name.replacing(/_(bucket|sum|count)$/, with: "")
        return types[base] == "histogram" ? base : name
    }

    private mutating func checkNames() {
        for (name, type) in types {
            if !helped.contains(name) { faults.append("\(name) has no HELP") }
            if type == "counter", !name.hasSuffix("_total") {
                faults.append("the counter \(name) does not end in _total")
            }
            if type != "counter", name.hasSuffix("_total") {
                faults.append("the \(type) \(name) ends in _total")
            }
            let units = [
                "_ms", "_us", "_ns", "_milliseconds", "_minutes", "_kb", "_mb", "_percent",
            ]
            if units.contains(where: name.hasSuffix) { faults.append("\(name) has no base unit") }
            if !samples.contains(where: { family(of: $0.name) == name }) {
                faults.append("\(name) has no sample")
            }
        }
    }

    private mutating func checkHistograms() {
        for name in types.filter({ $0.value == "histogram" }).keys {
            var buckets: [[String: String]: [(bound: Double, count: Double)]] = [:]
            for sample in samples where sample.name == name + "_bucket" {
                var labels = sample.labels
                let bound = labels.removeValue(forKey: "le").flatMap { Double($0) } ?? .nan
                buckets[labels, default: []].append((bound, sample.value))
            }
            for (labels, list) in buckets {
                let sorted = list.sorted { $0.bound < $1.bound }
                if sorted.map(\.bound) != list.map(\.bound) {
                    faults.append("the bounds of \(name) are out of order")
                }
                if zip(sorted, sorted.dropFirst()).contains(where: { $0.count > $1.count }) {
                    faults.append("the buckets of \(name) fall")
                }
                let isWhole =
                    sorted.last?.bound == .infinity
                    && sorted.last?.count == value(name + "_count", labels)
                if !isWhole { faults.append("the buckets of \(name) do not end in the count") }
                if value(name + "_sum", labels) == nil { faults.append("\(name) has no sum") }
            }
        }
    }
}

/// Prometheus' own checker, where it is installed.
enum Promtool {
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/promtool" }
            .first(where: FileManager.default.isExecutableFile(atPath:))
    }()

    /// What it says about metrics; empty when it has nothing to say.
    static func check(_ text: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["check", "metrics"]
        let file = FileManager.default.temporaryDirectory
            .appending(path: "banso-metrics-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let said = String(decoding: bytes, as: UTF8.self)
        return process.terminationStatus == 0 ? said : "ended with an error: \(said)"
    }
}

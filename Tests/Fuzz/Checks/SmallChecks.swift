import Answering
import Diagnostics
import Foundation
import Knowledge
import RuleEngine
import Serving
import UnixHTTP

/// Lines are the same however the bytes of a batch arrive.
enum LinesCheck {
    private static let limit = 24

    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let expected = plainly(bytes)
        for pieces in [[bytes[...]]] + Cuts.of(bytes) {
            let lines = lines(pieces)
            try promise(lines == expected, "\(pieces.count) pieces give \(lines), not \(expected)")
        }
    }

    private static func lines(_ pieces: [ArraySlice<UInt8>]) -> [LineSplitter.Line] {
        var splitter = LineSplitter(limit: limit)
        var lines: [LineSplitter.Line] = []
        for piece in pieces {
            splitter.append(Array(piece))
            while let line = splitter.next() { lines.append(line) }
        }
        splitter.finish()
        while let line = splitter.next() { lines.append(line) }
        return lines
    }

    private static func plainly(_ bytes: [UInt8]) -> [LineSplitter.Line] {
        bytes.split(separator: 0x0A).compactMap { line in
            if line.count > limit { return .tooLong }
            return line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } ? nil : .text(Array(line))
        }
    }
}

/// A trace is taken over or left alone after W3C Trace Context, and sent back in the known version.
enum TraceCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let value = String(decoding: bytes, as: UTF8.self)
        let trace = TraceContext(value)
        let isSound = isSound(Array(value.utf8))
        try promise((trace != nil) == isSound, "\(value) counts as \(String(describing: trace))")
        guard let trace else { return }
        try promise(trace.text.utf8.count == 55, "\(value) is sent back as \(trace.text)")
        let again = TraceContext(trace.text)
        try promise(again == trace, "\(trace.text) is read as \(String(describing: again))")
    }

    /// The form by the place of each byte.
    private static func isSound(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 55 else { return false }
        for (place, byte) in bytes.prefix(55).enumerated() {
            let isFitting =
                [2, 35, 52].contains(place)
                ? byte == UInt8(ascii: "-") : "0123456789abcdef".utf8.contains(byte)
            guard isFitting else { return false }
        }
        let hasZeros = [3..<35, 36..<52].contains { bytes[$0].allSatisfy { $0 == 0x30 } }
        if hasZeros || bytes.starts(with: "ff".utf8) { return false }
        if bytes.count == 55 { return true }
        return !bytes.starts(with: "00".utf8) && bytes[55] == UInt8(ascii: "-")
    }
}

/// A file of weights is refused with its line, or read and written without a change; weights of the
/// small book answer.
enum WeightsCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let model: LearnedModel
        do {
            model = try WeightsFile.model(String(decoding: bytes, as: UTF8.self))
        } catch {
            let lines = bytes.count { $0 == 0x0A } + 1
            return try promise(
                (1...lines).contains(error.line),
                "\(error.message) in line \(error.line) of \(lines)"
            )
        }
        let text = WeightsFile.text(model)
        do {
            let again = WeightsFile.text(try WeightsFile.model(text))
            try promise(again == text, "\(text) became \(again)")
        } catch let error as WeightsFile.Failure {
            throw BrokenPromise("\(error) in what was written: \(text)")
        } catch {
            throw BrokenPromise("\(error)")
        }
        try answer(with: model)
    }

    private static func answer(with model: LearnedModel) throws(BrokenPromise) {
        guard let small = Books.small else { throw BrokenPromise("the small book cannot be read") }
        let categories = small.book.categories
        guard model.settings.categories == categories.map(\.id.text),
            model.settings.subs == categories.flatMap(\.subs).map(\.id.text)
        else { return }
        let compiled = CompiledBook(small.book, learned: model, readingLike: small)
        let answerer = Answerer(compiled, ruleset: String(repeating: "0", count: 64))
        var query = Query(problem: "求人を出しても応募がない", explain: .full)
        query.asOf = Books.day
        try AnswerCheck.check(query, answerer)
    }
}

/// A configuration is taken or refused in one printable line that names the file and the line.
enum ConfigurationCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "banso-fuzz-\(UUID().uuidString).conf").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        do {
            try Data(bytes).write(to: URL(filePath: file))
            let configuration = try ServiceConfiguration(file: file)
            try promise(!configuration.rules.isEmpty, "no rule folder is left")
        } catch let error as ConfigurationError {
            try check(error, file, bytes)
        } catch let error as BrokenPromise {
            throw error
        } catch {
            throw BrokenPromise("the file of the check cannot be written: \(error)")
        }
    }

    private static func check(
        _ error: ConfigurationError,
        _ file: String,
        _ bytes: [UInt8]
    ) throws(BrokenPromise) {
        try promise(
            Diagnostic.isPrintable(error.detail),
            "\(error.detail.debugDescription) cannot be printed as it is"
        )
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return try promise(error.detail.hasPrefix("\(file): "), error.detail)
        }
        let rest = error.detail.dropFirst(file.count + 1)
        let line = Int(rest.prefix { $0 != ":" }) ?? 0
        let count = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count
        try promise(
            error.detail.hasPrefix("\(file):") && (1...count).contains(line),
            "\(error.detail) names no line of \(count)"
        )
    }
}

import Diagnostics
import Formatting
import YAMLTree

/// The same bytes give the same tree and the same faults, and every place lies in the file.
enum YAMLCheck {
    static let file = "input.yaml"

    /// The limits of a file, but fewer values: a million of them take as long as ten thousand files.
    static let limits: YAMLLimits = {
        var limits = YAMLLimits()
        limits.nodes = 5_000
        return limits
    }()

    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let first = try reading(bytes)
        let second = try reading(bytes)
        try promise(first == second, "read twice, the file says two things")
    }

    /// Every value, in words; or the fault.
    private static func reading(_ bytes: [UInt8]) throws(BrokenPromise) -> [String] {
        let extent = FileExtent(bytes)
        let document: YAMLDocument
        do {
            document = try YAMLTree.parse(bytes, file: file, limits: limits)
        } catch {
            try extent.check(error)
            return ["\(error)"]
        }
        for problem in document.problems { try extent.check(problem) }
        var lines = document.problems.map { "\($0)" }
        try walk(document.root, extent, &lines)
        return lines
    }

    private static func walk(
        _ node: YAMLNode,
        _ extent: FileExtent,
        _ lines: inout [String]
    ) throws(BrokenPromise) {
        try extent.check(node.position, "a \(node.kind)")
        try promise(node.position <= node.end, "a \(node.kind) ends before it starts")
        try promise(
            node.end.line <= extent.lineCount + 1,
            "a \(node.kind) ends in line \(node.end.line) of \(extent.lineCount)"
        )
        lines.append("\(node.kind) \(node.position) \(node.text)")
        switch node.kind {
        case .boolean: try promise(node.boolean != nil, "\(node.text) is no boolean")
        case .integer, .number:
            // Whole numbers may be too large for one, but not for the other.
            if let whole = node.integer {
                try promise(node.number == Double(whole), "\(node.text) is two numbers")
            }
        case .sequence, .mapping, .null, .text: break
        }
        for element in node.elements { try walk(element, extent, &lines) }
        for entry in node.entries {
            try promise(entry.key.kind == .text, "a key is a \(entry.key.kind)")
            try walk(entry.key, extent, &lines)
            try walk(entry.value, extent, &lines)
        }
    }
}

/// How many lines a file has and how long they are.
struct FileExtent {
    /// The Unicode scalars of each line.
    private let lengths: [Int]
    var lineCount: Int { lengths.count }

    init(_ bytes: [UInt8]) {
        let starts = LineStarts.of(bytes)
        lengths = starts.indices.map { line in
            let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
            // Damaged bytes count as one each, so this is never too few.
            return bytes[min(starts[line], end)..<end].count { $0 & 0xC0 != 0x80 }
        }
    }

    /// Holds a diagnostic to the file.
    func check(_ diagnostic: Diagnostic) throws(BrokenPromise) {
        let words = "\(diagnostic.code.rawValue) (\(diagnostic.message))"
        try check(diagnostic.place.position, words)
        try promise(
            Diagnostic.isPrintable(diagnostic.message)
                && Diagnostic.isPrintable(diagnostic.suggestion ?? ""),
            "\(words) cannot be printed as it is"
        )
        for note in diagnostic.notes { try check(note.place.position, "a note of \(words)") }
    }

    /// Holds a position to the file: the end of a line, and of the file, counts too.
    func check(_ position: SourcePosition, _ words: String) throws(BrokenPromise) {
        let isInside =
            (1...lengths.count).contains(position.line) && position.column >= 1
            && position.column <= lengths[position.line - 1] + 1
        try promise(isInside, "\(words) lies at \(position.line):\(position.column)")
    }
}

/// The formatter changes nothing but the layout, and its layout no more.
enum FormatCheck {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let formatter = RuleFormatter(limits: YAMLCheck.limits)
        let result: [UInt8]
        do {
            result = try formatter.format(bytes, file: YAMLCheck.file)
        } catch {
            if case .unreadable(let diagnostics) = error {
                let extent = FileExtent(bytes)
                for diagnostic in diagnostics { try extent.check(diagnostic) }
                return try promise(!diagnostics.isEmpty, "no word about what is wrong")
            }
            throw BrokenPromise("\(error.code) in \(String(decoding: bytes, as: UTF8.self))")
        }
        do {
            let again = try formatter.format(result, file: YAMLCheck.file)
            let texts = [result, again].map { String(decoding: $0, as: UTF8.self) }
            try promise(again == result, "formatted again, \(texts[0]) became \(texts[1])")
        } catch let error as FormatFault {
            throw BrokenPromise("\(error.code) in what was formatted")
        } catch let error as BrokenPromise {
            throw error
        } catch {
            throw BrokenPromise("\(error)")
        }
    }
}

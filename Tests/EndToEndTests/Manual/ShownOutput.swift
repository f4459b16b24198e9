import Foundation

/// What a page shows of a command's output, held against what the command says.
///
/// A line of `…` stands for any number of lines, `…` within a line for any text; ids of rule sets
/// and decisions may be any, for they change with every change of the book.
struct ShownOutput {
    private static let gap: Character = "…"

    let lines: [String]

    init(_ lines: [String]) { self.lines = lines.map(Self.trimmed) }

    /// The lines of an output, without blanks at their ends and empty lines at its end.
    static func lines(of output: String) -> [String] {
        var lines = output.split(separator: "\n", omittingEmptySubsequences: false)
            .map { trimmed(String($0)) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    // MARK: Comparison

    /// Whether the output is as shown.
    func matches(_ output: [String]) -> Bool {
        Self.matches(lines, output, isGap: Self.isGap, isSame: Self.isSame)
    }

    private static func isGap(_ line: String) -> Bool {
        line.trimmingCharacters(in: .whitespaces) == String(gap)
    }

    private static func isSame(_ shown: String, _ said: String) -> Bool {
        if shown == said { return true }
        let (shown, said) = (masked(shown), masked(said))
        return matches(Array(shown), Array(said), isGap: { $0 == gap }, isSame: ==)
    }

    /// Compares with gaps: on a mismatch the last gap takes one element more.
    private static func matches<Element>(
        _ pattern: [Element],
        _ elements: [Element],
        isGap: (Element) -> Bool,
        isSame: (Element, Element) -> Bool
    ) -> Bool {
        var (i, j) = (0, 0)
        var retry: (i: Int, j: Int)?
        while j < elements.count {
            if i < pattern.count, isGap(pattern[i]) {
                retry = (i, j)
                i += 1
            } else if i < pattern.count, isSame(pattern[i], elements[j]) {
                (i, j) = (i + 1, j + 1)
            } else if let last = retry {
                retry = (last.i, last.j + 1)
                (i, j) = (last.i + 1, last.j + 1)
            } else {
                return false
            }
        }
        return pattern[i...].allSatisfy(isGap)
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The line with `#` for ids: runs of twelve hexadecimal digits, and those of a UUID.
    private static func masked(_ line: String) -> String {
        line.replacing(/\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)?[0-9a-f]{12}\b/, with: "#")
    }

    // MARK: Writing anew

    /// What the page should show instead: the output with the same gaps.
    ///
    /// Between gaps it takes as many lines as were shown, from where the output is most like them.
    func rewritten(for output: [String]) -> [String] {
        guard lines.contains(where: Self.isGap) else { return kept(output, like: lines) }
        var result: [String] = []
        var next = 0
        let parts = lines.split(omittingEmptySubsequences: false, whereSeparator: Self.isGap)
        for part in parts where !part.isEmpty {
            let last = max(next, output.count - part.count)
            let start = Self.place(of: Array(part), in: output, from: next, through: last)
            if start > next || (next == 0 && Self.isGap(lines[0])) {
                result.append(String(Self.gap))
            }
            let end = min(output.count, start + part.count)
            result += kept(Array(output[min(start, end)..<end]), like: Array(part))
            next = end
        }
        if next < output.count { result.append(String(Self.gap)) }
        return result
    }

    /// Lines of the output; where the page's line says the same, that one stays.
    private func kept(_ output: [String], like shown: [String]) -> [String] {
        output.enumerated().map { index, line in
            index < shown.count && Self.isSame(shown[index], line) ? shown[index] : line
        }
    }

    private static func place(
        of part: [String],
        in output: [String],
        from first: Int,
        through last: Int
    ) -> Int {
        let wanted = part.map(pairs)
        let said = output.map(pairs)
        func likeness(_ start: Int) -> Double {
            wanted.indices.reduce(0) { sum, index in
                guard start + index < said.count else { return sum }
                let (left, right) = (wanted[index], said[start + index])
                let shared = Double(left.intersection(right).count)
                return sum + 2 * shared / Double(max(1, left.count + right.count))
            }
        }
        // The first of the best.
        var best = (start: first, value: -1.0)
        for start in first...last {
            let value = likeness(start)
            if value > best.value { best = (start, value) }
        }
        return best.start
    }

    /// The pairs of neighbouring characters of a line.
    private static func pairs(_ line: String) -> Set<String> {
        let characters = Array(line)
        return Set(zip(characters, characters.dropFirst()).map { "\($0)\($1)" })
    }
}

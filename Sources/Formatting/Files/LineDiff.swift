/// The difference between two texts in the unified form that `patch` reads.
///
/// Lines that occur once in both texts are taken for the same line, then what lies between such
/// lines is compared in the same way. That is not always the shortest difference, but a readable one
/// even where nearly every line has changed.
package struct LineDiff {
    /// How many unchanged lines are shown around a change.
    private static let context = 3

    private enum Edit {
        case same(Int, Int)
        case removed(Int)
        case added(Int)
    }

    private let old: [Substring]
    private let new: [Substring]
    private var edits: [Edit] = []

    private init(_ old: String, _ new: String) {
        self.old = Self.lines(of: old)
        self.new = Self.lines(of: new)
        compare(0..<self.old.count, 0..<self.new.count)
    }

    /// The difference with its two header lines.
    ///
    /// - Parameters:
    ///   - old: The text before.
    ///   - new: The text after.
    ///   - name: What both are called in the header.
    /// - Returns: The text of the difference; empty when there is none.
    package static func unified(_ old: String, _ new: String, name: String) -> String {
        let hunks = LineDiff(old, new).hunks()
        return hunks.isEmpty ? "" : "--- a/\(name)\n+++ b/\(name)\n\(hunks)"
    }

    /// The lines with their ends, so that a changed line end is a changed line.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.startIndex
        let scalars = text.unicodeScalars
        while let end = scalars[start...].firstIndex(of: "\n") {
            let next = scalars.index(after: end)
            lines.append(text[start..<next])
            start = next
        }
        if start < text.endIndex { lines.append(text[start...]) }
        return lines
    }

    // MARK: Comparison

    private mutating func compare(_ left: Range<Int>, _ right: Range<Int>) {
        var (left, right) = (left, right)
        while let i = left.first, let j = right.first, isSame(i, j) {
            edits.append(.same(i, j))
            left = i + 1..<left.upperBound
            right = j + 1..<right.upperBound
        }
        var ending: [Edit] = []
        while let i = left.last, let j = right.last, isSame(i, j) {
            ending.append(.same(i, j))
            left = left.lowerBound..<i
            right = right.lowerBound..<j
        }
        let anchors = left.isEmpty || right.isEmpty ? [] : commonLines(left, right)
        if anchors.isEmpty {
            edits += left.map { .removed($0) } + right.map { .added($0) }
        } else {
            var (i, j) = (left.lowerBound, right.lowerBound)
            for (next, other) in anchors {
                compare(i..<next, j..<other)
                edits.append(.same(next, other))
                (i, j) = (next + 1, other + 1)
            }
            compare(i..<left.upperBound, j..<right.upperBound)
        }
        edits += ending.reversed()
    }

    private func isSame(_ i: Int, _ j: Int) -> Bool {
        old[i].utf8.elementsEqual(new[j].utf8)
    }

    /// The lines that occur once on either side, in an order that both have.
    private func commonLines(_ left: Range<Int>, _ right: Range<Int>) -> [(Int, Int)] {
        var places: [Substring: (old: Int?, new: Int?, count: Int)] = [:]
        for i in left { places[old[i], default: (nil, nil, 0)].old = i }
        for i in left { places[old[i], default: (nil, nil, 0)].count += 1 }
        for j in right where places[new[j]] != nil {
            let isFirst = places[new[j]]?.new == nil
            places[new[j]]?.new = j
            if !isFirst { places[new[j]]?.count += 1 }
        }
        let pairs = left.compactMap { i -> (Int, Int)? in
            guard let place = places[old[i]], place.count == 1, let j = place.new else {
                return nil
            }
            return (i, j)
        }
        return Self.longestRise(in: pairs)
    }

    /// The longest part of the pairs whose second numbers rise, by piles of patience.
    private static func longestRise(in pairs: [(Int, Int)]) -> [(Int, Int)] {
        var tops: [Int] = []
        var previous = [Int?](repeating: nil, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, tops.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[index] = tops[low - 1] }
            if low == tops.count { tops.append(index) } else { tops[low] = index }
        }
        var result: [(Int, Int)] = []
        var next = tops.last
        while let index = next {
            result.append(pairs[index])
            next = previous[index]
        }
        return result.reversed()
    }

    // MARK: Hunks

    private func hunks() -> String {
        var result = ""
        var index = 0
        var (oldLine, newLine) = (0, 0)
        while let change = nextChange(from: index) {
            let start = max(index, change - Self.context)
            var end = change
            var last = change
            while end < edits.count, end - last <= 2 * Self.context {
                if !isSame(edits[end]) { last = end }
                end += 1
            }
            end = min(edits.count, last + Self.context + 1)
            // What lies between two hunks is the same on both sides.
            oldLine += start - index
            newLine += start - index
            result += hunk(start..<end, &oldLine, &newLine)
            index = end
        }
        return result
    }

    private func nextChange(from index: Int) -> Int? {
        edits[index...].firstIndex { !isSame($0) }
    }

    private func isSame(_ edit: Edit) -> Bool {
        if case .same = edit { return true }
        return false
    }

    /// A hunk that starts at the lines given, which go on to where it ends.
    private func hunk(_ range: Range<Int>, _ oldLine: inout Int, _ newLine: inout Int) -> String {
        var (oldCount, newCount) = (0, 0)
        var body = ""
        for edit in edits[range] {
            switch edit {
            case .same(let i, _):
                body += written(" ", old[i])
                oldCount += 1
                newCount += 1
            case .removed(let i):
                body += written("-", old[i])
                oldCount += 1
            case .added(let j):
                body += written("+", new[j])
                newCount += 1
            }
        }
        defer {
            oldLine += oldCount
            newLine += newCount
        }
        return "@@ -\(span(oldLine, oldCount)) +\(span(newLine, newCount)) @@\n\(body)"
    }

    /// Lines from a number on; a range without lines is named by the line before it.
    private func span(_ start: Int, _ count: Int) -> String {
        "\(count == 0 ? start : start + 1),\(count)"
    }

    private func written(_ mark: String, _ line: Substring) -> String {
        guard line.utf8.last == 0x0A else {
            return "\(mark)\(line)\n\\ No newline at end of file\n"
        }
        return "\(mark)\(line)"
    }
}

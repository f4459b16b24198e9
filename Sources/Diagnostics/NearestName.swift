/// Finds the name that was probably meant.
package enum NearestName {
    /// The candidate nearest to a name, or `nil` when none is near.
    ///
    /// Near means at most one edit for each three characters, and never more than three; swapping
    /// two neighbours is one edit, and a single character is near to nothing. Ties go to the candidate that sorts first.
    package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.unicodeScalars)
        guard (2...100).contains(wanted.count) else { return nil }
        var best: (distance: Int, name: String)?
        let bound = min(3, max(1, wanted.count / 3))
        for candidate in candidates where candidate != name {
            let limit = best?.distance ?? bound
            let other = Array(candidate.unicodeScalars)
            guard let distance = distance(wanted, other, atMost: limit) else { continue }
            if let best, (best.distance, best.name) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.name
    }

    /// The words that offer the nearest candidate, or `nil` when none is near.
    package static func suggestion(
        for name: String,
        among candidates: some Sequence<String>
    ) -> String? {
        of(name, among: candidates).map { "did you mean \(Diagnostic.quote($0))?" }
    }

    /// Edits between two names, or `nil` when more than the bound.
    private static func distance(
        _ left: [Unicode.Scalar],
        _ right: [Unicode.Scalar],
        atMost bound: Int
    ) -> Int? {
        guard abs(left.count - right.count) <= bound else { return nil }
        var older = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        var current = older
        for row in left.indices {
            current[0] = row + 1
            var smallest = row + 1
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(previous[column + 1], current[column]) + 1
                cost = min(cost, previous[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, older[column - 1] + 1)
                }
                current[column + 1] = cost
                smallest = min(smallest, cost)
            }
            if smallest > bound { return nil }
            (older, previous, current) = (previous, current, older)
        }
        return previous[right.count] <= bound ? previous[right.count] : nil
    }
}

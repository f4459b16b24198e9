extension ConditionEvaluator {
    /// How many single tests are made to decide a condition: what decides it ends the look.
    func testCount(of condition: CompiledCondition, in situation: borrowing Situation) -> Int {
        switch condition.test {
        case .all(let parts): count(parts, endingWith: .no, in: situation)
        case .any(let parts), .none(let parts): count(parts, endingWith: .yes, in: situation)
        default: 1
        }
    }

    private func count(
        _ parts: [CompiledCondition],
        endingWith decisive: Truth,
        in situation: borrowing Situation
    ) -> Int {
        var total = 0
        for part in parts {
            total += testCount(of: part, in: situation)
            if truth(of: part, in: situation) == decisive { break }
        }
        return total
    }
}

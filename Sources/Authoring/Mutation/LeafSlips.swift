import Knowledge

/// The small slips that could be made in a single test.
enum LeafSlips {
    /// A slip, and a case in which it shows.
    struct Slip {
        /// The test with the slip in it.
        var test: Condition.Test
        /// What is changed.
        var words: String
        /// A test that tells the two apart, but for what follows.
        var example: String
        /// Whether the test without the slip holds there.
        var holds: Bool
    }

    /// Every slip of a single test; none of a group.
    static func slips(of condition: Condition) -> [Slip] {
        switch condition.test {
        case .says(let ids): dropped(ids, "says", \.text) { .says($0) }
        case .asks(let ids): dropped(ids, "asks", \.text) { .asks($0) }
        case .mentions(let ids): dropped(ids, "mentions", \.text) { .mentions($0) }
        case .composed(let ids): separated(ids)
        case .category(let references): dropped(references, "category", \.text) { .category($0) }
        case .barrier(let ids): dropped(ids, "barrier", \.text) { .barrier($0) }
        case .tried(let interval): moved(interval, "tried") { .tried($0) }
        case .vague(let value): turned(value, "vague") { .vague($0) }
        case .company(let test): slips(of: test)
        case .all, .any, .none, .framing, .stage: []
        }
    }

    private static func slips(of test: CompanyTest) -> [Slip] {
        switch test {
        case .employees(let interval):
            moved(interval, "employees") { .company(.employees($0)) }
        case .capital(let interval): moved(interval, "capital") { .company(.capital($0)) }
        case .age(let interval): moved(interval, "age") { .company(.age($0)) }
        case .industry(let codes):
            dropped(codes, "industry", \.text) { .company(.industry($0)) }
        case .prefecture(let names):
            dropped(names, "prefecture", \.self) { .company(.prefecture($0)) }
        case .municipality(let names):
            dropped(names, "municipality", \.self) { .company(.municipality($0)) }
        case .certified(let ids):
            dropped(ids, "certified", \.text) { .company(.certified($0)) }
        case .soleProprietor(let value):
            turned(value, "sole_proprietor") { .company(.soleProprietor($0)) }
        case .size: []
        }
    }

    /// Each of several alternatives left out.
    private static func dropped<Item>(
        _ items: [Item],
        _ key: String,
        _ name: (Item) -> String,
        _ test: ([Item]) -> Condition.Test
    ) -> [Slip] {
        guard items.count > 1 else { return [] }
        return items.indices.map { index in
            var others = items
            let item = others.remove(at: index)
            return Slip(
                test: test(others),
                words: "\(key) \(name(item)) → dropped from the list",
                example: "a test with \(key) \(name(item)) and none of the others",
                holds: true
            )
        }
    }

    /// Each of several concepts no longer wanted in the clause.
    private static func separated(_ ids: [Identifier<Concept>]) -> [Slip] {
        guard ids.count > 1 else { return [] }
        return ids.indices.map { index in
            var others = ids
            let id = others.remove(at: index)
            let rest = others.map(\.text).joined(separator: " with ")
            return Slip(
                test: .composed(others),
                words: "says \(id.text) with \(rest) in one clause → says \(rest)",
                example: "a test that says \(rest) without \(id.text)",
                holds: false
            )
        }
    }

    /// A yes and a no exchanged.
    private static func turned(
        _ value: Bool,
        _ key: String,
        _ test: (Bool) -> Condition.Test
    ) -> [Slip] {
        [
            Slip(
                test: test(!value),
                words: "\(key) \(value) → \(!value)",
                example: "a test with \(key) \(value)",
                holds: true
            )
        ]
    }

    /// Each end one further out, and one further in (`<=` read as `<`).
    private static func moved(
        _ interval: Interval,
        _ key: String,
        _ test: (Interval) -> Condition.Test
    ) -> [Slip] {
        func slip(_ changed: Interval, _ value: Int, holds: Bool) -> Slip? {
            if let low = changed.min, let high = changed.max, low > high { return nil }
            guard value >= 0, changed.min ?? 0 >= 0, changed.max ?? 0 >= 0 else { return nil }
            return Slip(
                test: test(changed),
                words: "\(key) \(interval.words) → \(changed.words)",
                example: "a test with \(key) \(value)",
                holds: holds
            )
        }
        var slips: [Slip?] = []
        if let min = interval.min {
            slips.append(slip(Interval(min: min - 1, max: interval.max), min - 1, holds: false))
            slips.append(slip(Interval(min: min + 1, max: interval.max), min, holds: true))
        }
        if let max = interval.max {
            slips.append(slip(Interval(min: interval.min, max: max + 1), max + 1, holds: false))
            slips.append(slip(Interval(min: interval.min, max: max - 1), max, holds: true))
        }
        return slips.compactMap(\.self)
    }
}

/// The small slips that could be made in a policy's windows.
enum WindowMutants {
    /// Each first and last day, one day earlier and one day later.
    static func mutants(of policy: Policy) -> [Mutant] {
        // What its source calls closed is closed whatever the days are.
        guard policy.state != .closed else { return [] }
        return policy.windows.indices.flatMap { index in
            let window = policy.windows[index]
            return [-1, 1].flatMap { shift -> [Mutant] in
                var mutants: [Mutant] = []
                if let day = window.opens {
                    mutants.append(mutant(policy, index, day, shift, isOpening: true))
                }
                if let day = window.closes {
                    mutants.append(mutant(policy, index, day, shift, isOpening: false))
                }
                return mutants
            }
        }
    }

    private static func mutant(
        _ policy: Policy,
        _ index: Int,
        _ day: CalendarDate,
        _ shift: Int,
        isOpening: Bool
    ) -> Mutant {
        var windows = policy.windows
        let moved = day.adding(days: shift)
        if isOpening { windows[index].opens = moved } else { windows[index].closes = moved }
        let verb = isOpening ? "opens" : "closes"
        // Moved outward the day beyond shows it, moved inward the day itself.
        let isOutward = isOpening == (shift < 0)
        let shown = isOutward ? moved : day
        let state = isOutward ? (isOpening ? "upcoming" : "closed") : "open"
        return Mutant(
            change: .windows(policy.id, windows, edge: day),
            targets: [
                Mutant.Target(
                    origin: policy.windows[index].origin,
                    words: "window \(verb) \(day.iso)"
                )
            ],
            subject: "policy \(policy.id.text)",
            words: "window \(verb) \(day.iso) → \(moved.iso)",
            origin: policy.windows[index].origin,
            remedy: "a test as of \(shown.iso) that wants the window \(state)"
        )
    }
}

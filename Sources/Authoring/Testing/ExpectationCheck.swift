import Knowledge

/// Compares what a test promises with what the engine answers.
struct ExpectationCheck {
    let book: Book
    /// The answer as a caller sees it.
    let shown: Recommendation
    /// The same answer with its lists uncut, to tell a low rank from absence.
    let uncut: Recommendation

    /// Every promise that is not kept, in the order in which promises are written.
    func misses(of expected: Expectation) -> [TestMiss] {
        var misses: [TestMiss] = []
        if let outcome = expected.outcome, outcome != shown.outcome {
            misses.append(
                TestMiss("outcome", wanted: outcome.rawValue, got: shown.outcome.rawValue)
            )
        }
        misses += categories(expected)
        misses += style(expected)
        misses += partners(expected)
        misses += policies(expected)
        misses += lists(
            "questions",
            include: expected.includedQuestions.map(\.text),
            exclude: expected.excludedQuestions.map(\.text),
            found: shown.questions.map { [$0.key.text] }
        )
        misses += lists(
            "cautions",
            include: expected.includedCautions.map(\.text),
            exclude: expected.excludedCautions.map(\.text),
            found: shown.approach?.cautions.map { [$0.id.text] } ?? []
        )
        return misses
    }

    private func categories(_ expected: Expectation) -> [TestMiss] {
        let found = shown.categories.map { [$0.sub?.text, $0.id.text].compactMap(\.self) }
        var misses = first("first", expected.first?.text, found: found)
        misses += lists(
            "categories",
            include: expected.includedCategories.map(\.text),
            exclude: expected.excludedCategories.map(\.text),
            found: found,
            uncut: uncut.categories.map { [$0.sub?.text, $0.id.text].compactMap(\.self) }
        )
        return misses
    }

    private func style(_ expected: Expectation) -> [TestMiss] {
        var misses: [TestMiss] = []
        if let framing = expected.framing, framing != shown.framing?.id {
            misses.append(
                TestMiss("framing", wanted: framing.text, got: shown.framing?.id.text)
            )
        }
        if let model = expected.model, model != shown.approach?.model {
            misses.append(TestMiss("model", wanted: model.text, got: shown.approach?.model.text))
        }
        for item in expected.approach {
            let value = shown.approach?.axes.first { $0.id == item.axis }?.value
            if let value, item.range.contains(value) { continue }
            misses.append(
                TestMiss(
                    "approach \(item.axis.text)",
                    wanted: item.range.words,
                    got: value.map(String.init)
                )
            )
        }
        return misses
    }

    private func partners(_ expected: Expectation) -> [TestMiss] {
        let networks = Dictionary(
            book.partners.map { ($0.id, $0.network.text) },
            uniquingKeysWith: { first, _ in first }
        )
        func names(_ answer: Recommendation) -> [[String]] {
            answer.partners.map { [$0.id.text, networks[$0.id]].compactMap(\.self) }
        }
        var misses = first("first partner", expected.firstPartner, found: names(shown))
        misses += lists(
            "partners",
            include: expected.includedPartners,
            exclude: expected.excludedPartners,
            found: names(shown),
            uncut: names(uncut)
        )
        return misses
    }

    private func policies(_ expected: Expectation) -> [TestMiss] {
        var misses: [TestMiss] = []
        for item in expected.includedPolicies {
            let found = shown.policies.first { $0.id == item.policy }
            if let found, found.status == item.status { continue }
            if let found {
                misses.append(
                    TestMiss(
                        "policy \(item.policy.text)",
                        wanted: item.status.rawValue,
                        got: found.status.rawValue
                    )
                )
                continue
            }
            misses += lists(
                "policies",
                include: [item.policy.text],
                exclude: [],
                found: shown.policies.map { [$0.id.text] },
                uncut: uncut.policies.map { [$0.id.text] }
            )
        }
        return misses
            + lists(
                "policies",
                include: [],
                exclude: expected.excludedPolicies.map(\.text),
                found: shown.policies.map { [$0.id.text] }
            )
    }

    /// Compares the head of a ranked list, whose items go by several names each.
    private func first(_ subject: String, _ wanted: String?, found: [[String]]) -> [TestMiss] {
        guard let wanted, found.first?.contains(wanted) != true else { return [] }
        return [TestMiss(subject, wanted: wanted, got: found.first?.joined(separator: ", "))]
    }

    private func lists(
        _ subject: String,
        include: [String],
        exclude: [String],
        found: [[String]],
        uncut: [[String]] = []
    ) -> [TestMiss] {
        let got = found.isEmpty ? "none" : found.compactMap(\.first).joined(separator: ", ")
        var misses: [TestMiss] = []
        for name in include where !found.contains(where: { $0.contains(name) }) {
            let rank = uncut.firstIndex { $0.contains(name) }
            let low = rank.map { " (it would be number \($0 + 1))" } ?? ""
            misses.append(TestMiss(subject, wanted: "\(name) among them", got: got + low))
        }
        for name in exclude where found.contains(where: { $0.contains(name) }) {
            misses.append(TestMiss(subject, wanted: "not \(name)", got: got))
        }
        return misses
    }
}

extension Interval {
    /// `1`, `at least 1`, `at most −1` or `-1 to 1`.
    fileprivate var words: String {
        switch (min, max) {
        case (let low?, let high?): low == high ? "\(low)" : "\(low) to \(high)"
        case (let low?, nil): "at least \(low)"
        case (nil, let high?): "at most \(high)"
        case (nil, nil): "any"
        }
    }
}

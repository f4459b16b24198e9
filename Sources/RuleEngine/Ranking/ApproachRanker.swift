import Knowledge

/// Finds framing, style and cautions from the rules that hold.
struct ApproachRanker {
    let compiled: CompiledBook

    /// The framing most rules vote for; without a vote the issue is the firm's own.
    func framing(_ rules: [CompiledRule]) -> FramingResult? {
        var votes: [Identifier<Framing>: [Reason]] = [:]
        for rule in rules {
            if let framing = rule.rule.effect.framing {
                votes[framing, default: []].append(rule.reason)
            }
        }
        let best = votes.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
        if let best { return FramingResult(id: best.key, because: best.value) }
        let fallback = Identifier<Framing>("company-specific")
        guard let framing = compiled.approaches.framings[fallback] else { return nil }
        return FramingResult(
            id: fallback,
            because: [
                Reason(rule: framing.id.text, origin: framing.origin, text: framing.because)
            ]
        )
    }

    /// The barriers heard, in book order, with the rules that hear them.
    func barriers(_ rules: [CompiledRule]) -> [ReasonedItem<Barrier>] {
        reasoned(rules) { $0.barrier.map { [$0] } ?? [] }
    }

    /// The cautions that rules give, in the order of the rules.
    func cautions(_ rules: [CompiledRule]) -> [ReasonedItem<Caution>] {
        reasoned(rules, \.cautions)
    }

    /// The whole style.
    func approach(
        _ rules: [CompiledRule],
        framing: FramingResult?,
        barriers: [ReasonedItem<Barrier>]
    ) -> ApproachResult? {
        let axes = compiled.approaches.axes.map { axis(for: $0, rules: rules, barriers: barriers) }
        var votes: [Identifier<ApproachModel>: Double] = [:]
        for rule in rules {
            if let model = rule.rule.effect.model { votes[model, default: 0] += 1 }
        }
        guard let model = nearestModel(to: axes, framing: framing?.id, votes: votes) else {
            return nil
        }
        return ApproachResult(
            axes: axes,
            model: model,
            barriers: barriers,
            steps: compiled.approaches.steps.map(\.id),
            cautions: cautions(rules)
        )
    }

    /// The mean of what rules and barriers ask for, rounded away from the middle.
    private func axis(
        for axis: Axis,
        rules: [CompiledRule],
        barriers: [ReasonedItem<Barrier>]
    ) -> AxisResult {
        var sum = 0
        var reasons: [Reason] = []
        for rule in rules {
            guard let value = rule.rule.effect.approach.first(where: { $0.axis == axis.id }) else {
                continue
            }
            sum += value.value
            reasons.append(rule.reason)
        }
        for item in barriers {
            guard let barrier = compiled.approaches.barriers[item.id],
                let value = barrier.approach.first(where: { $0.axis == axis.id })
            else { continue }
            sum += value.value
            reasons.append(
                Reason(rule: barrier.id.text, origin: barrier.origin, text: barrier.because)
            )
        }
        guard !reasons.isEmpty else {
            return AxisResult(
                id: axis.id,
                value: 0,
                because: [
                    Reason(rule: axis.id.text, origin: axis.origin, text: axis.bothReason)
                ]
            )
        }
        let mean = Double(sum) / Double(reasons.count)
        return AxisResult(
            id: axis.id,
            value: Int(mean.rounded(.toNearestOrAwayFromZero)),
            because: reasons
        )
    }

    /// The programme whose place on the axes is nearest; a different framing counts as two
    /// steps on an axis and a rule that names the programme as three steps towards it.
    private func nearestModel(
        to axes: [AxisResult],
        framing: Identifier<Framing>?,
        votes: [Identifier<ApproachModel>: Double]
    ) -> Identifier<ApproachModel>? {
        func distance(_ model: ApproachModel) -> Double {
            var sum = model.framing == framing ? 0.0 : 4
            for axis in axes {
                let value = model.approach.first { $0.axis == axis.id }?.value ?? 0
                sum += Double((value - axis.value) * (value - axis.value))
            }
            return sum - 9 * (votes[model.id] ?? 0)
        }
        return compiled.approaches.models.map { (distance($0), $0.id) }
            .min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
    }

    private func reasoned<Entity>(
        _ rules: [CompiledRule],
        _ named: (Effect) -> [Identifier<Entity>]
    ) -> [ReasonedItem<Entity>] {
        var result: [ReasonedItem<Entity>] = []
        for rule in rules {
            for id in named(rule.rule.effect) {
                if let index = result.firstIndex(where: { $0.id == id }) {
                    result[index].because.append(rule.reason)
                } else {
                    result.append(ReasonedItem(id: id, because: [rule.reason]))
                }
            }
        }
        return result
    }
}

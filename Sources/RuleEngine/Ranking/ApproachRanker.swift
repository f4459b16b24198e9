import Knowledge

/// Finds framing, style and cautions from the rules that hold.
struct ApproachRanker {
    let compiled: CompiledBook

    /// A barrier that was heard, with the rules that hear it.
    struct HeardBarrier {
        /// The number of the barrier.
        let number: Int
        var item: ReasonedItem<Barrier>
    }

    /// The number of the framing that most rules vote for, of equals the first by its id; −1 when
    /// there is no vote.
    func framingNumber(_ rules: [CompiledRule]) -> Int {
        var best = -1
        var most = 0
        for rule in rules where rule.stance.framing >= 0 {
            let number = rule.stance.framing
            var votes = 0
            for other in rules where other.stance.framing == number { votes += 1 }
            let framings = compiled.approaches.framings
            if votes > most || votes == most && framings[number].id < framings[best].id {
                (best, most) = (number, votes)
            }
        }
        return best
    }

    /// The framing most rules vote for; without a vote the issue is the firm's own.
    func framing(_ rules: [CompiledRule]) -> FramingResult? {
        let number = framingNumber(rules)
        guard number >= 0 else { return compiled.approaches.fallback }
        return FramingResult(
            id: compiled.approaches.framings[number].id,
            because: rules.filter { $0.stance.framing == number }.map(\.reason)
        )
    }

    /// The number of the framing in force, that of the fallback without a vote; −1 for none.
    func framingInForce(_ rules: [CompiledRule]) -> Int {
        let number = framingNumber(rules)
        return number >= 0 ? number : compiled.approaches.fallbackNumber
    }

    /// The barriers heard, in the order of the rules that hear them.
    func barriers(_ rules: [CompiledRule]) -> [HeardBarrier] {
        var result: [HeardBarrier] = []
        for rule in rules where rule.stance.barrier >= 0 {
            let number = rule.stance.barrier
            if let index = result.firstIndex(where: { $0.number == number }) {
                result[index].item.because.append(rule.reason)
            } else {
                let id = compiled.approaches.barriers[number].barrier.id
                let item = ReasonedItem(id: id, because: [rule.reason])
                result.append(HeardBarrier(number: number, item: item))
            }
        }
        return result
    }

    /// The cautions that rules give, in the order of the rules.
    func cautions(_ rules: [CompiledRule]) -> [ReasonedItem<Caution>] {
        var result: [ReasonedItem<Caution>] = []
        for rule in rules where !rule.rule.effect.cautions.isEmpty {
            for id in rule.rule.effect.cautions {
                if let index = result.firstIndex(where: { $0.id == id }) {
                    result[index].because.append(rule.reason)
                } else {
                    result.append(ReasonedItem(id: id, because: [rule.reason]))
                }
            }
        }
        return result
    }

    /// The whole style.
    func approach(_ rules: [CompiledRule], barriers: [HeardBarrier]) -> ApproachResult? {
        let axes = axes(rules, barriers: barriers)
        let framing = framingInForce(rules)
        guard let model = nearestModel(to: axes, framing: framing, rules) else { return nil }
        return ApproachResult(
            axes: axes,
            model: model,
            barriers: barriers.map(\.item),
            steps: compiled.approaches.steps,
            cautions: cautions(rules)
        )
    }

    /// For each axis the mean of what rules and barriers ask for, rounded away from the middle.
    private func axes(_ rules: [CompiledRule], barriers: [HeardBarrier]) -> [AxisResult] {
        let index = compiled.approaches
        var sums = [Int](repeating: 0, count: index.axes.count)
        var reasons = [[Reason]](repeating: [], count: index.axes.count)
        for rule in rules {
            for mark in rule.stance.marks {
                sums[mark.axis] += mark.value
                reasons[mark.axis].append(rule.reason)
            }
        }
        for heard in barriers {
            let barrier = index.barriers[heard.number]
            for mark in barrier.marks {
                sums[mark.axis] += mark.value
                reasons[mark.axis].append(barrier.reason)
            }
        }
        return index.axes.indices.map { axis in
            guard !reasons[axis].isEmpty else {
                return AxisResult(
                    id: index.axes[axis].id,
                    value: 0,
                    because: [index.middles[axis]]
                )
            }
            let mean = Double(sums[axis]) / Double(reasons[axis].count)
            return AxisResult(
                id: index.axes[axis].id,
                value: Int(mean.rounded(.toNearestOrAwayFromZero)),
                because: reasons[axis]
            )
        }
    }

    /// The programme whose place on the axes is nearest, of equals the first by its id; a
    /// different framing counts as two steps on an axis and a rule that names the programme as
    /// three steps towards it.
    private func nearestModel(
        to axes: [AxisResult],
        framing: Int,
        _ rules: [CompiledRule]
    ) -> Identifier<ApproachModel>? {
        let models = compiled.approaches.models
        var best: (number: Int, distance: Int)?
        for number in models.indices {
            var distance = models[number].framing == framing ? 0 : 4
            for (value, axis) in zip(models[number].values, axes) {
                distance += (value - axis.value) * (value - axis.value)
            }
            for rule in rules where rule.stance.model == number { distance -= 9 }
            if let other = best {
                guard
                    distance < other.distance
                        || distance == other.distance && models[number].id < models[other.number].id
                else { continue }
            }
            best = (number, distance)
        }
        return best.map { models[$0.number].id }
    }
}

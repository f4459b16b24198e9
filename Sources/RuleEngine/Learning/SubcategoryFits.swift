import Knowledge

/// One model for each category that tells its sub-categories apart, over the same features.
struct SubcategoryFits {
    private let table: CategoryTable
    private var fits: [Int: LogisticRegression.Fit] = [:]

    /// A weight below this is left out of the file.
    private static let leastWeight: Float = 0.2

    init(
        _ samples: [Learner.Sample],
        vocabulary: Vocabulary,
        table: CategoryTable,
        options: Learner.Options
    ) {
        self.table = table
        for (top, range) in table.subRanges.enumerated() where range.count > 1 {
            var examples = SparseExamples()
            for sample in samples where sample.top == top {
                guard let sub = sample.sub else { continue }
                let vector = vocabulary.vector(of: sample.reading)
                examples.append(
                    features: vector.features,
                    values: vector.values,
                    label: sub - range.lowerBound,
                    importance: 1
                )
            }
            var regression = LogisticRegression()
            regression.strength = options.subStrength
            regression.maximumSteps = 60
            fits[top] = regression.fit(
                examples,
                featureCount: vocabulary.features.count,
                classCount: range.count
            )
        }
    }

    /// The bias of every sub-category.
    var bias: [Float] {
        table.subRanges.enumerated().flatMap { top, range in
            fits[top].map { $0.bias.map { Float($0).rounded(toHundredths: ()) } }
                ?? [Float](repeating: 0, count: range.count)
        }
    }

    /// The weights of one feature that are worth keeping.
    func weights(of feature: Int) -> [(sub: Int, weight: Float)] {
        var result: [(sub: Int, weight: Float)] = []
        for (top, range) in table.subRanges.enumerated() {
            guard let fit = fits[top] else { continue }
            for (index, weight) in zip(range, fit.row(feature)) {
                let rounded = Float(weight).rounded(toHundredths: ())
                if abs(rounded) >= Self.leastWeight { result.append((index, rounded)) }
            }
        }
        return result
    }
}

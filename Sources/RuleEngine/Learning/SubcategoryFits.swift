import Knowledge

/// One model for each category that tells its sub-categories apart, over the same features.
struct SubcategoryFits {
    private let table: CategoryTable
    private var fits: [Int: LogisticRegression.Fit] = [:]
    /// For each category the number a feature has in its model.
    private var numbers: [Int: [Int32: Int32]] = [:]

    /// A weight below this is left out of the file.
    private static let leastWeight: Float = 0.2

    init(_ vectors: [Learner.Vector], table: CategoryTable, options: Learner.Options) {
        self.table = table
        for (top, range) in table.subRanges.enumerated() where range.count > 1 {
            // A category's examples know only some of the features: the others cost nothing.
            var known: [Int32: Int32] = [:]
            var examples = SparseExamples()
            for vector in vectors where vector.sample.top == top {
                guard let sub = vector.sample.sub else { continue }
                let features = vector.features.map { feature in
                    let number = known[feature] ?? Int32(known.count)
                    known[feature] = number
                    return number
                }
                examples.append(
                    features: features,
                    values: vector.values,
                    label: sub - range.lowerBound,
                    importance: 1
                )
            }
            var regression = LogisticRegression()
            regression.strength = options.subStrength
            regression.maximumSteps = options.roughSteps
            fits[top] = regression.fit(
                examples,
                featureCount: known.count,
                classCount: range.count
            )
            numbers[top] = known
        }
    }

    /// The bias of every sub-category.
    var bias: [Float] {
        table.subRanges.enumerated().flatMap { top, range in
            fits[top].map { $0.bias.map { $0.rounded(toHundredths: ()) } }
                ?? [Float](repeating: 0, count: range.count)
        }
    }

    /// The weights of one feature that are worth keeping.
    func weights(of feature: Int) -> [(sub: Int, weight: Float)] {
        var result: [(sub: Int, weight: Float)] = []
        for (top, range) in table.subRanges.enumerated() {
            guard let fit = fits[top], let number = numbers[top]?[Int32(feature)] else { continue }
            for (index, weight) in zip(range, fit.row(Int(number))) {
                let rounded = weight.rounded(toHundredths: ())
                if abs(rounded) >= Self.leastWeight { result.append((index, rounded)) }
            }
        }
        return result
    }
}

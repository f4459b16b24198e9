package import Knowledge
import TextAnalysis

/// Learns weights from the examples of a book.
///
/// The same book gives the same weights bit for bit: features are ordered by themselves, sums run
/// in a fixed order and the numbers are rounded to hundredths, as they stand in the file.
package struct Learner: Sendable {
    /// The choices behind the weights, found by cross-validation on the book's own examples.
    package struct Options: Sendable {
        /// The least number of examples a gram must occur in.
        package var leastCount = 8
        /// The inverse strength of the penalty for categories.
        package var strength = 8.0
        /// The inverse strength of the penalty for sub-categories.
        package var subStrength = 8.0
        /// How much an example counts for the further categories it is about.
        package var alsoShare = 0.4
        /// The most steps of the final fit.
        package var steps = 150
        /// The number of folds for calibration; fewer than 2 means none.
        package var folds = 2
        /// How much of the log-odds calibrated on examples holds for real consultations, which
        /// are told less plainly; found on the real cases of `Tests/Quality`.
        package var realShare = 0.8
        /// The most steps of the fits for calibration: these must be about as sharp as the last.
        package var foldSteps = 100
        /// The steps of the fits for sub-categories.
        package var roughSteps = 25

        /// The choices as shipped.
        package init() {}
    }

    let compiled: CompiledBook
    let options: Options

    /// Prepares to learn from a book; weights it already has are not looked at.
    package init(_ compiled: CompiledBook, options: Options = Options()) {
        self.compiled = compiled
        self.options = options
    }

    /// An example as the learner sees it.
    struct Sample {
        var reading: Reading
        var top: Int
        var sub: Int?
        var also: [Int]
        var offset: [Double]
    }

    /// Learns from all examples, or from those a filter lets through.
    ///
    /// - Returns: `nil` when no example is let through.
    package func learn(where isIncluded: (Example) -> Bool = { _ in true }) -> LearnedModel? {
        let samples = compiled.book.examples.filter(isIncluded).compactMap { sample($0) }
        guard !samples.isEmpty else { return nil }
        let vocabulary = Vocabulary(samples, leastCount: options.leastCount, compiled: compiled)
        let vectors = vectors(samples, vocabulary)
        let final = fit(vectors, vocabulary: vocabulary, steps: options.steps)
        let calibration = options.folds > 1 ? calibrated(vectors, vocabulary: vocabulary) : 1
        let subs = SubcategoryFits(vectors, table: compiled.categories, options: options)
        return model(
            count: samples.count,
            vocabulary: vocabulary,
            fit: final,
            subs: subs,
            calibration: calibration
        )
    }

    /// A sample as features of a vocabulary.
    struct Vector {
        var sample: Sample
        var features: [Int32]
        var values: [Float]
    }

    private func vectors(_ samples: [Sample], _ vocabulary: Vocabulary) -> [Vector] {
        samples.map { sample in
            let (features, values) = vocabulary.vector(of: sample.reading)
            return Vector(sample: sample, features: features, values: values)
        }
    }

    private func sample(_ example: Example) -> Sample? {
        let table = compiled.categories
        let top = example.sub.map { table.top(of: $0) } ?? table.outside
        guard let top else { return nil }
        let situation = RuleEngine(compiled).situation(
            of: Query(problem: example.text),
            today: CalendarDate(dayNumber: 0)
        )
        var scratch = compiled.scratch
        let scores = CategoryRanker(compiled: compiled).ruleScores(
            situation,
            share: CategoryRanker.ruleShare,
            scratch: &scratch
        )
        return Sample(
            reading: situation.reading,
            top: top,
            sub: example.sub.flatMap { table.sub(of: $0) },
            also: example.also.compactMap { table.top(of: $0) }.filter { $0 != top },
            offset: scores.ruleLogits
        )
    }

    private func fit(
        _ vectors: [Vector],
        vocabulary: Vocabulary,
        steps: Int
    ) -> LogisticRegression.Fit {
        var examples = SparseExamples()
        for vector in vectors {
            let sample = vector.sample
            for (label, importance) in [(sample.top, 1)]
                + sample.also.map({ ($0, options.alsoShare) })
            {
                examples.append(
                    features: vector.features,
                    values: vector.values,
                    label: label,
                    importance: importance,
                    offset: sample.offset
                )
            }
        }
        var regression = LogisticRegression()
        regression.strength = options.strength
        regression.maximumSteps = steps
        return regression.fit(
            examples,
            featureCount: vocabulary.features.count,
            classCount: compiled.categories.classCount
        )
    }

    /// The factor on log-odds under which held-out examples are most probable.
    private func calibrated(_ vectors: [Vector], vocabulary: Vocabulary) -> Double {
        var logits: [(values: [Double], label: Int)] = []
        for fold in 0..<options.folds {
            let inside = vectors.indices.filter { $0 % options.folds != fold }.map { vectors[$0] }
            let fitted = fit(inside, vocabulary: vocabulary, steps: options.foldSteps)
            for index in vectors.indices where index % options.folds == fold {
                let vector = vectors[index]
                var values = fitted.logits(features: vector.features, values: vector.values)
                for k in values.indices { values[k] += vector.sample.offset[k] }
                logits.append((values, vector.sample.top))
            }
        }
        func loss(_ factor: Double) -> Double {
            logits.reduce(0) { sum, item in
                var values = item.values.map { $0 * factor }
                return sum - Softmax.logLikelihood(&values, of: item.label)
            }
        }
        return stride(from: 0.4, through: 1.6, by: 0.05).min { loss($0) < loss($1) } ?? 1
    }

    private func model(
        count: Int,
        vocabulary: Vocabulary,
        fit: LogisticRegression.Fit,
        subs: SubcategoryFits,
        calibration: Double
    ) -> LearnedModel {
        let table = compiled.categories
        let rows = vocabulary.features.indices.map { index in
            LearnedModel.Row(
                feature: vocabulary.features[index],
                rarity: Float(vocabulary.rarities[index]).rounded(toHundredths: ()),
                weights: fit.row(index).map { $0.rounded(toHundredths: ()) },
                subWeights: subs.weights(of: index)
            )
        }
        let settings = LearnedModel.Settings(
            categories: table.categories.map(\.id.text),
            subs: table.subs.map(\.id.text),
            bias: fit.bias.map { $0.rounded(toHundredths: ()) },
            subBias: subs.bias,
            calibration: Float(calibration * options.realShare).rounded(toHundredths: ()),
            exampleCount: count
        )
        return LearnedModel(settings: settings, rows: rows)
    }
}

extension Float {
    /// The number as it stands in the file of weights.
    func rounded(toHundredths: Void) -> Float { (self * 100).rounded() / 100 }
}

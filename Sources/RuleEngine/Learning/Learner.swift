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
        package var leastCount = 2
        /// The inverse strength of the penalty for categories.
        package var strength = 8.0
        /// The inverse strength of the penalty for sub-categories.
        package var subStrength = 8.0
        /// How much an example counts for the further categories it is about.
        package var alsoShare = 0.4
        /// Features whose weights all stay below this are left out.
        package var leastWeight = 0.12
        /// The number of folds for calibration; fewer than 2 means none.
        package var folds = 4

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
        var vocabulary = Vocabulary(samples, leastCount: options.leastCount, compiled: compiled)
        let first = fit(samples, vocabulary: vocabulary)
        vocabulary.keep { feature in
            first.row(feature).contains { abs($0) >= options.leastWeight }
        }
        let final = fit(samples, vocabulary: vocabulary)
        let calibration = options.folds > 1 ? calibrated(samples, vocabulary: vocabulary) : 1
        return model(
            samples,
            vocabulary: vocabulary,
            fit: final,
            calibration: calibration
        )
    }

    private func sample(_ example: Example) -> Sample? {
        let table = compiled.categories
        let top = example.sub.map { table.top(of: $0) } ?? table.outside
        guard let top else { return nil }
        let reading = compiled.reader.read(example.text, industry: nil)
        let situation = Situation(
            company: Company(),
            asOf: CalendarDate(dayNumber: 0),
            triedCount: 0,
            reading: reading
        )
        let scores = CategoryRanker(compiled: compiled).ruleScores(situation)
        return Sample(
            reading: reading,
            top: top,
            sub: example.sub.flatMap { table.sub(of: $0) },
            also: example.also.compactMap { table.top(of: $0) }.filter { $0 != top },
            offset: scores.ruleLogits
        )
    }

    private func fit(
        _ samples: [Sample],
        vocabulary: Vocabulary
    ) -> LogisticRegression.Fit {
        var examples = SparseExamples()
        for sample in samples { append(sample, to: &examples, vocabulary: vocabulary) }
        var regression = LogisticRegression()
        regression.strength = options.strength
        return regression.fit(
            examples,
            featureCount: vocabulary.features.count,
            classCount: compiled.categories.classCount
        )
    }

    private func append(
        _ sample: Sample,
        to examples: inout SparseExamples,
        vocabulary: Vocabulary
    ) {
        let vector = vocabulary.vector(of: sample.reading)
        examples.append(
            features: vector.features,
            values: vector.values,
            label: sample.top,
            importance: 1,
            offset: sample.offset
        )
        for also in sample.also {
            examples.append(
                features: vector.features,
                values: vector.values,
                label: also,
                importance: options.alsoShare,
                offset: sample.offset
            )
        }
    }

    /// The factor on log-odds under which held-out examples are most probable.
    private func calibrated(_ samples: [Sample], vocabulary: Vocabulary) -> Double {
        var logits: [(values: [Double], label: Int)] = []
        for fold in 0..<options.folds {
            let inside = samples.indices.filter { $0 % options.folds != fold }.map { samples[$0] }
            let fitted = fit(inside, vocabulary: vocabulary)
            for index in samples.indices where index % options.folds == fold {
                let vector = vocabulary.vector(of: samples[index].reading)
                var values = fitted.logits(
                    features: vector.features[...],
                    values: vector.values[...]
                )
                for k in values.indices { values[k] += samples[index].offset[k] }
                logits.append((values, samples[index].top))
            }
        }
        func loss(_ factor: Double) -> Double {
            logits.reduce(0) { sum, item in
                var values = item.values.map { $0 * factor }
                return sum - Softmax.logLikelihood(&values, of: item.label)
            }
        }
        return stride(from: 0.4, through: 2.0, by: 0.02).min { loss($0) < loss($1) } ?? 1
    }

    private func model(
        _ samples: [Sample],
        vocabulary: Vocabulary,
        fit: LogisticRegression.Fit,
        calibration: Double
    ) -> LearnedModel {
        let table = compiled.categories
        let subs = SubcategoryFits(samples, vocabulary: vocabulary, table: table, options: options)
        let rows = vocabulary.features.indices.map { index in
            LearnedModel.Row(
                feature: vocabulary.features[index],
                rarity: Float(vocabulary.rarities[index]).rounded(toHundredths: ()),
                weights: fit.row(index).map { Float($0).rounded(toHundredths: ()) },
                subWeights: subs.weights(of: index)
            )
        }
        let settings = LearnedModel.Settings(
            categories: table.categories.map(\.id.text),
            subs: table.subs.map(\.id.text),
            bias: fit.bias.map { Float($0).rounded(toHundredths: ()) },
            subBias: subs.bias,
            calibration: Float(calibration).rounded(toHundredths: ()),
            exampleCount: samples.count
        )
        return LearnedModel(settings: settings, rows: rows)
    }
}

extension Float {
    /// The number as it stands in the file of weights.
    func rounded(toHundredths: Void) -> Float { (self * 100).rounded() / 100 }
}

extension LogisticRegression.Fit {
    /// The weights of one feature.
    func row(_ feature: Int) -> ArraySlice<Double> {
        weights[(feature * classCount)..<((feature + 1) * classCount)]
    }
}

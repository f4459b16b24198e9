/// Multinomial logistic regression with an L2 penalty, fitted by L-BFGS.
///
/// The objective is convex and every sum runs in a fixed order, so the same examples give the
/// same weights bit for bit.
struct LogisticRegression {
    /// The inverse strength of the penalty: larger fits the examples more closely.
    var strength = 10.0
    /// The most steps taken.
    var maximumSteps = 60
    /// Fitting stops when a step gains less than this share of the loss.
    var leastGain = 1e-4

    private typealias Block = LBFGS.Block

    /// Fitted weights, feature by feature, and one bias a class.
    struct Fit {
        var classCount: Int
        /// `weights[feature * classCount + class]`.
        var weights: [Float]
        var bias: [Float]

        /// The log-odds of every class for one vector.
        func logits(features: [Int32], values: [Float]) -> [Double] {
            var result = bias
            for (feature, value) in zip(features, values) {
                let row = Int(feature) * classCount
                for k in 0..<classCount { result[k] += weights[row + k] * value }
            }
            return result.map(Double.init)
        }

        /// The weights of one feature.
        func row(_ feature: Int) -> ArraySlice<Float> {
            weights[(feature * classCount)..<((feature + 1) * classCount)]
        }
    }

    /// Fits the examples.
    func fit(_ examples: SparseExamples, featureCount: Int, classCount: Int) -> Fit {
        // Classes are kept in blocks of eight; the spare lanes stay zero.
        let stride = (classCount + 7) / 8
        var point = [Block](repeating: Block(), count: (featureCount + 1) * stride)
        var minimizer = LBFGS(blocks: point.count, memory: 6)
        minimizer.minimize(&point, steps: maximumSteps, leastGain: leastGain) { point, gradient in
            objective(point, &gradient, examples, stride: stride, classCount: classCount)
        }
        func lanes(of row: Int) -> [Float] {
            (0..<classCount).map { point[row * stride + $0 / 8][$0 % 8] }
        }
        return Fit(
            classCount: classCount,
            weights: (0..<featureCount).flatMap(lanes),
            bias: lanes(of: featureCount)
        )
    }

    /// The penalised loss and its gradient.
    ///
    /// The bias, the last row, is not penalised.
    private func objective(
        _ point: [Block],
        _ gradient: inout [Block],
        _ examples: SparseExamples,
        stride: Int,
        classCount: Int
    ) -> Double {
        let biasRow = point.count - stride
        var penalty = SIMD8<Double>()
        for index in 0..<biasRow {
            gradient[index] = point[index]
            penalty += SIMD8<Double>(point[index] * point[index])
        }
        for index in biasRow..<point.count { gradient[index] = Block() }
        var loss = 0.5 * penalty.sum()
        var sums = [Block](repeating: Block(), count: stride)
        var residual = [Double](repeating: 0, count: classCount)
        for example in 0..<examples.count {
            let range = examples.starts[example]..<examples.starts[example + 1]
            for block in 0..<stride { sums[block] = point[biasRow + block] }
            for index in range {
                let row = Int(examples.features[index]) * stride
                let value = examples.values[index]
                for block in 0..<stride { sums[block] += point[row + block] * value }
            }
            let offset = examples.offsets[example]
            for k in 0..<classCount {
                residual[k] = Double(sums[k / 8][k % 8]) + (offset.isEmpty ? 0 : offset[k])
            }
            let label = Int(examples.labels[example])
            let weight = examples.importance[example] * strength
            loss -= weight * Softmax.logLikelihood(&residual, of: label)
            residual[label] -= 1
            for block in 0..<stride { sums[block] = Block() }
            for k in 0..<classCount { sums[k / 8][k % 8] = Float(residual[k] * weight) }
            for index in range {
                let row = Int(examples.features[index]) * stride
                let value = examples.values[index]
                for block in 0..<stride { gradient[row + block] += sums[block] * value }
            }
            for block in 0..<stride { gradient[biasRow + block] += sums[block] }
        }
        return loss
    }
}

/// Turns log-odds into probabilities.
enum Softmax {
    /// Replaces log-odds by probabilities that sum to 1.
    static func apply(_ values: inout [Double]) { apply(&values, values.indices) }

    /// Replaces the log-odds in a range by probabilities that sum to 1.
    static func apply(_ values: inout [Double], _ range: Range<Int>) {
        guard var highest = range.first.map({ values[$0] }) else { return }
        for index in range { highest = max(highest, values[index]) }
        var sum = 0.0
        for index in range {
            values[index] = Elementary.exp(values[index] - highest)
            sum += values[index]
        }
        for index in range { values[index] /= sum }
    }

    /// Replaces log-odds by probabilities and gives the logarithm of one of them.
    static func logLikelihood(_ values: inout [Double], of label: Int) -> Double {
        apply(&values)
        return Elementary.log(max(values[label], 1e-300))
    }
}

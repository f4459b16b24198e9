/// Multinomial logistic regression with an L2 penalty, fitted to convergence by L-BFGS.
///
/// The objective is convex and every sum runs in a fixed order, so the same examples give the
/// same weights bit for bit.
struct LogisticRegression {
    /// The inverse strength of the penalty: larger fits the examples more closely.
    var strength = 10.0
    /// The most steps taken.
    var maximumSteps = 120
    /// Fitting stops when the largest gradient component falls below this.
    var tolerance = 1e-3

    /// Fitted weights, feature by feature, and one bias a class.
    struct Fit {
        var classCount: Int
        /// `weights[feature * classCount + class]`.
        var weights: [Double]
        var bias: [Double]

        /// The log-odds of every class for one vector.
        func logits(features: ArraySlice<Int32>, values: ArraySlice<Float>) -> [Double] {
            var result = bias
            for (feature, value) in zip(features, values) {
                let row = Int(feature) * classCount
                for k in 0..<classCount { result[k] += weights[row + k] * Double(value) }
            }
            return result
        }
    }

    /// Fits the examples.
    func fit(_ examples: SparseExamples, featureCount: Int, classCount: Int) -> Fit {
        let size = (featureCount + 1) * classCount
        var minimizer = LBFGS(size: size, memory: 8)
        var point = [Double](repeating: 0, count: size)
        minimizer.minimize(&point, steps: maximumSteps, tolerance: tolerance) { point, gradient in
            objective(
                point,
                &gradient,
                examples,
                featureCount: featureCount,
                classCount: classCount
            )
        }
        return Fit(
            classCount: classCount,
            weights: Array(point[..<(featureCount * classCount)]),
            bias: Array(point[(featureCount * classCount)...])
        )
    }

    /// The penalised loss and its gradient. The bias, the last row, is not penalised.
    private func objective(
        _ point: [Double],
        _ gradient: inout [Double],
        _ examples: SparseExamples,
        featureCount: Int,
        classCount: Int
    ) -> Double {
        var loss = 0.0
        let biasRow = featureCount * classCount
        for index in 0..<biasRow {
            let weight = point[index]
            gradient[index] = weight
            loss += 0.5 * weight * weight
        }
        for index in biasRow..<point.count { gradient[index] = 0 }
        var residual = [Double](repeating: 0, count: classCount)
        for example in 0..<examples.count {
            let range = examples.starts[example]..<examples.starts[example + 1]
            let offset = examples.offsets[example]
            for k in 0..<classCount {
                residual[k] = point[biasRow + k] + (offset.isEmpty ? 0 : offset[k])
            }
            for index in range {
                let row = Int(examples.features[index]) * classCount
                let value = Double(examples.values[index])
                for k in 0..<classCount { residual[k] += point[row + k] * value }
            }
            let label = Int(examples.labels[example])
            let weight = examples.importance[example] * strength
            loss -= weight * Softmax.logLikelihood(&residual, of: label)
            residual[label] -= 1
            for k in 0..<classCount { residual[k] *= weight }
            for index in range {
                let row = Int(examples.features[index]) * classCount
                let value = Double(examples.values[index])
                for k in 0..<classCount { gradient[row + k] += residual[k] * value }
            }
            for k in 0..<classCount { gradient[biasRow + k] += residual[k] }
        }
        return loss
    }
}

/// Turns log-odds into probabilities.
enum Softmax {
    /// Replaces log-odds by probabilities that sum to 1.
    static func apply(_ values: inout [Double]) {
        let highest = values.max() ?? 0
        var sum = 0.0
        for index in values.indices {
            values[index] = Elementary.exp(values[index] - highest)
            sum += values[index]
        }
        for index in values.indices { values[index] /= sum }
    }

    /// Replaces log-odds by probabilities and gives the logarithm of one of them.
    static func logLikelihood(_ values: inout [Double], of label: Int) -> Double {
        apply(&values)
        return Elementary.log(max(values[label], 1e-300))
    }
}

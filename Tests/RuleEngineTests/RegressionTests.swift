import Testing

@testable import RuleEngine

@Suite struct RegressionTests {
    /// Three classes, each with a feature of its own, beside a feature that all share.
    private static func separable() -> SparseExamples {
        var examples = SparseExamples()
        for number in 0..<60 {
            examples.append(
                features: [Int32(number % 3), 3, Int32(4 + number % 5)],
                values: [0.8, 0.5, 0.2],
                label: number % 3,
                importance: 1
            )
        }
        return examples
    }

    private static func label(_ logits: [Double]) -> Int? {
        logits.indices.max { logits[$0] < logits[$1] }
    }

    @Test(arguments: [3, 7, 8, 9, 17])
    func `classes that features tell apart are told apart`(_ classCount: Int) {
        let fit = LogisticRegression().fit(
            Self.separable(),
            featureCount: 9,
            classCount: classCount
        )
        for feature in 0..<3 {
            let logits = fit.logits(features: [Int32(feature)], values: [1])
            #expect(Self.label(logits) == feature && logits.count == classCount)
        }
        #expect(fit.weights.count == 9 * classCount && fit.bias.count == classCount)
        #expect((fit.weights + fit.bias).allSatisfy { $0.isFinite })
    }

    @Test func `the same examples give the same weights bit for bit`() {
        let first = LogisticRegression().fit(Self.separable(), featureCount: 9, classCount: 3)
        let second = LogisticRegression().fit(Self.separable(), featureCount: 9, classCount: 3)
        #expect(first.weights.map(\.bitPattern) == second.weights.map(\.bitPattern))
        #expect(first.bias.map(\.bitPattern) == second.bias.map(\.bitPattern))
    }

    @Test func `what an offset explains needs no weight`() {
        var plain = SparseExamples()
        var explained = SparseExamples()
        for number in 0..<40 {
            let label = number % 2
            plain.append(features: [Int32(label)], values: [1], label: label, importance: 1)
            explained.append(
                features: [Int32(label)],
                values: [1],
                label: label,
                importance: 1,
                offset: label == 0 ? [8, 0] : [0, 8]
            )
        }
        let free = LogisticRegression().fit(plain, featureCount: 2, classCount: 2)
        let offset = LogisticRegression().fit(explained, featureCount: 2, classCount: 2)
        #expect(free.weights[0] > 1 && abs(offset.weights[0]) < 0.1)
    }

    @Test func `examples that weigh more win`() {
        var examples = SparseExamples()
        examples.append(features: [0], values: [1], label: 0, importance: 1)
        examples.append(features: [0], values: [1], label: 1, importance: 3)
        let fit = LogisticRegression().fit(examples, featureCount: 1, classCount: 2)
        #expect(Self.label(fit.logits(features: [0], values: [1])) == 1)
    }

    @Test func `no examples give no weights`() {
        let fit = LogisticRegression().fit(SparseExamples(), featureCount: 2, classCount: 3)
        #expect((fit.weights + fit.bias).allSatisfy { $0 == 0 })
    }

    @Test func `a bowl is descended to its bottom`() {
        var minimizer = LBFGS(blocks: 4, memory: 5)
        var point = [LBFGS.Block](repeating: LBFGS.Block(repeating: 9), count: 4)
        minimizer.minimize(&point, steps: 200, leastGain: 1e-12) { point, gradient in
            var value = 0.0
            for block in point.indices {
                for lane in 0..<8 {
                    // Slopes that differ by a factor of 32 defeat plain descent.
                    let steepness = Float(1 + block * 8 + lane)
                    let distance = point[block][lane] - Float(lane - block)
                    gradient[block][lane] = 2 * steepness * distance
                    value += Double(steepness * distance * distance)
                }
            }
            return value
        }
        for block in point.indices {
            for lane in 0..<8 { #expect(abs(point[block][lane] - Float(lane - block)) < 1e-3) }
        }
    }

    @Test func `a point at the bottom stays`() {
        var minimizer = LBFGS(blocks: 1, memory: 5)
        var point = [LBFGS.Block()]
        minimizer.minimize(&point, steps: 10, leastGain: 1e-6) { _, gradient in
            gradient = [LBFGS.Block()]
            return 0
        }
        #expect(point == [LBFGS.Block()])
    }
}

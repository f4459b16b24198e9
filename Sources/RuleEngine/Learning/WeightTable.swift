/// The weights of all features of a model, packed so that a feature of a text costs few cache lines.
///
/// Weights are whole hundredths, as in the file of weights, so two bytes hold them without loss:
/// answering is bound by how many lines of memory it touches.
struct WeightTable: Sendable {
    /// The greatest weight, either way, in log-odds.
    static let limit: Float = Float(Int16.max) / 100

    /// What belongs to a feature beside its weights for classes.
    private struct Head: Sendable {
        /// The factor of the feature's value before scaling.
        var rarity: Float = 0
        /// The mean of its weights for all classes.
        var mean: Float = 0
        /// Where its weights for sub-categories begin.
        var firstSub: UInt32 = 0
    }

    private struct SubWeight: Sendable {
        var sub: UInt16
        var hundredths: Int16
    }

    private let classCount: Int
    /// How many vectors hold the weights of a feature for all classes; what pads the last is 0.
    private let width: Int
    private var hundredths: [SIMD8<Int16>] = []
    private var heads: [Head] = [Head()]
    private var subs: [SubWeight] = []

    /// An empty table for so many classes and features.
    init(classCount: Int, capacity: Int) {
        self.classCount = classCount
        width = (classCount + 7) / 8
        hundredths.reserveCapacity(capacity * width)
        heads.reserveCapacity(capacity + 1)
    }

    /// The number of features.
    var count: Int { heads.count - 1 }

    /// Adds a feature behind the others; what lies beyond the limit is brought back to it.
    mutating func append(_ row: LearnedModel.Row) {
        let weights = row.weights.map(Self.packed)
        for start in stride(from: 0, to: classCount, by: 8) {
            var vector = SIMD8<Int16>.zero
            for (lane, weight) in weights[start..<min(start + 8, classCount)].enumerated() {
                vector[lane] = weight
            }
            hundredths.append(vector)
        }
        let last = heads.count - 1
        heads[last].rarity = row.rarity
        heads[last].mean = Float(weights.reduce(0) { $0 + Int($1) }) / Float(100 * classCount)
        for item in row.subWeights {
            subs.append(SubWeight(sub: UInt16(item.sub), hundredths: Self.packed(item.weight)))
        }
        heads.append(Head(firstSub: UInt32(subs.count)))
    }

    private static func packed(_ weight: Float) -> Int16 {
        Int16((min(max(weight, -limit), limit) * 100).rounded())
    }

    /// How rare a feature is.
    func rarity(_ row: Int) -> Float { heads[row].rarity }

    /// The weight of a feature for a class.
    func weight(_ row: Int, _ top: Int) -> Float {
        Float(hundredths[row * width + top / 8][top % 8]) / 100
    }

    /// The mean of a feature's weights for all classes.
    func mean(_ row: Int) -> Float { heads[row].mean }

    /// The weights of a feature for all classes.
    func weights(_ row: Int) -> [Float] { (0..<classCount).map { weight(row, $0) } }

    /// The weights of a feature for sub-categories.
    func subWeights(_ row: Int) -> [(sub: Int, weight: Float)] {
        subs[subRange(row)].map { (Int($0.sub), Float($0.hundredths) / 100) }
    }

    @inline(__always)
    private func subRange(_ row: Int) -> Range<Int> {
        Int(heads[row].firstSub)..<Int(heads[row + 1].firstSub)
    }

    /// The sums over features of their weights for each class, times the value of each feature.
    func classSums(of features: FeatureSet) -> [Float] {
        var sums: [Float] = []
        sums.reserveCapacity(width * 8)
        for column in 0..<width {
            // The innermost loop of an answer: one vector at a time stays in a register.
            var sum = SIMD8<Float>.zero
            for index in features.rows.indices {
                let vector = hundredths[Int(features.rows[index]) * width + column]
                sum +=
                    SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: vector)) * features.values[index]
            }
            for lane in 0..<8 { sums.append(sum[lane] / 100) }
        }
        return sums
    }

    /// The same for each of so many sub-categories.
    func subSums(of features: FeatureSet, count: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: count)
        for index in features.rows.indices {
            let value = features.values[index]
            for item in subs[subRange(Int(features.rows[index]))] {
                sums[Int(item.sub)] += Float(item.hundredths) * value
            }
        }
        for index in sums.indices { sums[index] /= 100 }
        return sums
    }
}

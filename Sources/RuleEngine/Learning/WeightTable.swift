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
        /// Where its vectors of them begin; −1 when they are few.
        var firstVector: Int32 = -1
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
    /// The weights for all sub-categories of features that have many of them, side by side; such a
    /// feature has none among `subs`.
    private var subVectors: [SIMD8<Int16>] = []
    private let subWidth: Int

    /// An empty table for so many classes, sub-categories and features.
    init(classCount: Int, subCount: Int, capacity: Int) {
        self.classCount = classCount
        width = (classCount + 7) / 8
        subWidth = (subCount + 7) / 8
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
        if row.subWeights.count > subWidth * 2 {
            heads[last].firstVector = Int32(subVectors.count)
            appendVectors(row.subWeights)
        } else {
            for item in row.subWeights {
                subs.append(SubWeight(sub: UInt16(item.sub), hundredths: Self.packed(item.weight)))
            }
        }
        heads.append(Head(firstSub: UInt32(subs.count)))
    }

    private mutating func appendVectors(_ weights: [(sub: Int, weight: Float)]) {
        let first = subVectors.count
        subVectors.append(contentsOf: repeatElement(.zero, count: subWidth))
        for item in weights {
            subVectors[first + item.sub / 8][item.sub % 8] = Self.packed(item.weight)
        }
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

    /// Calls back with each of some features' weight for a class beside the mean of all classes,
    /// times the feature's value.
    @inline(__always)
    func forEachGain(of features: FeatureSet, _ top: Int, _ body: (_ row: Int, Float) -> Void) {
        // A lane that is not known when this is compiled is cut out by a mask.
        var mask = SIMD8<Int16>.zero
        mask[top % 8] = -1
        let column = top / 8
        for index in features.rows.indices {
            let row = Int(features.rows[index])
            let weight = (hundredths[row * width + column] & mask).wrappedSum()
            body(row, (Float(weight) / 100 - heads[row].mean) * features.values[index])
        }
    }

    /// The mean of a feature's weights for all classes.
    func mean(_ row: Int) -> Float { heads[row].mean }

    /// The weights of a feature for all classes.
    func weights(_ row: Int) -> [Float] { (0..<classCount).map { weight(row, $0) } }

    /// The weights of a feature for sub-categories.
    func subWeights(_ row: Int) -> [(sub: Int, weight: Float)] {
        let first = Int(heads[row].firstVector)
        guard first >= 0 else {
            return subs[subRange(row)].map { (Int($0.sub), Float($0.hundredths) / 100) }
        }
        return (0..<(subWidth * 8)).compactMap { sub in
            let hundredths = subVectors[first + sub / 8][sub % 8]
            return hundredths == 0 ? nil : (sub, Float(hundredths) / 100)
        }
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

    /// The same for sub-categories in some ranges; what stands for others is no sum.
    func subSums(of features: FeatureSet, in ranges: [Range<Int>]) -> [Float] {
        var isWanted = [Bool](repeating: false, count: subWidth)
        for range in ranges where !range.isEmpty {
            for column in (range.lowerBound / 8)...((range.upperBound - 1) / 8) {
                isWanted[column] = true
            }
        }
        let columns = isWanted.indices.filter { isWanted[$0] }
        var vectors = [SIMD8<Float>](repeating: .zero, count: subWidth)
        var sums = [Float](repeating: 0, count: subWidth * 8)
        for index in features.rows.indices {
            let value = features.values[index]
            let row = Int(features.rows[index])
            let first = Int(heads[row].firstVector)
            if first >= 0 {
                for column in columns {
                    let vector = subVectors[first + column]
                    vectors[column] +=
                        SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: vector)) * value
                }
                continue
            }
            for item in subs[subRange(row)] {
                sums[Int(item.sub)] += Float(item.hundredths) * value
            }
        }
        for column in columns {
            for lane in 0..<8 {
                let sub = column * 8 + lane
                sums[sub] = (sums[sub] + vectors[column][lane]) / 100
            }
        }
        return sums
    }
}

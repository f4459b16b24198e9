/// Limited-memory BFGS with a backtracking line search (Nocedal and Wright, Numerical
/// Optimization, 2nd edition, algorithms 7.4, 7.5 and 3.1), eight numbers at a time.
struct LBFGS {
    /// Eight coordinates of a point.
    typealias Block = SIMD8<Float>

    private let memory: Int
    private var steps: [[Block]] = []
    private var changes: [[Block]] = []
    private var gradient: [Block]
    private var nextGradient: [Block]

    /// Prepares for points of a size, remembering a number of past steps.
    init(blocks: Int, memory: Int) {
        self.memory = memory
        gradient = Array(repeating: Block(), count: blocks)
        nextGradient = gradient
    }

    /// Moves a point to where a smooth convex function is least.
    ///
    /// Ends after a number of steps or when a step gains less than a share of the value.
    ///
    /// - Parameters:
    ///   - point: Where to start; where the function is least afterwards.
    ///   - limit: The most steps.
    ///   - leastGain: The share of the value that a step must gain to go on.
    ///   - function: Gives the value at a point and writes the gradient.
    mutating func minimize(
        _ point: inout [Block],
        steps limit: Int,
        leastGain: Double,
        function: ([Block], inout [Block]) -> Double
    ) {
        var value = function(point, &gradient)
        var next = point
        for _ in 0..<limit {
            let direction = descentDirection()
            let slope = Self.dot(direction, gradient)
            guard slope < 0 else { return }
            var length =
                steps.isEmpty ? 1 / max(1, Self.dot(gradient, gradient).squareRoot()) : 1.0
            var nextValue = value
            var isBetter = false
            for _ in 0..<20 where !isBetter {
                Self.combine(point, direction, factor: Float(length), into: &next)
                nextValue = function(next, &nextGradient)
                isBetter = nextValue <= value + 1e-4 * length * slope
                if !isBetter { length /= 2 }
            }
            guard isBetter else { return }
            remember(from: point, to: next)
            swap(&point, &next)
            swap(&gradient, &nextGradient)
            let gain = value - nextValue
            value = nextValue
            if gain < leastGain * abs(value) { return }
        }
    }

    /// The two-loop recursion: the inverse Hessian's estimate times the downhill gradient.
    private func descentDirection() -> [Block] {
        var direction = gradient
        for index in direction.indices { direction[index] = -direction[index] }
        var scales = [Float](repeating: 0, count: steps.count)
        for index in steps.indices.reversed() {
            let curvature = Self.dot(steps[index], changes[index])
            scales[index] = Float(Self.dot(steps[index], direction) / curvature)
            Self.add(changes[index], factor: -scales[index], to: &direction)
        }
        if let step = steps.last, let change = changes.last {
            let scale = Float(Self.dot(step, change) / Self.dot(change, change))
            for index in direction.indices { direction[index] *= scale }
        }
        for index in steps.indices {
            let curvature = Self.dot(steps[index], changes[index])
            let factor = Float(Self.dot(changes[index], direction) / curvature)
            Self.add(steps[index], factor: scales[index] - factor, to: &direction)
        }
        return direction
    }

    private mutating func remember(from point: [Block], to next: [Block]) {
        var step = next
        for index in step.indices { step[index] -= point[index] }
        var change = nextGradient
        for index in change.indices { change[index] -= gradient[index] }
        guard Self.dot(step, change) > 1e-10 else { return }
        steps.append(step)
        changes.append(change)
        if steps.count > memory {
            steps.removeFirst()
            changes.removeFirst()
        }
    }

    private static func combine(
        _ point: [Block],
        _ direction: [Block],
        factor: Float,
        into result: inout [Block]
    ) {
        for index in point.indices { result[index] = point[index] + direction[index] * factor }
    }

    private static func add(_ other: [Block], factor: Float, to result: inout [Block]) {
        for index in other.indices { result[index] += other[index] * factor }
    }

    private static func dot(_ left: [Block], _ right: [Block]) -> Double {
        var sum = SIMD8<Double>()
        for index in left.indices { sum += SIMD8<Double>(left[index] * right[index]) }
        return sum.sum()
    }
}

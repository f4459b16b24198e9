/// Limited-memory BFGS with a backtracking line search (Nocedal and Wright, Numerical
/// Optimization, 2nd edition, algorithms 7.4, 7.5 and 3.1).
struct LBFGS {
    private let memory: Int
    private var steps: [[Double]] = []
    private var changes: [[Double]] = []
    private var gradient: [Double]
    private var nextGradient: [Double]

    /// Prepares for points of a size, remembering a number of past steps.
    init(size: Int, memory: Int) {
        self.memory = memory
        gradient = Array(repeating: 0, count: size)
        nextGradient = gradient
    }

    /// Moves a point to where a smooth convex function is least.
    ///
    /// - Parameter function: Gives the value at a point and writes the gradient.
    mutating func minimize(
        _ point: inout [Double],
        steps limit: Int,
        tolerance: Double,
        function: ([Double], inout [Double]) -> Double
    ) {
        var value = function(point, &gradient)
        for _ in 0..<limit {
            guard gradient.contains(where: { abs($0) > tolerance }) else { return }
            let direction = descentDirection()
            let slope = dot(direction, gradient)
            guard slope < 0 else { return }
            var length = steps.isEmpty ? 1 / max(1, dot(gradient, gradient).squareRoot()) : 1.0
            var next = point
            var nextValue = value
            var isBetter = false
            for _ in 0..<30 where !isBetter {
                for index in point.indices {
                    next[index] = point[index] + length * direction[index]
                }
                nextValue = function(next, &nextGradient)
                isBetter = nextValue <= value + 1e-4 * length * slope
                if !isBetter { length /= 2 }
            }
            guard isBetter else { return }
            remember(from: point, to: next)
            point = next
            value = nextValue
            swap(&gradient, &nextGradient)
        }
    }

    /// The two-loop recursion: the inverse Hessian's estimate times the downhill gradient.
    private func descentDirection() -> [Double] {
        var direction = gradient.map { -$0 }
        var scales = [Double](repeating: 0, count: steps.count)
        for index in steps.indices.reversed() {
            let factor = dot(steps[index], direction) / dot(steps[index], changes[index])
            scales[index] = factor
            for i in direction.indices { direction[i] -= factor * changes[index][i] }
        }
        if let step = steps.last, let change = changes.last {
            let scale = dot(step, change) / dot(change, change)
            for i in direction.indices { direction[i] *= scale }
        }
        for index in steps.indices {
            let factor = dot(changes[index], direction) / dot(steps[index], changes[index])
            let weight = scales[index] - factor
            for i in direction.indices { direction[i] += weight * steps[index][i] }
        }
        return direction
    }

    private mutating func remember(from point: [Double], to next: [Double]) {
        var step = next
        for index in step.indices { step[index] -= point[index] }
        var change = nextGradient
        for index in change.indices { change[index] -= gradient[index] }
        guard dot(step, change) > 1e-12 else { return }
        steps.append(step)
        changes.append(change)
        if steps.count > memory {
            steps.removeFirst()
            changes.removeFirst()
        }
    }

    private func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }
}

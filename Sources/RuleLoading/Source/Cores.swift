import Dispatch
import Synchronization

/// Work that is shared among all cores and comes back in order.
enum Cores {
    /// What a function gives for each number from 0 to a count.
    ///
    /// - Parameters:
    ///   - count: How many numbers.
    ///   - isAlone: Whether it is all done by the thread that asks, with its priority.
    ///   - transform: The function.
    /// - Returns: The values in the order of the numbers.
    static func map<Value: Sendable>(
        _ count: Int,
        alone isAlone: Bool,
        _ transform: @Sendable (Int) -> Value
    ) -> [Value] {
        if isAlone { return (0..<count).map(transform) }
        let results = Mutex([Value?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let value = transform(number)
            results.withLock { $0[number] = value }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}

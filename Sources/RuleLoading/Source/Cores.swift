import Dispatch
import Synchronization

/// Work that is shared among all cores and comes back in order.
enum Cores {
    /// What a function gives for each number from 0 to a count.
    static func map<Value: Sendable>(
        _ count: Int,
        _ transform: @Sendable (Int) -> Value
    ) -> [Value] {
        let results = Mutex([Value?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let value = transform(number)
            results.withLock { $0[number] = value }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}

/// Work that is shared among all cores and comes back in order.
enum Parallel {
    /// What a function gives for each item, in the order of the items.
    static func map<Item: Sendable, Value: Sendable>(
        _ items: [Item],
        _ transform: @escaping @Sendable (Item) -> Value
    ) async -> [Value] {
        // Few at a time, so that no core is left alone with the rest.
        let share = max(1, min(8, items.count / 16))
        let starts = Array(stride(from: 0, to: items.count, by: share))
        return await withTaskGroup(of: (Int, [Value]).self) { group in
            for (place, start) in starts.enumerated() {
                let part = items[start..<min(start + share, items.count)]
                group.addTask { (place, part.map(transform)) }
            }
            var results = [[Value]](repeating: [], count: starts.count)
            for await (place, values) in group { results[place] = values }
            return results.flatMap(\.self)
        }
    }
}

/// Keeps the best of many items without sorting them all.
struct TopSelection<Item> {
    private let limit: Int
    private let precedes: (Item, Item) -> Bool
    /// The best items so far, best first.
    private(set) var items: [Item] = []

    /// Prepares to keep a number of items under a total order.
    init(limit: Int, by precedes: @escaping (Item, Item) -> Bool) {
        self.limit = limit
        self.precedes = precedes
    }

    /// Offers an item.
    mutating func offer(_ item: Item) {
        if items.count == limit {
            guard let last = items.last, precedes(item, last) else { return }
            items.removeLast()
        }
        var index = items.count
        while index > 0, precedes(item, items[index - 1]) { index -= 1 }
        items.insert(item, at: index)
    }
}

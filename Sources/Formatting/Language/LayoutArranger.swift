/// Brings keys into the order of the rule language and looks up what it says of each value.
struct LayoutArranger {
    /// Whether keys may move.
    ///
    /// In a file with anchors they may not, since an alias must stand behind its anchor.
    let movesKeys: Bool

    /// Arranges a whole file.
    static func arrange(_ root: inout LayoutNode) {
        LayoutArranger(movesKeys: !root.holdsAnchors).arrangeFile(&root)
    }

    /// Puts `schema` first, while comments at the head of the file stay there and no other gets
    /// there: what stands at the head is about the whole file.
    private func arrangeFile(_ root: inout LayoutNode) {
        arrange(&root, as: .file)
        guard movesKeys, let index = root.items.firstIndex(where: { $0.key?.text == "schema" }),
            index > 0
        else { return }
        var schema = root.items.remove(at: index)
        if index < root.items.count {
            root.items[index].before = schema.before + root.items[index].before
        } else {
            root.ending = schema.before + root.ending
        }
        schema.before = root.items[0].before
        schema.isBelowBlank = root.items[0].isBelowBlank
        root.items[0].before = []
        root.items.insert(schema, at: 0)
    }

    private func arrange(_ node: inout LayoutNode, as expected: LanguageShape?) {
        let shape = expected?.resolved(for: node)
        node.shape = shape
        for index in node.items.indices {
            let name = node.items[index].key?.text
            // What stands above the first line of an element stands above the element.
            if name == nil { Self.lift(&node.items[index]) }
            let inner = name.flatMap { shape?.field($0)?.shape } ?? shape?.element
            arrange(&node.items[index].value, as: inner)
            if name == nil { Self.lift(&node.items[index]) }
        }
        if let shape, shape.ordersKeys, movesKeys { sort(&node.items, by: shape) }
    }

    /// Known keys first, in the order of the table; the others behind them as they were.
    private func sort(_ items: inout [LayoutItem], by shape: LanguageShape) {
        func rank(_ item: LayoutItem) -> Int {
            item.key.flatMap { shape.field($0.text)?.rank } ?? Int.max
        }
        let ranks = items.map(rank)
        guard zip(ranks, ranks.dropFirst()).contains(where: { $0 > $1 }) else { return }
        let order = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
        items = order.map { items[$0] }
    }

    /// Moves the comments above the first entry of a list or mapping above the element it is.
    private static func lift(_ item: inout LayoutItem) {
        guard !item.value.items.isEmpty else { return }
        if item.value.items[0].key == nil { lift(&item.value.items[0]) }
        item.before += item.value.items[0].before.map(\.moved)
        item.value.items[0].before = []
    }
}

extension LayoutNode {
    /// Whether it or anything in it has an anchor.
    var holdsAnchors: Bool {
        anchor != nil
            || items.contains { $0.key?.keyAnchor != nil || $0.value.holdsAnchors }
    }
}

import Diagnostics
import YAMLTree

/// Leaves out of the examples what is about categories that a layer took away.
///
/// Examples have no ids, so no layer could do it by itself: without this a category that was once
/// learned could never be removed.
struct ExamplePruning {
    private let gone: Set<String>
    /// How many texts were left out.
    private(set) var count = 0

    /// Prepares to leave out what is about categories.
    init(without gone: Set<String>) { self.gone = gone }

    /// The file without the groups of these categories, and with the other texts about them
    /// labelled for the rest.
    mutating func pruned(_ root: YAMLNode) -> YAMLNode {
        var entries = root.entries
        guard let index = entries.firstIndex(where: { $0.key.text == "examples" }) else {
            return root
        }
        let list = entries[index].value
        var isChanged = false
        var groups: [YAMLNode] = []
        for group in list.elements {
            if let sub = group["sub"], gone.contains(sub.text) {
                count += group["texts"]?.elements.count ?? 0
                isChanged = true
                continue
            }
            let kept = relabelled(group)
            isChanged = isChanged || kept != nil
            groups.append(kept ?? group)
        }
        guard isChanged else { return root }
        entries[index].value = list.replacingElements(with: groups)
        return root.replacingEntries(with: entries)
    }

    /// A group in which no text names a category that is gone; `nil` when none did.
    private func relabelled(_ group: YAMLNode) -> YAMLNode? {
        var entries = group.entries
        guard let index = entries.firstIndex(where: { $0.key.text == "texts" }) else { return nil }
        let texts = entries[index].value.elements
        guard texts.contains(where: namesGone) else { return nil }
        entries[index].value = entries[index].value.replacingElements(
            with: texts.map { namesGone($0) ? withoutGone($0) : $0 }
        )
        return group.replacingEntries(with: entries)
    }

    private func namesGone(_ text: YAMLNode) -> Bool {
        ["also", "not"].contains { label in
            text[label]?.elements.contains { gone.contains($0.text) } ?? false
        }
    }

    private func withoutGone(_ text: YAMLNode) -> YAMLNode {
        let entries = text.entries.map { entry in
            guard entry.key.text == "also" || entry.key.text == "not" else { return entry }
            var kept = entry
            kept.value = entry.value.replacingElements(
                with: entry.value.elements.filter { !gone.contains($0.text) }
            )
            return kept
        }
        return text.replacingEntries(with: entries)
    }
}

extension LayerMerger {
    /// The files without the examples of categories that no layer has any more.
    func withoutLostExamples(_ roots: [YAMLNode]) -> [YAMLNode] {
        let gone = losses.names(of: "categories")
            .subtracting(
                slots.filter { $0.key.section == "categories" }.flatMap { key, slot in
                    [key.id] + (slot.node["subs"]?.elements.compactMap { $0["id"]?.text } ?? [])
                }
            )
        guard let name = gone.min(), let loss = losses[name] else { return roots }
        var pruning = ExamplePruning(without: gone)
        let pruned = roots.map { pruning.pruned($0) }
        if pruning.count > 0 {
            let count = pruning.count == 1 ? "1 example" : "\(pruning.count) examples"
            context.report(
                Diagnostic(
                    .examplesLeftOut,
                    "\(count) of \(gone.sorted().joined(separator: ", ")) left out",
                    at: loss.place,
                    severity: .note,
                    suggestion: "run banso learn, naming all layers, to learn without them"
                )
            )
        }
        return pruned
    }
}

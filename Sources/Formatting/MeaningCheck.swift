import Diagnostics
import YAMLTree

/// Holds two readings of a file against each other.
enum MeaningCheck {
    /// Where the first of two values says something that the second does not; `nil` when both say
    /// the same, be the keys of their mappings in another order.
    static func difference(_ first: YAMLNode, _ second: YAMLNode) -> SourcePosition? {
        guard first.kind == second.kind else { return first.position }
        switch first.kind {
        case .null: return nil
        case .boolean, .integer, .number, .text:
            return first.text == second.text ? nil : first.position
        case .sequence:
            let (left, right) = (first.elements, second.elements)
            guard left.count == right.count else { return first.position }
            for (element, other) in zip(left, right) {
                if let place = difference(element, other) { return place }
            }
            return nil
        case .mapping: return mappingDifference(first, second)
        }
    }

    private static func mappingDifference(
        _ first: YAMLNode,
        _ second: YAMLNode
    ) -> SourcePosition? {
        let (left, right) = (first.entries, second.entries)
        guard left.count == right.count else { return first.position }
        // Made only when keys have moved; the keys of a mapping are different from each other.
        var byKey: [String: YAMLNode]?
        for (entry, other) in zip(left, right) {
            let key = entry.key.text
            var value: YAMLNode? = other.value
            if byKey != nil || key != other.key.text {
                let known =
                    byKey
                    ?? Dictionary(right.map { ($0.key.text, $0.value) }) { first, _ in first }
                byKey = known
                value = known[key]
            }
            guard let value else { return entry.key.position }
            if let place = difference(entry.value, value) { return place }
        }
        return nil
    }
}

import Diagnostics
import YAMLTree

/// Names that layers take out of the book.
struct Losses {
    /// What took a name.
    struct Loss: Hashable {
        /// The section of the entry.
        var section: String
        /// What one entry of the section is called, such as `policy`.
        var noun: String
        /// The entry that was removed or overridden.
        var id: String
        var isRemoval: Bool
        /// Where that was done.
        var place: SourcePlace
    }

    private var losses: [String: Loss] = [:]

    /// Notes every text that an entry held and that what stands in its place does not hold.
    ///
    /// Which of the texts are names shows only when somebody uses one that nobody defines.
    mutating func note(
        from old: YAMLNode,
        to new: YAMLNode?,
        of id: String,
        _ section: LayeredSection,
        at place: SourcePlace
    ) {
        let loss = Loss(
            section: section.name,
            noun: section.noun,
            id: id,
            isRemoval: new == nil,
            place: place
        )
        let (kept, lost) = (new.map(Names.init) ?? Names(), Names(old))
        for name in lost.ids.subtracting(kept.ids) { losses[name] = loss }
        // A list may only use a name: whoever took its entry is to blame before the list.
        for name in lost.listed.subtracting(kept.listed) where losses[name] == nil {
            losses[name] = loss
        }
    }

    /// What took a name; `nil` when nothing did.
    subscript(name: String) -> Loss? { losses[name] }

    /// The names that entries of a section took with them.
    func names(of section: String) -> Set<String> {
        Set(losses.filter { $0.value.section == section }.keys)
    }

    /// What an entry may define.
    private struct Names {
        /// The values of `id`, its own and those of what it contains.
        var ids: Set<String> = []
        /// The texts of its lists, such as the municipalities of a place.
        var listed: Set<String> = []

        init() {}

        init(_ node: YAMLNode) { add(node) }

        private mutating func add(_ node: YAMLNode) {
            for entry in node.entries {
                if entry.key.text == "id" { ids.insert(entry.value.text) }
                add(entry.value)
            }
            for element in node.elements {
                if element.kind == .text { listed.insert(element.text) }
                add(element)
            }
        }
    }
}

extension Losses {
    /// A name that was taken and is used all the same.
    struct Use: Hashable {
        var loss: Loss
        var name: String

        /// The most places that one report names.
        private static let namedPlaces = 10

        /// The fault, at the one who took the name.
        func diagnostic(places: [SourcePlace]) -> Diagnostic {
            let uses =
                places.count == 1 ? "1 place still uses" : "\(places.count) places still use"
            let rest = places.count - Self.namedPlaces
            return Diagnostic(
                .stillUsed,
                message(uses),
                at: loss.place,
                suggestion: "override or remove what uses it as well, or keep it",
                notes: places.prefix(Self.namedPlaces).enumerated().map { index, place in
                    let isLast = index == Self.namedPlaces - 1 && rest > 0
                    return Diagnostic.Note(
                        message: isLast ? "used here, and in \(rest) more places" : "used here",
                        place: place
                    )
                }
            )
        }

        private func message(_ uses: String) -> String {
            let subject = "the \(loss.noun) \(Diagnostic.quote(loss.id))"
            if !loss.isRemoval {
                return "this override of \(subject) takes \(Diagnostic.quote(name)) away, "
                    + "which \(uses)"
            }
            if name == loss.id { return "\(subject) is removed, but \(uses) it" }
            return "\(subject) is removed and \(Diagnostic.quote(name)) with it, which \(uses)"
        }
    }
}

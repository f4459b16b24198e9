import Diagnostics
import Knowledge
import YAMLTree

extension LayerMerger {
    /// The entry below that an override or a removal is about; reports it when there is none.
    func target(
        of key: EntryKey,
        at id: YAMLNode,
        _ section: LayeredSection,
        isRemoval: Bool = false
    ) -> Slot? {
        if let slot = slots[key] { return slot }
        // A file that could not be parsed may be the one that has it.
        if context.unreadNames?.contains(key.id) == true { return nil }
        let nearest = NearestName.suggestion(
            for: key.id,
            among: slots.keys.lazy.filter { $0.section == key.section }.map(\.id)
        )
        var diagnostic = Diagnostic(
            .unknownTarget,
            "no layer below has \(withArticle(section.noun)) with the id "
                + Diagnostic.quote(key.id),
            at: id.place,
            suggestion: nearest
        )
        if let removal = tombstones[key] {
            diagnostic.message =
                "the \(section.noun) \(Diagnostic.quote(key.id)) was removed by a layer below"
            diagnostic.notes = [
                Diagnostic.Note(message: "removed here", place: SourcePlace(removal.origin))
            ]
            diagnostic.suggestion = nil
        }
        // What has no near name was most likely there once: the tombstone has outlived it.
        if isRemoval, diagnostic.suggestion == nil {
            diagnostic.code = .staleRemoval
            diagnostic.severity = .warning
            diagnostic.suggestion = "delete this removal"
        }
        context.report(diagnostic)
        return nil
    }

    /// Says that the lowest layer speaks of one below it.
    func reportNothingBelow(_ word: YAMLNode.Entry?) {
        guard let word else { return }
        context.report(
            .nothingBelow,
            "`\(word.key.text)` is for a layer above others; this folder is the lowest",
            at: word.key.place,
            suggestion: "name the folder below before this one"
        )
    }

    /// Says that an entry exists below and that nothing is said about it.
    func reportDuplicate(of below: Slot, at id: YAMLNode, _ section: LayeredSection) {
        context.report(
            .duplicateID,
            "\(withArticle(section.noun)) with the id \(Diagnostic.quote(id.text)) "
                + "exists already in a layer below",
            at: id.place,
            suggestion: "add `override: replace` to put this one in its place, or "
                + "`override: {FIELD: replace}` to change single fields",
            notes: [
                Diagnostic.Note(
                    message: "the one below",
                    place: below.node["id"]?.place ?? below.node.place
                )
            ]
        )
    }
}

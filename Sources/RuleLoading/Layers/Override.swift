import Diagnostics
import Knowledge
import YAMLTree

/// What becomes of a field that a layer speaks of.
enum OverrideVerb: String, CaseIterable {
    /// The value given takes the place of the one below.
    case replace
    /// The value given is added to the one below.
    case append
    /// The field is taken away.
    case remove
}

/// What an entry of a layer does to the entry of the same id below.
enum Override {
    /// It stands in its place.
    case whole
    /// It changes fields, named by their paths.
    case fields([Field])

    /// A field and what becomes of it.
    struct Field {
        /// The field; levels are joined by dots: `then.partners`.
        var path: String
        var verb: OverrideVerb
        /// Where the path is written.
        var place: SourcePlace
    }

    /// Reads the value of `override`, or reports what is wrong with it.
    init?(_ node: YAMLNode, _ context: LoadingContext) {
        switch node.kind {
        case .text where node.text == "replace": self = .whole
        case .mapping:
            let fields = node.entries.compactMap { Self.field($0, context) }
            guard fields.count == node.entries.count else { return nil }
            guard !fields.isEmpty else {
                context.report(.emptyList, "the override names no field", at: node.place)
                return nil
            }
            self = .fields(fields)
        default:
            context.mismatch(node, expected: "`replace`, or a mapping from fields to what they do")
            return nil
        }
    }

    private static func field(_ entry: YAMLNode.Entry, _ context: LoadingContext) -> Field? {
        let verbs = OverrideVerb.allCases.map(\.rawValue)
        let word = entry.value.text
        guard let verb = OverrideVerb(rawValue: word), entry.value.kind == .text else {
            context.report(
                .unknownValue,
                "\(Diagnostic.quote(word)) is not one of \(verbs.joined(separator: ", "))",
                at: entry.value.place,
                suggestion: NearestName.suggestion(for: word, among: verbs)
            )
            return nil
        }
        guard entry.key.text != "id" else {
            context.report(.conflictingKeys, "an override keeps the id", at: entry.key.place)
            return nil
        }
        return Field(path: entry.key.text, verb: verb, place: entry.key.place)
    }
}

/// A tombstone as it is written.
struct Tombstone {
    var reason: Localized
    var place: SourcePlace
}

extension ValueType where Value == Tombstone {
    /// `{id, remove: true, reason: {ja, en}}`.
    static var tombstone: ValueType {
        .record("removal", "An entry of a lower layer that is taken out of the book.") { reader in
            _ = reader.required("id", ValueType<String>.text, "The id of that entry.")
            let remove = reader.required("remove", .boolean, "`true`.")
            let reason = reader.required("reason", .localized, "Why it is taken out.")
            if remove == false {
                reader.report(
                    .unknownValue,
                    "an entry is removed by `remove: true`, and kept by leaving the removal out",
                    atValueOf: "remove"
                )
            }
            guard remove == true, let reason else { return nil }
            return Tombstone(reason: reason, place: reader.place(of: "remove"))
        }
    }
}

import Diagnostics
import Knowledge

extension ValueType where Value == Category {
    /// An entry of `categories`.
    static var categoryEntry: ValueType {
        .record("category", "An issue category of the top level.") { reader in
            let id: Identifier<Category>? = reader.required(
                "id",
                .identity(.category),
                "The id, without a dot."
            )
            let title = reader.required("title", .localized, "Its name for officers.")
            let label = reader.required("label", .localized, "The words an owner would use.")
            let subs = reader.optional(
                "subs",
                .list(.subcategoryEntry),
                default: [],
                "The second level."
            )
            guard let id else { return nil }
            checkIDs(of: id, subs, reader)
            guard let title, let label else { return nil }
            return Category(id: id, title: title, label: label, subs: subs, origin: reader.origin)
        }
    }

    private static func checkIDs(
        of id: Identifier<Category>,
        _ subs: [Subcategory],
        _ reader: RecordReader
    ) {
        if id.text.contains(".") {
            reader.report(.badID, "the id of a category has no dot", atValueOf: "id")
        }
        for sub in subs where !sub.id.text.hasPrefix(id.text + ".") {
            reader.context.report(
                .badID,
                "the id \(Diagnostic.quote(sub.id.text)) does not begin with `\(id.text).`",
                at: SourcePlace(sub.origin)
            )
        }
    }
}

extension ValueType where Value == Subcategory {
    /// An entry of a category's `subs`.
    static var subcategoryEntry: ValueType {
        .record("sub-category", "An issue category of the second level.") { reader in
            let id: Identifier<Subcategory>? = reader.required(
                "id",
                .identity(.subcategory),
                "The id: the category's, a dot and a word."
            )
            let title = reader.required("title", .localized, "Its name for officers.")
            let label = reader.required("label", .localized, "The words an owner would use.")
            guard let id, let title, let label else { return nil }
            return Subcategory(
                id: CategoryReference(id.text),
                title: title,
                label: label,
                origin: reader.origin
            )
        }
    }
}

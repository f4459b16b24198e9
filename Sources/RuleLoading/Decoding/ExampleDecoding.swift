import Diagnostics
import Knowledge
import YAMLTree

/// One text of an entry of `examples`, before its topic is known.
private struct ExampleText {
    var text: String
    var also: [CategoryReference] = []
    var negated: [Identifier<Category>] = []
    var language: Language
    var origin: Origin

    /// Tells Japanese by a kana, a kanji or a full-width character: all begin with 0xE3 or more.
    static func language(of text: String) -> Language {
        text.utf8.contains { $0 >= 0xE3 } ? .ja : .en
    }
}

extension ValueType where Value == [Example] {
    /// An entry of `examples`: texts that are about the same issue.
    static var examplesEntry: ValueType {
        .record("group of examples", "Consultation texts about one issue.") { reader in
            let sub = reader.required(
                "sub",
                .exampleTopic,
                "The sub-category they are about, or `none` for texts outside the scope."
            )
            let texts = reader.required(
                "texts",
                .list(.exampleText, isNonEmpty: true),
                "The texts, as owners would say them."
            )
            guard let sub, let texts else { return nil }
            return texts.map {
                Example(
                    text: $0.text,
                    sub: sub,
                    also: $0.also,
                    negated: $0.negated,
                    language: $0.language,
                    origin: $0.origin
                )
            }
        }
    }
}

extension ValueType where Value == CategoryReference? {
    /// A sub-category, or `none`.
    fileprivate static var exampleTopic: ValueType {
        let sub = ValueType<CategoryReference>.subcategory
        return ValueType(.either([sub.shape, .choice(["none"])])) { node, context in
            if node.kind == .text, node.text == "none" { return .some(nil) }
            return sub.read(node, context)
        }
    }
}

extension ValueType where Value == ExampleText {
    /// A text, or a text with what else it is about.
    fileprivate static var exampleText: ValueType {
        let plain = ValueType<String>.text
        let alone = ValueType(plain.shape) { node, context in
            plain.read(node, context).map {
                ExampleText(
                    text: $0,
                    language: ExampleText.language(of: $0),
                    origin: Origin(node.place)
                )
            }
        }
        return .mapping(labelled, or: alone)
    }

    private static var labelled: ValueType {
        .record("example", "A text with what else it is about.") { reader in
            let text = reader.required("text", .text, "The text.")
            let also = reader.optional(
                "also",
                .list(.category),
                default: [],
                "Further categories it is really about."
            )
            let negated = reader.optional(
                "not",
                .list(.topCategory),
                default: [],
                "Categories it rules out."
            )
            let language = reader.optional(
                "lang",
                .choice(of: Language.self),
                "The language; told from the text when absent."
            )
            guard let text else { return nil }
            return ExampleText(
                text: text,
                also: also,
                negated: negated,
                language: language ?? ExampleText.language(of: text),
                origin: reader.origin
            )
        }
    }
}

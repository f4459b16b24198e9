import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == Concept {
    /// An entry of `concepts`.
    static var conceptEntry: ValueType {
        .record("concept", "Something people say, whatever words they say it in.") { reader in
            let id: Identifier<Concept>? = reader.required(
                "id",
                .identity(.concept),
                "The id that rules name."
            )
            let title = reader.required("title", .localized, "Its name for people.")
            let kind = reader.required(
                "kind",
                .choice(of: Concept.Kind.self),
                "Its part in a sentence."
            )
            let says = reader.required(
                "says",
                .list(.expression, isNonEmpty: true),
                "What people say for it."
            )
            let categories = reader.optional(
                "category",
                .weights(NumberRange.logOdds),
                default: [],
                "Evidence it alone gives to categories when said as a need."
            )
            let about = reader.optional(
                "about",
                .list(.category),
                default: [],
                "Issues that are ruled out where the owner rules it out."
            )
            let exceptions = reader.optional(
                "except",
                .list(.text),
                default: [],
                "Longer texts in which an expression is not meant."
            )
            let unless = reader.optional(
                "unless",
                .list(.concept),
                default: [],
                "Concepts of the same sentence that rob it of its meaning."
            )
            let onlyWith = reader.optional(
                "only_with",
                .list(.concept),
                default: [],
                "Concepts one of which the text must say for it to count."
            )
            let industries = reader.optional(
                "industry",
                .list(.industryCode),
                default: [],
                "Industries in which it has this sense."
            )
            guard let id, let title, let kind, let says else { return nil }
            return Concept(
                id: id,
                title: title,
                kind: kind,
                expressions: says,
                categories: categories,
                about: about,
                exceptions: exceptions,
                unless: unless,
                onlyWith: onlyWith,
                industries: industries,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == Expression {
    /// A text matched as it is, or one that is inflected.
    fileprivate static var expression: ValueType {
        let plain = ValueType<String>.text
        let fixed = ValueType(plain.shape) { node, context in
            plain.read(node, context).map {
                Expression(
                    text: $0,
                    inflection: .fixed,
                    form: .affirmed,
                    verbClass: nil,
                    origin: Origin(node.place)
                )
            }
        }
        return .mapping(inflected, or: fixed)
    }

    private static var inflected: ValueType {
        .record("expression", "A phrase in dictionary form that is inflected.") { reader in
            var written: [(inflection: Expression.Inflection, text: String?)] = []
            written.append((.verb, reader.optional("verb", .text, "A Japanese verb phrase.")))
            written.append(
                (.adjective, reader.optional("adjective", .text, "A Japanese adjective."))
            )
            written.append((.english, reader.optional("english", .text, "An English verb phrase.")))
            written.append((.noun, reader.optional("noun", .text, "An English noun.")))
            let verbClass = reader.optional(
                "class",
                .choice(of: Expression.VerbClass.self),
                "The class of the verb; told from its ending when absent."
            )
            let form = reader.optional(
                "form",
                .choice(of: Expression.Form.self),
                default: .affirmed,
                "The polarity that counts."
            )
            reader.declare(.exactly(1, of: ["verb", "adjective", "english", "noun"]))
            reader.declare(.only("class", with: "verb"))
            reader.declare(.never("form", with: "noun"))
            checkKeys(reader)
            guard let (inflection, text) = written.first(where: { $0.text != nil }), let text
            else { return nil }
            return Expression(
                text: text,
                inflection: inflection,
                form: form,
                verbClass: verbClass,
                origin: reader.origin
            )
        }
    }

    private static func checkKeys(_ reader: RecordReader) {
        let given = reader.present(among: ["verb", "adjective", "english", "noun"])
        switch given.count {
        case 0:
            reader.report(
                .missingKey,
                "an expression needs `verb`, `adjective`, `english` or `noun`"
            )
        case 1: break
        default:
            reader.report(
                .conflictingKeys,
                "an expression has one of `verb`, `adjective`, `english` and `noun`",
                atValueOf: given[1]
            )
        }
        if !reader.present(among: ["class"]).isEmpty, given != ["verb"] {
            reader.report(.conflictingKeys, "only a `verb` has a class", atValueOf: "class")
        }
        if !reader.present(among: ["form"]).isEmpty, given == ["noun"] {
            reader.report(.conflictingKeys, "a `noun` has no form", atValueOf: "form")
        }
    }
}

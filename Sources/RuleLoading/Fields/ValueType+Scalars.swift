import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == String {
    /// A text that is not empty.
    static var text: ValueType {
        ValueType(.text) { node, context in
            guard node.kind == .text else {
                let isScalar = node.kind != .null && node.kind != .mapping && node.kind != .sequence
                context.mismatch(
                    node,
                    expected: "a text",
                    suggestion: isScalar ? "put it in quotes" : nil
                )
                return nil
            }
            let text = node.text
            guard text.utf8.contains(where: { $0 > 0x20 }) else {
                context.report(.emptyText, "the text is empty", at: node.place)
                return nil
            }
            return text
        }
    }

    /// The name of a place or member that the book lists elsewhere.
    static func name(of kind: ReferenceKind) -> ValueType {
        ValueType(.reference(kind)) { node, context in
            guard let name = ValueType.text.read(node, context) else { return nil }
            context.refer(to: name, kind, at: node.place)
            return name
        }
    }

    /// A name that the entry gets; several entries may get the same one.
    static func mention(in namespace: Namespace) -> ValueType {
        ValueType(.identifier(NameShape(namespace: namespace, isUnique: false))) { node, context in
            guard let name = ValueType.text.read(node, context) else { return nil }
            context.mention(name, in: namespace, at: node.place)
            return name
        }
    }

    /// A text that is the only one of its namespace, without the form of an id.
    static func uniqueName(in namespace: Namespace) -> ValueType {
        ValueType(.identifier(NameShape(namespace: namespace, isUnique: true))) { node, context in
            guard let name = ValueType.text.read(node, context) else { return nil }
            context.define(name, in: namespace, at: node.place)
            return name
        }
    }
}

extension ValueType where Value == Bool {
    /// `true` or `false`.
    static var boolean: ValueType {
        ValueType(.boolean) { node, context in
            if let value = node.boolean { return value }
            let word = node.kind == .text ? node.text.lowercased() : ""
            let isMeant = ["yes", "on", "true", "y", "はい"].contains(word)
            let isDenied = ["no", "off", "false", "n", "いいえ"].contains(word)
            context.mismatch(
                node,
                expected: "true or false",
                suggestion: isMeant || isDenied ? "did you mean `\(isMeant)`?" : nil
            )
            return nil
        }
    }
}

extension ValueType where Value == Int {
    /// A whole number within a range.
    static func integer(_ range: ClosedRange<Int>) -> ValueType {
        ValueType(.integer(range)) { node, context in
            guard node.kind == .integer else {
                context.mismatch(
                    node,
                    expected: "a whole number",
                    suggestion: node.kind == .text ? Guess.number(in: node.text) : nil
                )
                return nil
            }
            guard let value = node.integer, range.contains(value) else {
                let number = Diagnostic.quote(node.text)
                context.report(
                    .outOfRange,
                    "\(number) is not within \(range.lowerBound)…\(range.upperBound)",
                    at: node.place
                )
                return nil
            }
            return value
        }
    }
}

extension ValueType where Value == Double {
    /// A number within a range.
    static func number(_ range: ClosedRange<Double>) -> ValueType {
        ValueType(.number(range)) { node, context in
            guard node.kind == .integer || node.kind == .number else {
                context.mismatch(node, expected: "a number")
                return nil
            }
            guard let value = node.number, range.contains(value) else {
                let (low, high) = (written(range.lowerBound), written(range.upperBound))
                context.report(
                    .outOfRange,
                    "\(Diagnostic.quote(node.text)) is not within \(low)…\(high)",
                    at: node.place
                )
                return nil
            }
            return value
        }
    }

    private static func written(_ bound: Double) -> String {
        Int(exactly: bound).map { String($0) } ?? String(bound)
    }
}

extension ValueType where Value == CalendarDate {
    /// A day of the calendar.
    static var date: ValueType {
        ValueType(.date) { node, context in
            guard node.kind == .text, let date = CalendarDate(iso: node.text) else {
                context.report(
                    .badDate,
                    node.kind == .text || node.kind == .integer
                        ? "\(Diagnostic.quote(node.text)) is not a day written YYYY-MM-DD"
                        : "expected a day written YYYY-MM-DD, found \(node.kind.noun)",
                    at: node.place,
                    suggestion: node.kind == .text ? Guess.day(in: node.text) : nil
                )
                return nil
            }
            return date
        }
    }
}

extension ValueType where Value == Localized {
    /// `{ja: …, en: …}`, both there.
    static var localized: ValueType {
        ValueType(.localized) { node, context in
            guard node.kind == .mapping else {
                context.mismatch(node, expected: "a text in both languages, {ja: …, en: …}")
                return nil
            }
            var texts: [String: String] = [:]
            for entry in node.entries {
                let language = entry.key.text
                guard language == "ja" || language == "en" else {
                    context.report(
                        .unknownKey,
                        "a text has no language \(Diagnostic.quote(language))",
                        at: entry.key.place,
                        suggestion: entry.value.kind == .null
                            ? "a comma ends a text in braces; put the whole text in quotes"
                            : "the languages are `ja` and `en`"
                    )
                    continue
                }
                texts[language] = ValueType<String>.text.read(entry.value, context) ?? ""
            }
            for (language, name) in [("ja", "Japanese"), ("en", "English")]
            where texts[language] == nil {
                context.report(
                    .missingLanguage,
                    "the text lacks its \(name) wording, `\(language)`",
                    at: node.place
                )
            }
            guard let ja = texts["ja"], let en = texts["en"] else { return nil }
            return Localized(ja: ja, en: en)
        }
    }
}

extension ValueType
where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of the values of an enumeration.
    static func choice(of type: Value.Type) -> ValueType {
        ValueType(.choice(Value.allCases.map(\.rawValue))) { node, context in
            guard node.kind == .text else {
                context.mismatch(node, expected: "one of \(list)")
                return nil
            }
            let text = node.text
            guard let value = Value(rawValue: text) else {
                context.report(
                    .unknownValue,
                    "\(Diagnostic.quote(text)) is not one of \(list)",
                    at: node.place,
                    suggestion: NearestName.suggestion(
                        for: text,
                        among: Value.allCases.map(\.rawValue)
                    )
                )
                return nil
            }
            return value
        }
    }

    private static var list: String {
        Value.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension ValueType where Value == IndustryCode {
    /// A code of the industry classification or the beginning of one, completed from the table.
    static var industryCode: ValueType {
        ValueType(.industryCode) { node, context in
            guard node.kind == .text || node.kind == .integer else {
                context.mismatch(node, expected: "an industry code such as E24")
                return nil
            }
            let text = node.text
            let industries = context.book.industries
            if let code = IndustryCode(reading: text, industries: industries) { return code }
            // A file that could not be parsed may be the one that lists the industries.
            if context.unreadNames == nil {
                context.report(
                    .unknownIndustry,
                    "\(Diagnostic.quote(text)) is no code of the industries",
                    at: node.place,
                    suggestion: industries.isEmpty
                        ? "write the division letter: the book lists no industries"
                        : Guess.industry(named: text, in: industries)
                )
            }
            return nil
        }
    }
}

/// Names one entity of a rule book; ids of different kinds of entity cannot be mixed up.
///
/// The text is the id as written in the file: lower-case words joined by `-`, levels by `.`.
package struct Identifier<Entity>: Hashable, Sendable, Comparable {
    /// The id as written.
    package let text: String

    /// Wraps an id that was written in a rule file or a query.
    package init(_ text: String) { self.text = text }

    /// Orders ids by their text, so that ties between results never depend on file order.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Identifier {
    /// Whether it is words of `a…z` and `0…9` joined by single separators.
    package func isWellFormed(allowsUnderscore: Bool = false) -> Bool {
        var isAfterWord = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                isAfterWord = true
            case UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_") where allowsUnderscore:
                guard isAfterWord else { return false }
                isAfterWord = false
            default: return false
            }
        }
        return isAfterWord
    }
}

/// The place in the rule book that a value was read from.
package struct Origin: Hashable, Sendable {
    /// The file, relative to the rule folder, with `/` between levels.
    package var file: String
    /// The line, from 1.
    package var line: Int
    /// The column in Unicode scalars, from 1.
    package var column: Int

    /// Notes a place.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// A text in both languages of the book.
package struct Localized: Hashable, Sendable {
    /// The Japanese text.
    package var ja: String
    /// The English text.
    package var en: String

    /// Pairs the two texts.
    package init(ja: String, en: String) {
        self.ja = ja
        self.en = en
    }

    /// The text in one language.
    package subscript(language: Language) -> String {
        switch language {
        case .ja: ja
        case .en: en
        }
    }
}

/// The language an answer is written in.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case ja, en
}

/// Where a fact comes from and how far it may be trusted.
package struct Source: Hashable, Sendable {
    /// How the fact was learned.
    package enum Confidence: String, Sendable, CaseIterable {
        /// Read in the source named.
        case seen
        /// Known in general and not checked: always shown as unverified.
        case generalKnowledge = "general-knowledge"
    }

    /// The page or document.
    package var url: String
    /// The day the source was read or, where only that is known, the source's own date.
    package var checked: CalendarDate
    /// Whether the fact was read there.
    package var confidence: Confidence

    /// Describes a source.
    package init(url: String, checked: CalendarDate, confidence: Confidence) {
        self.url = url
        self.checked = checked
        self.confidence = confidence
    }
}

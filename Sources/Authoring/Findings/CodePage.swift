package import Diagnostics
package import Knowledge

/// What a code means, why it matters and how to mend it, in both languages.
package struct CodePage: Hashable, Sendable {
    /// The code.
    package var code: String
    /// How much it usually matters.
    package var severity: Severity
    /// What it means, in one sentence.
    package var what: Localized
    /// Why it matters.
    package var why: Localized
    /// How to mend it.
    package var mend: Localized

    /// The page in the form in which it is shown.
    package func text(in language: Language) -> String {
        let isEnglish = language == .en
        let heads = isEnglish ? ["What", "Why", "Mend"] : ["意味", "理由", "直し方"]
        let width = isEnglish ? 6 : 8
        let lines = zip(heads, [what, why, mend]).map { head, text in
            Self.padded(head, to: width) + text[language]
        }
        return "\(code) (\(severity.rawValue))\n\n" + lines.joined(separator: "\n")
            + further(in: language, width) + "\n"
    }

    /// What can be done about it beside mending it by hand.
    private func further(in language: Language, _ width: Int) -> String {
        var text = ""
        func add(_ head: Localized, _ words: Localized) {
            text += "\n" + Self.padded(head[language], to: width) + words[language]
        }
        if Fixer.codes.contains(code) {
            add(
                Localized(ja: "自動", en: "Fix"),
                Localized(
                    ja: "安全な所は banso check --fix が直します。--fix --dry-run で前もって見られます。",
                    en: "banso check --fix mends it where that is safe, --fix --dry-run shows how."
                )
            )
        }
        if severity != .error {
            add(
                Localized(ja: "許す", en: "Allow"),
                Localized(
                    ja: "# banso: allow \(code) because 理由",
                    en: "# banso: allow \(code) because REASON"
                )
            )
        }
        return text
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    /// The pages of all codes, faults first, each stage in the order in which it is reached.
    package static var all: [CodePage] {
        DiagnosticCode.allCases.filter { LintCode(rawValue: $0.rawValue) == nil }.map { code in
            let advice = code.advice
            return CodePage(
                code: code.rawValue,
                severity: code.usualSeverity,
                what: code.what,
                why: advice.why,
                mend: advice.mend
            )
        }
            + LintCode.allCases.map { code in
                let advice = code.advice
                return CodePage(
                    code: code.rawValue,
                    severity: code.severity,
                    what: advice.what,
                    why: advice.why,
                    mend: advice.mend
                )
            }
    }

    /// The page of a code, or `nil` when there is no such code.
    package static func page(of code: String) -> CodePage? { all.first { $0.code == code } }

    /// The code that was probably meant, in words.
    package static func suggestion(for code: String) -> String? {
        NearestName.suggestion(for: code, among: all.map(\.code))
    }
}

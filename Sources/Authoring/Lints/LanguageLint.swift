import Diagnostics
import Knowledge

/// Finds texts that stand under the wrong language: Japanese under `en`, no Japanese under `ja`.
///
/// That one of the two is missing altogether is a fault of the loader.
struct LanguageLint {
    /// A text with the entry it belongs to.
    private struct Item {
        var owner: String
        var part: String
        var text: Localized
        var origin: Origin
    }

    private var items: [Item] = []

    init(_ book: Book) {
        addIssues(of: book)
        addRules(of: book)
        addPartners(of: book)
        addPolicies(of: book)
        addStyles(of: book)
    }

    /// All texts under the wrong language.
    var findings: [Finding] {
        items.compactMap { item in
            // A title can be a name in Latin letters in both languages.
            let matter: (language: String, words: String)
            if item.text.en.isMostlyJapanese {
                matter = ("en", "is in Japanese")
            } else if item.part != "title", item.text.ja.isSentenceWithoutJapanese {
                matter = ("ja", "holds no Japanese")
            } else {
                return nil
            }
            return Finding(
                .untranslatedText,
                "the \(item.part) of \(item.owner) \(matter.words) under \(matter.language)",
                at: item.origin,
                suggestion: "write it in \(matter.language == "en" ? "English" : "Japanese")"
            )
        }
    }

    private mutating func add(
        _ owner: String,
        _ origin: Origin,
        _ texts: KeyValuePairs<String, Localized?>
    ) {
        for (part, text) in texts {
            guard let text else { continue }
            items.append(Item(owner: owner, part: part, text: text, origin: origin))
        }
    }

    private mutating func addIssues(of book: Book) {
        for category in book.categories {
            let owner = "category \(category.id.text)"
            add(owner, category.origin, ["title": category.title, "label": category.label])
            for sub in category.subs {
                let owner = "sub-category \(sub.id.text)"
                add(owner, sub.origin, ["title": sub.title, "label": sub.label])
            }
        }
        for concept in book.concepts {
            add("concept \(concept.id.text)", concept.origin, ["title": concept.title])
        }
        for question in book.questions {
            add("question \(question.id.text)", question.origin, ["text": question.text])
        }
        for outcome in book.outcomes {
            add("outcome \(outcome.id.text)", outcome.origin, ["text": outcome.text])
        }
    }

    private mutating func addRules(of book: Book) {
        for rule in book.rules {
            let owner = "rule \(rule.id.text)"
            add(owner, rule.origin, ["title": rule.title, "because": rule.because])
            addLabels(of: rule.condition, owner)
        }
    }

    private mutating func addLabels(of condition: Condition, _ owner: String) {
        add(owner, condition.origin, ["label": condition.label])
        switch condition.test {
        case .all(let parts), .any(let parts), .none(let parts):
            for part in parts { addLabels(of: part, owner) }
        default: return
        }
    }

    private mutating func addPartners(of book: Book) {
        for network in book.networks {
            let owner = "network \(network.id.text)"
            add(owner, network.origin, ["title": network.title, "role": network.role])
        }
        for partner in book.partners {
            add(
                "partner \(partner.id.text)",
                partner.origin,
                [
                    "title": partner.title, "serves": partner.serves, "role": partner.role,
                    "note": partner.note,
                ]
            )
        }
    }

    private mutating func addPolicies(of book: Book) {
        for policy in book.policies {
            let owner = "policy \(policy.id.text)"
            add(
                owner,
                policy.origin,
                [
                    "title": policy.title, "issuer": policy.issuer, "benefit": policy.benefit,
                    "state note": policy.stateNote, "note": policy.note,
                ]
            )
            for text in policy.requirements { add(owner, policy.origin, ["requirement": text]) }
            for text in policy.exclusions { add(owner, policy.origin, ["exclusion": text]) }
            if let gate = policy.gate { addLabels(of: gate, owner) }
            for window in policy.windows {
                add(owner, window.origin, ["window's label": window.label])
                for gate in window.gates { add(owner, window.origin, ["gate's label": gate.label]) }
            }
        }
        for item in book.combinations {
            add("combination \(item.id.text)", item.origin, ["because": item.because])
        }
    }

    private mutating func addStyles(of book: Book) {
        for axis in book.axes {
            add(
                "axis \(axis.id.text)",
                axis.origin,
                [
                    "left": axis.left, "right": axis.right, "left reason": axis.leftReason,
                    "right reason": axis.rightReason, "reason for both": axis.bothReason,
                ]
            )
        }
        for item in book.framings {
            let owner = "framing \(item.id.text)"
            add(owner, item.origin, ["title": item.title, "because": item.because])
        }
        for item in book.barriers {
            let owner = "barrier \(item.id.text)"
            add(owner, item.origin, ["title": item.title, "because": item.because])
        }
        for model in book.models {
            add(
                "programme \(model.id.text)",
                model.origin,
                ["title": model.title, "because": model.because, "summary": model.summary]
            )
        }
        for step in book.steps {
            add("step \(step.id.text)", step.origin, ["title": step.title, "text": step.text])
        }
        for item in book.cautions {
            add("caution \(item.id.text)", item.origin, ["title": item.title, "text": item.text])
        }
    }
}

extension String {
    /// Whether more of its letters are kana or kanji than not; a name in brackets is no matter.
    fileprivate var isMostlyJapanese: Bool {
        let letters = unicodeScalars.filter(\.properties.isAlphabetic)
        return letters.count { $0.isJapanese } * 2 > letters.count
    }

    /// Whether it is several words and none of them Japanese; a single name may be Latin.
    fileprivate var isSentenceWithoutJapanese: Bool {
        split(separator: " ").count >= 4 && !unicodeScalars.contains { $0.isJapanese }
    }
}

extension Unicode.Scalar {
    fileprivate var isJapanese: Bool {
        switch value {
        case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

/// Inflects English verbs and nouns.
package enum EnglishForms {
    /// The plural and singular of a noun or a noun phrase (`customer` and `customers`).
    package static func noun(_ phrase: String) -> [String] {
        guard let last = phrase.split(separator: " ").last else { return [phrase] }
        let word = String(last)
        let head = String(phrase.dropLast(word.count))
        return [phrase, head + (irregularPlurals[word] ?? withS(word))]
    }

    /// The forms of a verb or of a phrase that begins with one (`hire staff`).
    static func verb(_ phrase: String, polarity: Polarity) -> [String] {
        let words = phrase.split(separator: " ", maxSplits: 1)
        guard let first = words.first else { return [] }
        let verb = String(first)
        let rest = words.count > 1 ? " " + words[1] : ""
        let past = past(verb)
        let affirmative = [verb, withS(verb), past.simple, past.participle, ing(verb)]
        let negative =
            helpers.map { $0 + " " + verb }
            + [
                "no longer \(withS(verb))", "not \(ing(verb))", "isn't \(ing(verb))",
                "aren't \(ing(verb))", "never \(past.simple)",
            ]
            + ["haven't", "hasn't", "hadn't", "have not", "has not", "not", "never", "not been"].map
        { "\($0) \(past.participle)" }
        let forms =
            switch polarity {
            case .affirmative: affirmative
            case .negative: negative
            case .both: affirmative + negative
            }
        return Set(forms.map { $0 + rest }).sorted()
    }

    /// What turns a bare verb into its negative.
    private static let helpers = [
        "don't", "doesn't", "didn't", "do not", "does not", "did not", "can't", "cannot", "can not",
        "couldn't", "could not", "won't",
        "will not", "wouldn't", "would not", "never", "no longer", "not", "unable to", "fail to",
        "fails to", "failed to", "struggle to",
        "struggles to", "hard to", "dont", "cant", "not able to", "can never", "can no longer",
        "can hardly", "barely",
    ]

    /// Verbs whose past does not end in -ed, with past and participle.
    private static let irregular: [String: (String, String)] = [
        "be": ("was", "been"), "become": ("became", "become"), "begin": ("began", "begun"),
        "break": ("broke", "broken"),
        "bring": ("brought", "brought"), "build": ("built", "built"), "buy": ("bought", "bought"),
        "catch": ("caught", "caught"),
        "choose": ("chose", "chosen"), "come": ("came", "come"), "cost": ("cost", "cost"),
        "cut": ("cut", "cut"), "deal": ("dealt", "dealt"),
        "do": ("did", "done"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"),
        "fall": ("fell", "fallen"), "feel": ("felt", "felt"),
        "find": ("found", "found"), "fly": ("flew", "flown"), "forget": ("forgot", "forgotten"),
        "get": ("got", "got"), "give": ("gave", "given"),
        "go": ("went", "gone"), "grow": ("grew", "grown"), "have": ("had", "had"),
        "hear": ("heard", "heard"), "hold": ("held", "held"),
        "keep": ("kept", "kept"), "know": ("knew", "known"), "lead": ("led", "led"),
        "leave": ("left", "left"), "lend": ("lent", "lent"),
        "let": ("let", "let"), "lose": ("lost", "lost"), "make": ("made", "made"),
        "mean": ("meant", "meant"), "meet": ("met", "met"),
        "pay": ("paid", "paid"), "put": ("put", "put"), "quit": ("quit", "quit"),
        "read": ("read", "read"), "rise": ("rose", "risen"),
        "run": ("ran", "run"), "say": ("said", "said"), "see": ("saw", "seen"),
        "sell": ("sold", "sold"), "send": ("sent", "sent"),
        "set": ("set", "set"), "show": ("showed", "shown"), "shut": ("shut", "shut"),
        "sink": ("sank", "sunk"), "speak": ("spoke", "spoken"),
        "spend": ("spent", "spent"), "stand": ("stood", "stood"), "steal": ("stole", "stolen"),
        "stick": ("stuck", "stuck"),
        "take": ("took", "taken"), "teach": ("taught", "taught"), "tell": ("told", "told"),
        "think": ("thought", "thought"),
        "understand": ("understood", "understood"), "win": ("won", "won"),
        "write": ("wrote", "written"), "shrink": ("shrank", "shrunk"),
    ]

    private static let irregularPlurals = [
        "person": "people", "man": "men", "woman": "women", "child": "children", "staff": "staffs",
        "half": "halves", "shelf": "shelves",
        "leaf": "leaves", "life": "lives", "wife": "wives", "foot": "feet",
    ]

    private static func withS(_ word: String) -> String {
        if word == "have" { return "has" }
        if word == "be" { return "is" }
        if ["s", "x", "z", "ch", "sh"].contains(where: { word.hasSuffix($0) }) || word == "go"
            || word == "do"
        {
            return word + "es"
        }
        if endsInConsonantY(word) { return "\(word.dropLast())ies" }
        return word + "s"
    }

    private static func past(_ verb: String) -> (simple: String, participle: String) {
        if let (simple, participle) = irregular[verb] { return (simple, participle) }
        let regular =
            if verb.hasSuffix("e") { verb + "d" } else if endsInConsonantY(verb) {
                "\(verb.dropLast())ied"
            } else { doubled(verb) + "ed" }
        return (regular, regular)
    }

    private static func ing(_ verb: String) -> String {
        if verb.hasSuffix("ie") { return "\(verb.dropLast(2))ying" }
        if verb.hasSuffix("e"), !verb.hasSuffix("ee"), verb != "be" {
            return "\(verb.dropLast())ing"
        }
        return doubled(verb) + "ing"
    }

    private static func endsInConsonantY(_ word: String) -> Bool {
        guard word.hasSuffix("y"), let before = word.dropLast().last else { return false }
        return !"aeiou".contains(before)
    }

    /// Doubles the last letter of short verbs (`stop`, `run`), and of the few longer ones stressed at the end.
    private static func doubled(_ verb: String) -> String {
        let letters = Array(verb)
        guard letters.count >= 3, let last = letters.last, !"aeiouwxy".contains(last) else {
            return verb
        }
        let isClosed =
            "aeiou".contains(letters[letters.count - 2])
            && !"aeiou".contains(letters[letters.count - 3])
        let vowels = letters.count { "aeiou".contains($0) }
        let isStressedLate = [
            "begin", "admit", "refer", "commit", "permit", "occur", "transfer", "forget",
        ].contains(verb)
        return isClosed && (vowels == 1 || isStressedLate) ? verb + String(last) : verb
    }
}

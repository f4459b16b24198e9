import Diagnostics
import WireFormat

/// An answer as an officer reads it: issue, style, partners, policies, questions, cautions.
///
/// It is made from the answer's JSON, so the daemon's answers and those made in-process read the
/// same.
struct AnswerText {
    private let answer: JSONNode
    private let words: Words
    private let width: Int
    private var lines: [String] = []

    /// Prepares to write an answer in a language.
    init(_ answer: JSONNode, isEnglish: Bool, width: Int = 88) {
        self.answer = answer
        self.width = width
        words = isEnglish ? .english : .japanese
    }

    /// The text, with a line feed at its end.
    static func text(_ answer: JSONNode, isEnglish: Bool) -> String {
        var writer = AnswerText(answer, isEnglish: isEnglish)
        writer.writeAll()
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func writeAll() {
        let outcome = answer["outcome"]?.string ?? ""
        let day = answer["as_of"]?.string ?? ""
        lines.append("\(words.outcome[outcome] ?? outcome)（\(day)）".narrowed(words))
        categories()
        approach()
        partners()
        policies()
        questions()
        list("cautions", of: answer["approach"], heading: words.cautions)
        outcomes()
        misses()
        lines.append("")
        lines.append(
            "\(words.ruleset) \(answer["ruleset"]?.string?.prefix(12) ?? "")  "
                + "\(words.decision) \(answer["decision_id"]?.string ?? "")"
        )
    }

    private mutating func categories() {
        let items = elements(answer["categories"])
        guard !items.isEmpty else { return }
        heading(words.issue)
        for (index, item) in items.enumerated() {
            let percent = Int(((item["score"]?.double ?? 0) * 100).rounded())
            // What is hardly probable is for machines: an officer reads the first and the likely.
            guard index == 0 || percent >= 5 else { continue }
            let evidence = elements(item["evidence"]).compactMap { $0["text"]?.string }
            lines.append("  \(padLeft("\(percent)%", 4))  \(item["name"]?.string ?? "")")
            if !evidence.isEmpty {
                paragraph(
                    words.evidence + evidence.map { words.quoted($0) }.joined(),
                    indent: 8
                )
            }
            parts(item)
        }
    }

    private mutating func approach() {
        if let framing = answer["framing"], let name = framing["name"]?.string {
            heading(words.framing)
            lines.append("  \(name)")
            reasons(framing, indent: 4)
        }
        guard let approach = answer["approach"], !approach.isNull else { return }
        heading("\(words.approach)  \(words.model)\(approach["model"]?["name"]?.string ?? "")")
        let axes = elements(approach["axes"])
        let widest = axes.map { DisplayWidth.of($0["left"]?.string ?? "") }.max() ?? 0
        let shared = sharedReasons(axes)
        for axis in axes {
            let value = axis["value"]?.int ?? 0
            let scale = (-2...2).map { $0 == value ? "●" : "・" }.joined()
            let left = axis["left"]?.string ?? ""
            let space = String(repeating: " ", count: widest - DisplayWidth.of(left))
            lines.append("  \(space)\(left) \(scale) \(axis["right"]?.string ?? "")")
            reasons(axis, indent: 6, except: Set(shared.map(\.line)))
        }
        for reason in shared {
            let whole = reason.count == axes.count
            paragraph(reason.line + (whole ? words.allAxes : words.axes(reason.count)), indent: 6)
        }
        let barriers = elements(approach["barriers"]).compactMap { $0["name"]?.string }
        if !barriers.isEmpty {
            lines.append("  \(words.barriers)\(barriers.joined(separator: "・"))")
        }
    }

    private mutating func partners() {
        let items = elements(answer["partners"])
        guard !items.isEmpty else { return }
        heading(words.partners)
        for item in items {
            let mark = item["status"]?.string == "unverified" ? words.unverified : ""
            lines.append("  \(item["order"]?.int ?? 0). \(item["name"]?.string ?? "")\(mark)")
            paragraph(item["role"]?.string ?? "", indent: 5)
            lines.append("     \(item["url"]?.string ?? "")")
            reasons(item, indent: 5)
            parts(item)
        }
    }

    private mutating func policies() {
        let items = elements(answer["policies"])
        guard !items.isEmpty else { return }
        heading(words.policies)
        for item in items {
            let isOpen = item["window"]?["state"]?.string != "unverified"
            let status =
                item["status"]?.string == "match" && !isOpen
                ? words.unverifiedMatch : words.status[item["status"]?.string ?? ""] ?? ""
            lines.append("  \(DisplayWidth.padded(status, to: 10)) \(item["name"]?.string ?? "")")
            paragraph(item["benefit"]?.string ?? "", indent: 13)
            var notes = [window(item["window"])]
            let missing = elements(item["missing"]).compactMap(\.string)
            if !missing.isEmpty {
                notes.append(
                    words.missing
                        + missing.map { words.facts[$0] ?? $0 }.joined(separator: words.comma)
                )
            }
            if let change = item["change"]?.string { notes.append(change) }
            paragraph(notes.joined(separator: words.stop), indent: 13)
            let source = item["source"]
            lines.append(
                String(repeating: " ", count: 13)
                    + "\(source?["url"]?.string ?? "") (\(words.checked)"
                    + "\(source?["checked"]?.string ?? ""))"
            )
            reasons(item, indent: 13)
            parts(item)
        }
    }

    private func window(_ window: JSONNode?) -> String {
        let state = words.window[window?["state"]?.string ?? ""] ?? ""
        if let opens = window?["opens"]?.string { return words.upcoming(state, from: opens) }
        guard let until = window?["until"]?.string else { return state }
        return "\(state) \(until)\(words.until)"
    }

    private mutating func questions() {
        let items = elements(answer["questions"])
        guard !items.isEmpty else { return }
        heading(words.questions)
        for item in items {
            lines.append(
                "  ・\(item["text"]?.string ?? "")  (\(item["key"]?.string ?? ""), "
                    + "\(words.settles)\(item["settles"]?.int ?? 0))"
            )
            let settled = elements(item["settles_items"]).compactMap { $0["name"]?.string }
            if !settled.isEmpty {
                let more = settled.count < item["settles"]?.int ?? 0
                paragraph(words.settled(settled, more: more), indent: 6)
            }
            // The options of facts are whole classifications; banso consult lists them.
            for option in elements(item["options"]) where item["key"]?.equals("issue") == true {
                lines.append(
                    "      \(DisplayWidth.padded(option["value"]?.string ?? "", to: 18))"
                        + "\(option["label"]?.string ?? "")"
                )
            }
        }
    }

    private mutating func outcomes() {
        guard let outcomes = answer["outcomes"] else { return }
        let circles = ["company", "supporter", "society"].filter {
            !elements(outcomes[$0]).isEmpty
        }
        guard !circles.isEmpty else { return }
        heading(words.outcomes)
        for circle in circles {
            lines.append("  \(words.circles[circle] ?? circle)")
            for item in elements(outcomes[circle]) {
                paragraph("・" + (item["text"]?.string ?? ""), indent: 4)
            }
        }
    }

    private mutating func misses() {
        let items = elements(answer["whynot"])
        guard !items.isEmpty else { return }
        heading(words.whynot)
        var groups: [(names: [String], words: String)] = []
        for item in items {
            let name = item["name"]?.string ?? item["id"]?.string ?? ""
            let change =
                item["change"]?.string
                ?? "\(item["condition"]?.string ?? "")：\(item["actual"]?.string ?? "")"
            if let known = groups.firstIndex(where: { $0.words == change }) {
                groups[known].names.append(name)
            } else {
                groups.append(([name], change))
            }
        }
        // What one condition kept away is told together.
        for group in groups {
            for name in group.names { lines.append("  \(name)") }
            paragraph(group.words, indent: 4)
        }
    }

    private mutating func list(_ key: String, of parent: JSONNode?, heading title: String) {
        guard let parent, parent.kind == .object else { return }
        let items = elements(parent[key])
        guard !items.isEmpty else { return }
        heading(title)
        for item in items {
            paragraph("・" + (item["text"]?.string ?? ""), indent: 2)
            reasons(item, indent: 4)
        }
    }

    /// The sentences behind a result; without a query that asked why only those that warn.
    private mutating func reasons(_ item: JSONNode, indent: Int, except told: Set<String> = []) {
        for line in reasonLines(item) where !told.contains(line) { paragraph(line, indent: indent) }
    }

    private func reasonLines(_ item: JSONNode) -> [String] {
        elements(item["because"]).compactMap { reason in
            guard let text = reason["text"]?.string else { return nil }
            let place = "\(reason["file"]?.string ?? ""):\(reason["line"]?.int ?? 0)"
            return "← \(text) [\(place)]"
        }
    }

    /// The reasons that more than two axes have, each once, in the order in which they come.
    private func sharedReasons(_ axes: [JSONNode]) -> [(line: String, count: Int)] {
        var found: [(line: String, count: Int)] = []
        for line in axes.flatMap({ Set(reasonLines($0)).sorted() }) {
            if let known = found.firstIndex(where: { $0.line == line }) {
                found[known].count += 1
            } else {
                found.append((line, 1))
            }
        }
        return found.filter { $0.count > 2 }
    }

    /// The sum behind a score; only there when the query asked for everything.
    private mutating func parts(_ item: JSONNode) {
        for part in elements(item["parts"]) {
            let value = part["value"]?.double ?? 0
            let rounded = (abs(value) * 100).rounded() / 100
            let sign = value < 0 ? "−" : part["name"]?.string == "sum" ? "=" : "+"
            lines.append("        \(sign)\(rounded)  \(part["text"]?.string ?? "")")
        }
    }

    private mutating func heading(_ text: String) {
        lines.append("")
        lines.append("■ \(text)")
    }

    private mutating func paragraph(_ text: String, indent: Int) {
        let space = String(repeating: " ", count: indent)
        lines += DisplayWidth.wrapped(text, to: width - indent).map { space + $0 }
    }

    private func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func elements(_ node: JSONNode?) -> [JSONNode] {
        guard let node, node.kind == .array else { return [] }
        return Array(node.elements)
    }
}

extension String {
    /// Full-width brackets become narrow ones in English.
    fileprivate func narrowed(_ words: Words) -> String {
        guard words.isEnglish else { return self }
        return replacing("（", with: " (").replacing("）", with: ")")
    }
}

import Authoring
import Knowledge
import RuleEngine
import WireFormat

/// What a meter found, for people and for programs.
struct CostReport {
    private let meter: CostMeter
    private let folder: String
    private let rules: [CostMeter.RuleCost]
    private let concepts: [CostMeter.ConceptCost]

    /// Orders what was measured; `folder` goes before the paths of files.
    init(_ meter: CostMeter, order: RuleCosts.Order, folder: String) {
        self.meter = meter
        self.folder = folder
        rules = meter.rules.sorted { left, right in
            let (first, second) = (left.weight(order), right.weight(order))
            if first != second { return first > second }
            return (right.looked, left.rule.id) < (left.looked, right.rule.id)
        }
        concepts = meter.concepts.sorted { left, right in
            let (first, second) = (left.weight(order), right.weight(order))
            if first != second { return first > second }
            return (right.looked, left.concept.id) < (left.looked, right.concept.id)
        }
    }

    /// The first of each table, with what all took together.
    func text(top: Int, _ language: Language) -> String {
        let isEnglish = language == .en
        let rest = meter.total - meter.reading - meter.ruleTime
        let constant = rules.count { $0.isConstant }
        let never = rules.count { $0.held == 0 }
        let (reading, deciding) = (percent(meter.reading), percent(meter.ruleTime))
        let head =
            isEnglish
            ? """
            \(meter.queries) queries, \(meter.total.milliseconds) ms: reading texts \(reading), \
            conditions of rules \(deciding), the rest \(percent(rest))
            \(rules.count) rules: \(constant) looked at for every text, \(never) never held
            """
            : """
            問い合わせ\(meter.queries)件、\(meter.total.milliseconds)ミリ秒：文を読む \(reading)、\
            ルールの条件 \(deciding)、残り \(percent(rest))
            ルール\(rules.count)件：どの文でも調べるもの\(constant)件、一度も成り立たなかったもの\(never)件
            """
        return head + "\n\n" + ruleTable(top, isEnglish) + "\n" + conceptTable(top, isEnglish)
    }

    private func ruleTable(_ top: Int, _ isEnglish: Bool) -> String {
        let heading =
            isEnglish
            ? ["RULE", "LOOKED", "HELD", "WAITED", "CLOSELY", "TIME", "SHARE", "PLACE"]
            : ["ルール", "調べた", "成立", "保留", "条件まで", "時間", "割合", "場所"]
        let whole = meter.ruleTime
        let rows = rules.prefix(top).map { item in
            [
                item.rule.id.text + (item.isConstant ? " *" : ""), "\(item.looked)",
                "\(item.held)", "\(item.waited)", "\(item.close)",
                item.time.words, Self.percent(item.time, of: whole),
                place(item.rule.origin),
            ]
        }
        let note = isEnglish ? "* looked at for every text\n" : "* どの文でも調べる\n"
        return Table(rows: [heading] + rows).text
            + (rules.prefix(top).contains { $0.isConstant } ? note : "")
    }

    private func conceptTable(_ top: Int, _ isEnglish: Bool) -> String {
        let heading =
            isEnglish
            ? ["CONCEPT", "FOUND", "COUNTED", "RULES LOOKED AT", "THEIR TIME", "SHARE", "PLACE"]
            : ["概念", "見つけた", "数えた", "調べさせたルール", "その時間", "割合", "場所"]
        let whole = meter.ruleTime
        let rows = concepts.filter { $0.looked > 0 }.prefix(top).map { item in
            [
                item.concept.id.text, "\(item.looked)", "\(item.held)", "\(item.woken)",
                item.time.words, Self.percent(item.time, of: whole),
                place(item.concept.origin),
            ]
        }
        return Table(rows: [heading] + rows).text
    }

    /// Everything, in the same order.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 256 * 1024)
        writer.beginObject()
        writer.member("queries", meter.queries)
        writer.key("milliseconds")
        writer.beginObject()
        member("total", meter.total, to: &writer)
        member("reading", meter.reading, to: &writer)
        member("conditions", meter.ruleTime, to: &writer)
        writer.endObject()
        writer.key("rules")
        writer.beginArray()
        for item in rules {
            writer.beginObject()
            writer.member("id", item.rule.id.text)
            writer.member("every_text", item.isConstant)
            writer.member("looked", item.looked)
            writer.member("held", item.held)
            writer.member("waited", item.waited)
            writer.member("closely", item.close)
            end(item.time, item.rule.origin, &writer)
        }
        writer.endArray()
        writer.key("concepts")
        writer.beginArray()
        for item in concepts {
            writer.beginObject()
            writer.member("id", item.concept.id.text)
            writer.member("looked", item.looked)
            writer.member("held", item.held)
            writer.member("rules_looked", item.woken)
            end(item.time, item.concept.origin, &writer)
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func end(_ time: Duration, _ origin: Origin, _ writer: inout JSONWriter) {
        member("milliseconds", time, to: &writer)
        writer.key("share")
        writer.score(meter.ruleTime == .zero ? 0 : time / meter.ruleTime)
        writer.member("file", SourceFolder.path(origin.file, in: folder))
        writer.member("line", origin.line)
        writer.endObject()
    }

    private func member(_ name: String, _ time: Duration, to writer: inout JSONWriter) {
        writer.key(name)
        writer.score(time / .milliseconds(1))
    }

    private func place(_ origin: Origin) -> String {
        "\(SourceFolder.path(origin.file, in: folder)):\(origin.line)"
    }

    private func percent(_ part: Duration) -> String { Self.percent(part, of: meter.total) }

    private static func percent(_ part: Duration, of whole: Duration) -> String {
        guard whole > .zero else { return "0%" }
        let tenths = Int((part / whole * 1000).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))%"
    }
}

extension Duration {
    /// The duration with its unit: microseconds below a millisecond.
    fileprivate var words: String {
        self < .milliseconds(1)
            ? "\(Int((self / .microseconds(1)).rounded())) µs" : milliseconds + " ms"
    }

    /// The duration in milliseconds with two decimals.
    fileprivate var milliseconds: String {
        let hundredths = Int((self / .milliseconds(1) * 100).rounded())
        let decimals = hundredths % 100
        return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
    }
}

extension CostMeter.RuleCost {
    fileprivate func weight(_ order: RuleCosts.Order) -> Double {
        switch order {
        case .time: time / .nanoseconds(1)
        case .looked: Double(looked)
        case .held: Double(held)
        case .closely: Double(close)
        }
    }
}

extension CostMeter.ConceptCost {
    fileprivate func weight(_ order: RuleCosts.Order) -> Double {
        switch order {
        case .time: time / .nanoseconds(1)
        case .looked: Double(looked)
        case .held: Double(held)
        case .closely: Double(woken)
        }
    }
}

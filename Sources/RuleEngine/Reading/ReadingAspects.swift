import Knowledge
import TextAnalysis

/// What is read in a text beside its concepts; leaving one out tells what it brings.
package struct ReadingAspects: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt8

    /// Wraps bits that were made by this type.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What the owner rules out, has behind them or only supposes.
    package static let scope = ReadingAspects(rawValue: 1)
    /// Whose trouble it is.
    package static let roles = ReadingAspects(rawValue: 2)
    /// What is asked and what is only background.
    package static let ask = ReadingAspects(rawValue: 4)
    /// Whether the firm is not open yet, failing or handing over.
    package static let stage = ReadingAspects(rawValue: 8)
    /// Everything.
    package static let all: ReadingAspects = [.scope, .roles, .ask, .stage]

    /// The part of a mention's standing that is read.
    var standing: Mention.Standing {
        var result: Mention.Standing = []
        if contains(.scope) { result.formUnion([.ruledOut, .hypothetical]) }
        if contains(.roles) { result.formUnion(.others) }
        if contains(.ask) { result.formUnion([.asked, .background]) }
        return result
    }
}

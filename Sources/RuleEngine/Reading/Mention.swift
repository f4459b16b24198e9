/// A concept said somewhere in a text.
package struct Mention: Hashable, Sendable {
    /// How a mention counts.
    package struct Standing: OptionSet, Hashable, Sendable {
        /// The bits.
        package let rawValue: UInt8

        /// Wraps bits that were made by this type.
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The owner says that this is not the trouble, or no longer.
        package static let ruledOut = Standing(rawValue: 1)
        /// It is someone else's.
        package static let others = Standing(rawValue: 2)
        /// It stands where the owner asks.
        package static let asked = Standing(rawValue: 4)
        /// It is what led up to the issue rather than the issue.
        package static let background = Standing(rawValue: 8)
        /// It has not happened.
        package static let hypothetical = Standing(rawValue: 16)
    }

    /// The number of the concept.
    package var concept: Int
    /// Where it stands, in folded scalars.
    package var start: Int
    /// The folded scalar after its last.
    package var end: Int
    /// The number of the clause it stands in.
    package var clause: Int
    /// The number of the sentence it stands in.
    package var sentence: Int
    /// How it counts.
    package var standing: Standing

    /// Whether it is a need of the firm's own.
    package var isNeed: Bool { standing.rawValue & Self.foreign == 0 }

    private static let foreign = Standing.ruledOut.rawValue | Standing.others.rawValue

    /// How much it counts beside a plain mention: what is asked for outweighs its background.
    var emphasis: Double {
        guard isNeed else { return 0 }
        if standing.contains(.asked) { return 1.3 }
        if standing.contains(.background) { return 0.6 }
        return standing.contains(.hypothetical) ? 0.7 : 1
    }
}

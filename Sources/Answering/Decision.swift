package import Knowledge

/// An answer, and what there is to tell about how it came to be.
package struct Decision: Sendable {
    /// How long the parts of the work took.
    package struct Timings: Sendable {
        /// Reading the query, or finding the answer that was given to it before.
        package var read = Duration.zero
        /// Finding what to recommend.
        package var decide = Duration.zero
        /// Writing the answer.
        package var write = Duration.zero
    }

    /// The id of the answer, which orders answers by time.
    package var id: String
    /// When it was given, in milliseconds since 1970-01-01T00:00Z.
    package var milliseconds: UInt64
    /// The digest of all that it was determined by.
    package var determination: String
    /// The digest of the rule book.
    package var ruleset: String
    /// What was recommended.
    package var result: Recommendation
    /// How long it took.
    package var timings: Timings
    /// The answer as JSON.
    package var body: [UInt8]
    /// Where in the answer its id stands.
    var idPlace = 0
    /// Whether it was given before to the same query and only its id and time are new.
    package var isRepeated = false

    /// The same decision taken again now: its id and time are new, and so is the id in the answer.
    ///
    /// - Parameter finding: How long it took to find that it was taken before.
    /// - Returns: The decision with its answer.
    package func repeated(finding: Duration) -> Decision {
        var other = self
        other.milliseconds = WallClock.milliseconds
        other.id = DecisionID.next(at: other.milliseconds)
        other.timings = Timings(read: finding)
        other.isRepeated = true
        var place = idPlace
        for byte in other.id.utf8 {
            other.body[place] = byte
            place += 1
        }
        return other
    }

    /// The same decision without what tells why, which is most of the memory that it takes beside
    /// its answer.
    package var withoutReasons: Decision {
        var other = self
        other.result = result.withoutReasons
        return other
    }
}

package import Knowledge

/// An answer, and what there is to tell about how it came to be.
package struct Decision: Sendable {
    /// How long the parts of the work took.
    package struct Timings: Sendable {
        /// Reading, or finding the answer that was given before the query.
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
    /// Whether it was given before to the same query and only its id and time are new.
    package var isRepeated = false
}

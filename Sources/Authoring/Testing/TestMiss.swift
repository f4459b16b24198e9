package import Knowledge

/// A promise of a test that the answer does not keep.
package struct TestMiss: Hashable, Sendable {
    /// Something that helps to see why.
    package struct Clue: Hashable, Sendable {
        /// What is the case, in one line.
        package var words: String
        /// The part of the book it is about.
        package var origin: Origin?

        /// Pairs words with the place they are about.
        init(_ words: String, at origin: Origin? = nil) {
            self.words = words
            self.origin = origin
        }
    }

    /// What the promise is about, such as `framing` or `partners`.
    package var subject: String
    /// What the test wants, in words.
    package var wanted: String
    /// What the answer has, in words.
    package var got: String
    /// The promise.
    package var claim: Claim
    /// Where the promise is written.
    package var origin: Origin
    /// Why it is not kept, nearest first; empty when nothing is known.
    package var why: [Clue] = []

    /// Describes a broken promise; `nil` for what the answer has means nothing.
    init(_ promise: Promise, _ subject: String, wanted: String, got: String?) {
        self.subject = subject
        self.wanted = wanted
        self.got = got ?? "none"
        claim = promise.claim
        origin = promise.origin
    }

    /// The miss in one line.
    package var words: String { "\(subject): wanted \(wanted), got \(got)" }
}

/// A promise of a test that the answer does not keep.
package struct TestMiss: Hashable, Sendable {
    /// What the promise is about, such as `framing` or `partners`.
    package var subject: String
    /// What the test wants, in words.
    package var wanted: String
    /// What the answer has, in words.
    package var got: String

    /// Describes a broken promise; `nil` for what the answer has means nothing.
    init(_ subject: String, wanted: String, got: String?) {
        self.subject = subject
        self.wanted = wanted
        self.got = got ?? "none"
    }

    /// The miss in one line.
    package var words: String { "\(subject): wanted \(wanted), got \(got)" }
}

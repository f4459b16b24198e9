package import YAMLTree

/// How much of a rule folder is read before it is refused.
package struct RuleLimits: Sendable {
    /// The most files.
    package var files = 10_000
    /// The most names in all folders together, those of files that are not read among them.
    package var names = 100_000
    /// The most bytes of all files together.
    package var folderBytes = 64 << 20
    /// How deep folders may lie in each other.
    package var folderDepth = 16
    /// The limits of one file.
    package var file = YAMLLimits()

    /// The most bytes of a file of learned weights, which grows with the examples and not by hand.
    package static let weightsBytes = 32 << 20

    /// Makes the default limits.
    package init() {}
}

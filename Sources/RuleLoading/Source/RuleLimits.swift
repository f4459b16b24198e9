package import YAMLTree

/// How much of a rule folder is read before it is refused.
package struct RuleLimits: Sendable {
    /// The most files.
    package var files = 2000
    /// The most bytes of all files together.
    package var folderBytes = 64 << 20
    /// How deep folders may lie in each other.
    package var folderDepth = 16
    /// The limits of one file.
    package var file = YAMLLimits()

    /// Makes the default limits.
    package init() {}
}

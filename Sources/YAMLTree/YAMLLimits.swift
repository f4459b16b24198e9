/// How much of a file is read before it is refused.
///
/// The defaults are far above what people write and low enough that no file can hold up a reload.
package struct YAMLLimits: Sendable {
    /// The most bytes of one file.
    package var bytes = 1 << 20
    /// How deep lists and mappings may lie in each other.
    package var depth = 64
    /// The most nodes, counting what aliases stand for each time.
    package var nodes = 1_000_000
    /// The most anchors.
    package var anchors = 1000
    /// The most aliases.
    package var aliases = 1000
    /// The most bytes of one scalar.
    package var scalarBytes = 64 << 10

    /// Makes the default limits.
    package init() {}
}

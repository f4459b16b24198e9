package import RuleLoading
import YAMLTree

extension RuleLimits {
    /// The limits for folders that are larger than any that is served.
    package static var wide: RuleLimits {
        var limits = RuleLimits()
        limits.files = 100_000
        limits.folderBytes = 8 << 30
        limits.file.bytes = 4 << 30
        limits.file.nodes = 1 << 30
        return limits
    }
}

/// The release of the programs.
package enum Version {
    /// What `--version`, the status and the metrics say.
    package static let current = "0.1.0"
}

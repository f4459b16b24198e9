import Answering
import Diagnostics
import RuleEngine
import RuleLoading

extension BookLoader {
    /// The digest of all folders' files as they are now: the book's `ruleset` if it was loaded from
    /// exactly these, or `nil` while a folder cannot be read.
    ///
    /// What is refused for its name or its kind counts too, so that it is not taken for no change.
    /// The bytes are compared and not their times, for a mounted volume changes by one symbolic
    /// link, and an editor may write the same text again.
    package func fingerprint() -> String? {
        var files: [RuleFile] = []
        var total = 0
        do {
            for (number, folder) in stack.folders.enumerated() {
                let directory = folder.directory
                let listing = try directory.list()
                // No book comes of a folder in which something is refused for what it is.
                for fault in listing.diagnostics where fault.severity == .error {
                    let bytes = Array(fault.message.utf8)
                    files.append(RuleFile(path: fault.file, bytes: bytes, layer: number))
                }
                var paths = listing.paths
                if directory.holds(WeightsFile.name) { paths.append(WeightsFile.name) }
                for path in paths {
                    let isWeights = path == WeightsFile.name
                    let bytes =
                        isWeights
                        ? try directory.read(path, upTo: RuleLimits.weightsBytes)
                        : try directory.read(path)
                    // What the loader refuses for its size is not worth reading to the end.
                    total += isWeights ? 0 : bytes.count
                    guard total <= RuleLimits().folderBytes else { return nil }
                    let name = stack.path(of: path, inLayer: number)
                    files.append(RuleFile(path: name, bytes: bytes, layer: number))
                }
            }
        } catch {
            return nil
        }
        return ruleset(files)
    }
}

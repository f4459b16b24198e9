import Answering
import Diagnostics
import RuleEngine
import RuleLoading

extension BookLoader {
    /// The digest of all folders' files as they are now: the book's `ruleset` if it was loaded from
    /// exactly these, or `nil` while a folder cannot be read.
    ///
    /// The bytes are compared and not their times, for a mounted volume changes by one symbolic
    /// link, and an editor may write the same text again.
    package func fingerprint() -> String? {
        var files: [RuleFile] = []
        do {
            for (number, folder) in stack.folders.enumerated() {
                let directory = folder.directory
                var paths = try directory.list().paths
                if directory.hasFile(WeightsFile.name) { paths.append(WeightsFile.name) }
                for path in paths {
                    files.append(
                        RuleFile(
                            path: stack.path(of: path, inLayer: number),
                            bytes: try directory.read(path),
                            layer: number
                        )
                    )
                }
            }
        } catch {
            return nil
        }
        return ruleset(files)
    }
}

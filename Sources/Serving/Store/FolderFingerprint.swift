import Answering
import Diagnostics
import RuleEngine
import RuleLoading

extension BookLoader {
    /// The digest of the folder's files as they are now: the book's `ruleset` if it was loaded from
    /// exactly these, or `nil` while the folder cannot be read.
    ///
    /// The bytes are compared and not their times, for a mounted volume changes by one symbolic
    /// link, and an editor may write the same text again.
    package func fingerprint() -> String? {
        let directory = RuleDirectory(path: path)
        do {
            var paths = try directory.list().paths
            if directory.hasFile(WeightsFile.name) { paths.append(WeightsFile.name) }
            var files: [(path: String, bytes: [UInt8])] = []
            for path in paths { files.append((path, try directory.read(path))) }
            return RulesetDigest.digest(of: files)
        } catch {
            return nil
        }
    }
}

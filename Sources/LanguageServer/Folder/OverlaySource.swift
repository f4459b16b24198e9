import Diagnostics
import RuleLoading

/// A rule folder with the texts of an editor in place of files.
struct OverlaySource: RuleSource {
    /// The folder on disk.
    let directory: RuleDirectory
    /// Texts by path relative to the folder.
    let texts: [String: [UInt8]]

    /// The files on disk and those that are only open in the editor.
    ///
    /// - Throws: A diagnostic when the folder cannot be listed and nothing is open.
    func list() throws(Diagnostic) -> RuleListing {
        var listing: RuleListing
        do {
            listing = try directory.list()
        } catch {
            guard !texts.isEmpty else { throw error }
            listing = RuleListing(paths: [])
        }
        listing.paths = Set(listing.paths).union(texts.keys).sorted()
        return listing
    }

    /// The text of the editor, or else what is on disk.
    ///
    /// - Throws: A diagnostic when it cannot be read.
    func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        if let text = texts[path] { return text }
        return try directory.read(path)
    }
}

import Diagnostics

/// One folder of a book that consists of several.
package struct RuleLayer: Sendable {
    /// Its name, with which the paths of its files begin when there are several layers.
    package var name: String
    /// Its files.
    package var source: any RuleSource

    /// Names a layer.
    package init(name: String, source: any RuleSource) {
        self.name = name
        self.source = source
    }

    /// The path of one of its files in a book of several layers; `.` means the folder itself.
    func path(_ file: String) -> String { file == "." ? name : "\(name)/\(file)" }

    /// A fault of the folder, with its path in a book of several layers.
    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        var placed = diagnostic
        placed.place.file = path(placed.place.file)
        return placed
    }
}

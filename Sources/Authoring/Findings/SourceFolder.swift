/// Names files of a rule folder the way somebody outside the folder finds them.
package enum SourceFolder {
    /// The path of a file of the folder; the file alone when no folder is named.
    package static func path(_ file: String, in folder: String) -> String {
        if folder.isEmpty || folder == "." { return file }
        // A matter of the folder as a whole.
        if file == "." { return folder }
        return folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
    }
}

/// A number with its noun: `1 test`, `2 tests`.
package func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}

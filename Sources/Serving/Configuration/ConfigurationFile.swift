/// The daemon's configuration file: lines of `key = value`, and comments that begin with `#`.
struct ConfigurationFile {
    /// A value and the line it stands on.
    struct Entry: Hashable {
        var value: String
        var line: Int
    }

    /// The values by what they set, in the order of the file; at least one each.
    let entries: [Setting: [Entry]]

    /// Reads the text of a file; `name` is its path, to be named in errors.
    ///
    /// - Throws: An unknown key, a key twice or a line of another form.
    init(_ text: String, name: String) throws(ConfigurationError) {
        var entries: [Setting: [Entry]] = [:]
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let content = Self.trimmed(line)
            if content.isEmpty || content.hasPrefix("#") { continue }
            let place = "\(name):\(index + 1)"
            let parts = content.split(separator: "=", maxSplits: 1).map(Self.trimmed)
            guard parts.count == 2, !parts[1].isEmpty else {
                throw ConfigurationError(.configuration, "\(place): not of the form key = value")
            }
            guard let setting = Setting(rawValue: parts[0]) else {
                throw ConfigurationError(.configuration, "\(place): there is no key \(parts[0])")
            }
            guard entries[setting] == nil || setting.mayRepeat else {
                throw ConfigurationError(.configuration, "\(place): \(parts[0]) is set twice")
            }
            entries[setting, default: []].append(Entry(value: parts[1], line: index + 1))
        }
        self.entries = entries
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let start = text.drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(start[...last])
    }
}

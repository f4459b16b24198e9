import RuleLoading
import YAMLTree

/// Where every name of a folder is given and used.
struct NameTable {
    /// A place where a name is given.
    struct Definition {
        /// The file.
        var file: String
        /// Where in it.
        var occurrence: Occurrence
        /// The entry that got the name, or that lists it.
        var entry: Entry?
    }

    /// A place where a name stands.
    struct Site {
        /// The file.
        var file: String
        /// Where in it.
        var occurrence: Occurrence
    }

    private var definitions: [Target: [Definition]] = [:]
    private var names: [Namespace: [String]] = [:]
    private var sites: [Site] = []
    /// The divisions of the industries: letter, first and last group.
    private var divisions: [(letter: String, groups: ClosedRange<Int>)] = []

    /// Adds the names of a file.
    mutating func add(_ index: FileIndex, of file: String) {
        for occurrence in index.occurrences {
            sites.append(Site(file: file, occurrence: occurrence))
            guard case .definition(let namespace) = occurrence.role else { continue }
            let target = Target(namespace: namespace, name: occurrence.name)
            let entry = index.entries[occurrence.range.lowerBound]
            if definitions[target] == nil { names[namespace, default: []].append(target.name) }
            definitions[target, default: []].append(
                Definition(file: file, occurrence: occurrence, entry: entry)
            )
            if namespace == .industry, let entry { addDivision(occurrence.name, entry) }
        }
    }

    private mutating func addDivision(_ letter: String, _ entry: Entry) {
        let groups = entry.node.entries.first { $0.key.text == "groups" }?.value.elements
        guard let first = groups?.first?.integer, let last = groups?.last?.integer, first <= last
        else { return }
        divisions.append((letter, first...last))
    }

    /// The names of a sort, in the order of the files.
    func names(in namespace: Namespace) -> [String] { names[namespace] ?? [] }

    /// Where a name is given; several places for one that may be given often.
    func definitions(of target: Target) -> [Definition] { definitions[target] ?? [] }

    /// What an occurrence names, even when nothing defines it; `nil` for 全国 and unknown codes.
    func target(of occurrence: Occurrence) -> Target? {
        switch occurrence.role {
        case .definition(let namespace):
            return Target(namespace: namespace, name: occurrence.name)
        case .reference(let kind):
            let targets = kind.namespaces.map { Target(namespace: $0, name: occurrence.name) }
            return targets.first { definitions[$0] != nil } ?? targets.first
        case .industry: return division(of: occurrence.name)
        }
    }

    private func division(of code: String) -> Target? {
        if let first = code.first, first.isASCII, first.isLetter {
            return Target(namespace: .industry, name: first.uppercased())
        }
        guard let group = Int(code.prefix(2)) else { return nil }
        let division = divisions.first { $0.groups.contains(group) }
        return division.map { Target(namespace: .industry, name: $0.letter) }
    }

    /// Every place where a name stands, in the order of files and places.
    func sites(of target: Target) -> [Site] {
        sites.filter { site in
            // Codes are shorter and longer than the letter; all others are the same text.
            guard site.occurrence.role == .industry || site.occurrence.name == target.name else {
                return false
            }
            return self.target(of: site.occurrence) == target
        }
    }
}

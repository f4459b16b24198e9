import Diagnostics
import RuleLoading
import YAMLTree

/// The names that the files of a folder define, whether or not the folder loads.
struct NameBook {
    private var names: [String: Set<String>] = [:]

    /// Gathers the ids of all entries of all files.
    init(_ outlines: some Sequence<SourceOutline>) {
        for outline in outlines {
            for section in outline.root?.entries ?? [] {
                for entry in section.value.elements { add(entry, of: section.key.text) }
            }
        }
    }

    private mutating func add(_ entry: YAMLNode, of section: String) {
        for field in entry.entries {
            switch (section, field.key.text) {
            case (_, "id"): names[section, default: []].insert(field.value.text)
            case ("categories", "subs"):
                for sub in field.value.elements {
                    let ids = sub.entries.filter { $0.key.text == "id" }.map(\.value.text)
                    names["subs", default: []].formUnion(ids)
                }
            case ("places", "region"): names["areas", default: []].insert(field.value.text)
            case ("places", "municipalities"):
                names["areas", default: []].formUnion(field.value.elements.map(\.text))
            default: continue
            }
        }
    }

    /// The one name that a misspelt one must have meant, or `nil` when there is none or several.
    ///
    /// It is the only one that is near at all, or the only one a single edit away.
    func only(near name: String, for code: DiagnosticCode) -> String? {
        guard let sections = Self.sections[code] else { return nil }
        let known = sections.reduce(into: Set<String>()) { $0.formUnion(names[$1] ?? []) }
        guard !known.contains(name), let nearest = NearestName.of(name, among: known) else {
            return nil
        }
        let others = known.subtracting([nearest])
        if NearestName.of(name, among: others) == nil { return nearest }
        let isOnly = name.isOneEdit(from: nearest) && !others.contains { name.isOneEdit(from: $0) }
        return isOnly ? nearest : nil
    }

    /// Where the names of each sort are defined.
    private static let sections: [DiagnosticCode: [String]] = [
        .unknownCategory: ["categories", "subs"], .unknownConcept: ["concepts"],
        .unknownNetwork: ["networks"], .unknownPartner: ["partners", "networks"],
        .unknownKind: ["kinds"], .unknownPolicy: ["policies"], .unknownSize: ["sizes"],
        .unknownFraming: ["framings"], .unknownBarrier: ["barriers"], .unknownModel: ["models"],
        .unknownQuestion: ["questions"], .unknownCaution: ["cautions"],
        .unknownOutcome: ["outcomes"], .unknownCertification: ["certifications"],
        .unknownPlace: ["places", "areas"],
    ]
}

extension String {
    /// Whether one character more, fewer, other or swapped with its neighbour makes the other text.
    fileprivate func isOneEdit(from other: String) -> Bool {
        var (left, right) = (Array(unicodeScalars)[...], Array(other.unicodeScalars)[...])
        while let first = left.first, first == right.first {
            left.removeFirst()
            right.removeFirst()
        }
        while let last = left.last, last == right.last {
            left.removeLast()
            right.removeLast()
        }
        return switch (left.count, right.count) {
        case (0, 1), (1, 0), (1, 1): true
        case (2, 2): left.first == right.last && left.last == right.first
        default: false
        }
    }
}

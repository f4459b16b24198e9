import Diagnostics

/// The keys of one mapping with their positions.
///
/// Most mappings have few keys, for which a short list beats hashing.
struct KeySet {
    private var few: [(key: String, position: SourcePosition)] = []
    private var many: [String: SourcePosition] = [:]

    /// Adds a key, or gives the position of the same key when it is already there.
    mutating func insert(_ key: String, at position: SourcePosition) -> SourcePosition? {
        if many.isEmpty, few.count < 12 {
            for known in few where known.key == key { return known.position }
            few.append((key, position))
            return nil
        }
        if many.isEmpty { for known in few { many[known.key] = known.position } }
        if let known = many[key] { return known }
        many[key] = position
        return nil
    }
}

/// The tags of YAML's core schema.
enum CoreTag {
    private static let prefix = "tag:yaml.org,2002:"
    static let text = prefix + "str"
    static let integer = prefix + "int"
    static let number = prefix + "float"
    static let boolean = prefix + "bool"
    static let null = prefix + "null"
    static let sequence = prefix + "seq"
    static let mapping = prefix + "map"

    /// A tag as people write it.
    static func short(_ tag: String) -> String {
        tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
    }
}

import Testing
import WireFormat
import YAMLTree

/// Checks a YAML value against a JSON Schema: the part of draft 7 that the schema of rule files uses.
///
/// A keyword it does not know is a fault too, lest a part of the schema goes unread.
final class SchemaValidator {
    private let root: JSONNode
    private var patterns: [String: Regex<AnyRegexOutput>] = [:]

    /// Takes a schema.
    init(_ schema: JSONNode) { root = schema }

    /// The keywords that a value fails, innermost first; empty for a value that fits.
    func faults(of node: YAMLNode) throws -> [String] { try faults(of: node, root) }

    private func faults(of node: YAMLNode, _ schema: JSONNode) throws -> [String] {
        if let flag = schema.bool { return flag ? [] : ["false"] }
        return try schema.members.flatMap { member in
            try faults(of: node, member.key.string ?? "", member.value, in: schema)
        }
    }

    private func fits(_ node: YAMLNode, _ schema: JSONNode) throws -> Bool {
        try faults(of: node, schema).isEmpty
    }

    private func faults(
        of node: YAMLNode,
        _ keyword: String,
        _ value: JSONNode,
        in schema: JSONNode
    ) throws -> [String] {
        switch keyword {
        case "$schema", "$comment", "title", "description", "format", "patternErrorMessage",
            "definitions", "then", "else":
            return []
        case "$ref": return try faults(of: node, definition(value))
        case "type": return check(types(value).contains { node.isOf($0) }, keyword)
        case "const": return check(node.isEqual(to: value), keyword)
        case "if":
            let branch = schema[try fits(node, value) ? "then" : "else"]
            return try branch.map { try faults(of: node, $0) } ?? []
        case "enum": return check(value.elements.contains { $0.string == node.word }, keyword)
        case "allOf": return try value.elements.flatMap { try faults(of: node, $0) }
        case "anyOf":
            return check(try value.elements.contains { try fits(node, $0) }, keyword)
        case "oneOf":
            return check(try value.elements.filter { try fits(node, $0) }.count == 1, keyword)
        case "not": return check(try !fits(node, value), keyword)
        case "pattern": return check(try matches(node, value.string ?? ""), keyword)
        case "minimum", "maximum": return check(isWithin(node, keyword, value), keyword)
        case "items": return try node.elements.flatMap { try faults(of: $0, value) }
        case "minItems", "maxItems", "minProperties", "maxProperties":
            return check(hasCount(node, keyword, value.int ?? 0), keyword)
        default: return try mappingFaults(of: node, keyword, value, in: schema)
        }
    }

    private func mappingFaults(
        of node: YAMLNode,
        _ keyword: String,
        _ value: JSONNode,
        in schema: JSONNode
    ) throws -> [String] {
        let keys = node.entries.map(\.key.text)
        switch keyword {
        case "required":
            let lacking = value.elements.contains { !keys.contains($0.string ?? "") }
            return check(node.kind != .mapping || !lacking, keyword)
        case "properties":
            return try node.entries.flatMap { entry in
                try value[entry.key.text].map { try faults(of: entry.value, $0) } ?? []
            }
        case "additionalProperties":
            return try node.entries.flatMap { entry in
                schema["properties"]?[entry.key.text] == nil
                    ? try faults(of: entry.value, value) : []
            }
        case "propertyNames": return try node.entries.flatMap { try faults(of: $0.key, value) }
        case "dependencies":
            return try value.members.flatMap { member -> [String] in
                guard keys.contains(member.key.string ?? "") else { return [] }
                if member.value.kind == .object { return try faults(of: node, member.value) }
                return check(
                    member.value.elements.allSatisfy { keys.contains($0.string ?? "") },
                    keyword
                )
            }
        default: return ["unknown keyword \(keyword)"]
        }
    }

    private func check(_ holds: Bool, _ keyword: String) -> [String] { holds ? [] : [keyword] }

    private func types(_ value: JSONNode) -> [String] {
        value.string.map { [$0] } ?? value.elements.compactMap(\.string)
    }

    private func definition(_ reference: JSONNode) throws -> JSONNode {
        let name = (reference.string ?? "").split(separator: "/").last.map(String.init) ?? ""
        return try #require(root["definitions"]?[name], "\(name)")
    }

    private func matches(_ node: YAMLNode, _ pattern: String) throws -> Bool {
        guard node.kind == .text else { return true }
        if patterns[pattern] == nil {
            patterns[pattern] = try Regex(pattern).matchingSemantics(.unicodeScalar)
        }
        let regex = try #require(patterns[pattern])
        return node.text.firstMatch(of: regex) != nil
    }

    private func isWithin(_ node: YAMLNode, _ keyword: String, _ value: JSONNode) -> Bool {
        guard node.kind == .integer || node.kind == .number else { return true }
        guard let number = Double(node.text), let bound = value.double else { return false }
        return keyword == "minimum" ? number >= bound : number <= bound
    }

    private func hasCount(_ node: YAMLNode, _ keyword: String, _ bound: Int) -> Bool {
        let isOfItems = keyword.hasSuffix("Items")
        guard node.kind == (isOfItems ? .sequence : .mapping) else { return true }
        let count = isOfItems ? node.elements.count : node.entries.count
        return keyword.hasPrefix("min") ? count >= bound : count <= bound
    }
}

extension YAMLNode {
    /// A scalar as a text, or `nil` for anything that is none in JSON.
    fileprivate var word: String? { kind == .text ? text : nil }

    /// Whether it is the same scalar as one in JSON.
    fileprivate func isEqual(to value: JSONNode) -> Bool {
        switch value.kind {
        case .bool: boolean == value.bool
        case .number: integer == value.int
        case .string: word == value.string
        case .null, .array, .object: false
        }
    }

    /// Whether it has a type of JSON Schema.
    fileprivate func isOf(_ type: String) -> Bool {
        switch kind {
        case .null: type == "null"
        case .boolean: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .text: type == "string"
        case .sequence: type == "array"
        case .mapping: type == "object"
        }
    }
}

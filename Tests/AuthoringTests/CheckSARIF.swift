import Testing
import WireFormat

/// Holds a log to what the schema of SARIF 2.1.0 requires of each of its objects.
enum SARIF {
    /// Checks a whole log; each lack is an issue with its pointer.
    static func check(_ log: JSONNode) {
        require(log, ["version": .string, "runs": .array])
        #expect(log["version"]?.string == "2.1.0")
        for run in elements(log, "runs") { check(run: run) }
    }

    private static func check(run: JSONNode) {
        require(run, ["tool": .object])
        let driver = run["tool"]?["driver"]
        #expect(driver?.kind == .object)
        if let driver { require(driver, ["name": .string]) }
        one(of: ["utf16CodeUnits", "unicodeCodePoints"], run, "columnKind")
        let rules = driver.map { elements($0, "rules") } ?? []
        for rule in rules {
            require(rule, ["id": .string])
            for key in ["shortDescription", "fullDescription", "help"] { checkText(rule[key]) }
            if let settings = rule["defaultConfiguration"] { checkLevel(settings) }
        }
        let ids = rules.map { $0["id"]?.string }
        #expect(Set(ids).count == ids.count, "ids of rules differ")
        let results = elements(run, "results")
        for result in results { check(result: result, ids: ids) }
        // The list of suppressions stands on all results of a run or on none.
        #expect(Set(results.map { $0["suppressions"] == nil }).count <= 1)
    }

    private static func check(result: JSONNode, ids: [String?]) {
        require(result, ["message": .object])
        checkText(result["message"])
        checkLevel(result)
        if let index = result["ruleIndex"]?.int {
            #expect(ids.indices.contains(index) && ids[index] == result["ruleId"]?.string)
        }
        for place in elements(result, "locations") + elements(result, "relatedLocations") {
            checkText(place["message"])
            if let physical = place["physicalLocation"] { check(physical: physical) }
        }
        for suppression in elements(result, "suppressions") {
            one(of: ["inSource", "external"], suppression, "kind")
        }
    }

    private static func check(physical: JSONNode) {
        // A place needs an address or an artifact.
        #expect(physical["address"] != nil || physical["artifactLocation"] != nil)
        let uri = physical["artifactLocation"]?["uri"]?.string ?? ""
        #expect(!uri.isEmpty && uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "\(uri)")
        for key in ["startLine", "startColumn"] {
            #expect((physical["region"]?[key]?.int ?? 0) >= 1, "\(physical.pointer)/region/\(key)")
        }
    }

    private static func checkLevel(_ node: JSONNode) {
        one(of: ["none", "note", "warning", "error"], node, "level")
    }

    /// A message has a text or names one.
    private static func checkText(_ node: JSONNode?) {
        guard let node else { return }
        #expect(node["text"]?.kind == .string || node["id"]?.kind == .string, "\(node.pointer)")
    }

    private static func require(_ node: JSONNode, _ keys: KeyValuePairs<String, JSONKind>) {
        for (key, kind) in keys { #expect(node[key]?.kind == kind, "\(node.pointer)/\(key)") }
    }

    private static func one(of values: Set<String>, _ node: JSONNode, _ key: String) {
        #expect(values.contains(node[key]?.string ?? ""), "\(node.pointer)/\(key)")
    }

    private static func elements(_ node: JSONNode, _ key: String) -> [JSONNode] {
        node[key].map { $0.elements.map(\.self) } ?? []
    }
}

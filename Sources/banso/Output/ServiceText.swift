import WireFormat

/// Writes what the daemon says about itself for people.
enum ServiceText {
    /// The rule set in force and the last attempt.
    static func status(_ status: JSONNode) -> String {
        var rows = [
            ["version", text(status["version"])],
            ["rules", text(status["rules"])],
            ["rule set", text(status["ruleset"])],
            ["generation", text(status["generation"])],
            ["loaded at", text(status["loaded_at"])],
        ]
        rows += layers(status)
        if let counts = status["counts"] {
            rows += counts.members.map { [text($0.key), text($0.value)] }
        }
        if let attempt = status["last_attempt"] {
            let seconds = text(attempt["seconds"])
            rows.append([
                "last attempt",
                "\(text(attempt["outcome"])) (\(text(attempt["trigger"])), "
                    + "\(text(attempt["at"])), \(seconds) s)",
            ])
        }
        return Table(rows: rows).text + diagnostics(status["last_attempt"])
    }

    /// What came of a reload.
    static func reload(_ result: JSONNode) -> String {
        "rules \(text(result["outcome"])): generation \(text(result["generation"])), "
            + "rule set \(text(result["ruleset"]))\n" + diagnostics(result)
    }

    /// The folders, when there are several, and what came of the learned weights.
    private static func layers(_ status: JSONNode) -> [[String]] {
        var rows: [[String]] = []
        let layers = status["layers"].map { Array($0.elements) } ?? []
        for layer in layers where layers.count > 1 {
            rows.append([
                "layer",
                "\(text(layer["name"])) (\(text(layer["path"]))): \(text(layer["files"])) files, "
                    + "\(text(layer["added"])) added, \(text(layer["changed"])) changed, "
                    + "\(text(layer["removed"])) removed",
            ])
        }
        if let weights = status["weights"] {
            let file = weights["file"].map { " (\(text($0)))" } ?? ""
            rows.append(["weights", text(weights["state"]) + file])
        }
        return rows
    }

    private static func diagnostics(_ node: JSONNode?) -> String {
        guard let list = node?["diagnostics"] else { return "" }
        return list.elements.map { item in
            "\(text(item["file"])):\(text(item["line"])):\(text(item["column"])): "
                + "\(text(item["severity"]))[\(text(item["code"]))]: \(text(item["detail"]))\n"
        }.joined()
    }

    private static func text(_ node: JSONNode?) -> String { node?.words ?? "" }
}

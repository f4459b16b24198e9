package import Knowledge

/// Chooses tests by their id, their suite, the rules that hold in them and their tags.
package struct TestFilter: Sendable {
    /// One thing that must be true of a test.
    package enum Term: Hashable, Sendable {
        /// The id or the suite holds the text.
        case anywhere(String)
        /// The id is like the pattern.
        case id(String)
        /// The suite, which is the file's path without `.yaml`, is like the pattern.
        case suite(String)
        /// A rule whose id is like the pattern holds in the test, or the test speaks of it.
        case rule(String)
        /// A tag is like the pattern.
        case tag(String)
    }

    /// What must be true, all of it.
    package var terms: [Term]

    /// Gathers the terms; without any every test is let through.
    package init(_ terms: [Term] = []) { self.terms = terms }

    /// Reads `id=…`, `suite=…`, `rule=…`, `tag=…` or any other text; `nil` for an unknown key.
    ///
    /// A pattern may hold `*` for any run of characters.
    package static func term(reading text: String) -> Term? {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return .anywhere(text) }
        switch parts[0] {
        case "id": return .id(parts[1])
        case "suite": return .suite(parts[1])
        case "rule": return .rule(parts[1])
        case "tag": return .tag(parts[1])
        default: return nil
        }
    }

    /// Whether what is known before a run lets the test through.
    func admits(_ test: BookTest) -> Bool {
        terms.allSatisfy { term in
            switch term {
            case .anywhere(let text):
                text.isEmpty || test.id.text.contains(text) || test.origin.file.contains(text)
            case .id(let pattern): Glob(pattern).matches(test.id.text)
            case .suite(let pattern): Glob(pattern).matches(test.suite)
            case .tag(let pattern): test.tags.contains { Glob(pattern).matches($0) }
            case .rule: true
            }
        }
    }

    /// Whether the rules that held, or that the test speaks of, let it through.
    func admits(_ fired: Set<Identifier<Rule>>, of test: BookTest) -> Bool {
        terms.allSatisfy { term in
            guard case .rule(let pattern) = term else { return true }
            let glob = Glob(pattern)
            return fired.contains { glob.matches($0.text) }
                || test.namedRules.contains { glob.matches($0) }
        }
    }
}

extension BookTest {
    /// The suite it belongs to: its file without `.yaml`.
    package var suite: String {
        origin.file.hasSuffix(".yaml") ? String(origin.file.dropLast(5)) : origin.file
    }

    /// The rules that its expectations name.
    var namedRules: [String] {
        expected.compactMap { promise in
            switch promise.claim {
            case .present(.rules, let id, _), .absent(.rules, let id): id
            default: nil
            }
        }
    }
}

/// A pattern in which `*` stands for any run of characters.
struct Glob {
    private let parts: [Substring]

    init(_ pattern: String) {
        parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    }

    /// Whether a whole text is like the pattern.
    func matches(_ text: String) -> Bool {
        guard let first = parts.first, let last = parts.last else { return text.isEmpty }
        if parts.count == 1 { return text == first }
        guard text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

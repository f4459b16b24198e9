/// Collects diagnostics in any order and gives them back in one.
package struct DiagnosticBag: Sendable {
    private var collected: [Diagnostic] = []
    /// Whether an error is among them.
    package private(set) var hasErrors = false

    /// Makes an empty bag.
    package init() {}

    /// Whether nothing was added.
    package var isEmpty: Bool { collected.isEmpty }

    /// Adds one diagnostic.
    package mutating func add(_ diagnostic: Diagnostic) {
        collected.append(diagnostic)
        if diagnostic.severity == .error { hasErrors = true }
    }

    /// Adds several diagnostics.
    package mutating func add(contentsOf diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics { add(diagnostic) }
    }

    /// Everything added, by file, line and column, equal diagnostics once.
    package func sorted() -> [Diagnostic] {
        var result: [Diagnostic] = []
        result.reserveCapacity(collected.count)
        for diagnostic in collected.sorted() where diagnostic != result.last {
            result.append(diagnostic)
        }
        return result
    }
}

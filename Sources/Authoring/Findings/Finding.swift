package import Diagnostics
import Knowledge

/// Something an author should know about a rule folder: a fault of the loader, or what a look at
/// the whole book found.
package struct Finding: Hashable, Sendable {
    /// How much it matters.
    package var severity: Severity
    /// Its code, such as `rule.unknown-network` or `lint.rule-untested`; stable over releases.
    package var code: String
    /// What is the matter, in one English sentence without a full stop.
    package var message: String
    /// Where.
    package var place: SourcePlace
    /// What to do about it.
    package var suggestion: String?
    /// Other places that belong to the matter.
    package var notes: [Diagnostic.Note]

    /// Takes over what the loader found.
    package init(_ diagnostic: Diagnostic) {
        severity = diagnostic.severity
        code = diagnostic.code.rawValue
        message = diagnostic.message
        place = diagnostic.place
        suggestion = diagnostic.suggestion
        notes = diagnostic.notes
    }

    /// Describes what a lint found; the code says how much it matters.
    init(
        _ code: LintCode,
        _ message: String,
        at origin: Origin,
        suggestion: String? = nil,
        notes: [Diagnostic.Note] = []
    ) {
        severity = code.severity
        self.code = code.rawValue
        self.message = message
        place = SourcePlace(origin)
        self.suggestion = suggestion
        self.notes = notes
    }
}

extension Finding: Comparable {
    /// Orders by place, then by code and message, so that no order of work shows in a report.
    package static func < (left: Self, right: Self) -> Bool {
        if left.place != right.place { return left.place < right.place }
        return (left.code, left.message) < (right.code, right.message)
    }
}

extension SourcePlace {
    /// The place that the book kept.
    init(_ origin: Origin) {
        self.init(file: origin.file, line: origin.line, column: origin.column)
    }
}

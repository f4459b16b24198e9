/// How much a diagnostic matters.
package enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The files cannot be used.
    case error
    /// The files can be used, but somebody should look.
    case warning
    /// More about something else.
    case note
}

/// Something to say about a place in a file.
///
/// It is also the error that is thrown where a file cannot be read any further.
package struct Diagnostic: Error, Hashable, Sendable {
    /// A further place that belongs to the matter.
    package struct Note: Hashable, Sendable {
        /// What is there.
        package var message: String
        /// Where.
        package var place: SourcePlace

        /// Describes a further place.
        package init(message: String, place: SourcePlace) {
            self.message = message
            self.place = place
        }
    }

    /// How much it matters.
    package var severity: Severity
    /// What sort of fault it is; stable over releases.
    package var code: DiagnosticCode
    /// What is wrong, in one English sentence without a full stop.
    package var message: String
    /// Where.
    package var place: SourcePlace
    /// What to do about it, such as ``did you mean `people`?``.
    package var suggestion: String?
    /// Other places that belong to the matter.
    package var notes: [Note]

    /// The file of the place.
    package var file: String { place.file }
    /// The line of the place, from 1.
    package var line: Int { place.position.line }
    /// The column of the place in Unicode scalars, from 1.
    package var column: Int { place.position.column }

    /// Describes a fault.
    package init(
        _ code: DiagnosticCode,
        _ message: String,
        at place: SourcePlace,
        severity: Severity = .error,
        suggestion: String? = nil,
        notes: [Note] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.place = place
        self.suggestion = suggestion
        self.notes = notes
    }
}

extension Diagnostic: Comparable {
    /// Orders by place; what lies at one place is ordered by code and message, so that no order of
    /// work shows in a report.
    package static func < (left: Self, right: Self) -> Bool {
        if left.place != right.place { return left.place < right.place }
        if left.code != right.code { return left.code.rawValue < right.code.rawValue }
        return left.message < right.message
    }
}

extension Diagnostic {
    /// Puts words from a file between backticks: control characters replaced, at most 60 scalars.
    ///
    /// What a file says must not be able to steer a terminal or flood a report.
    package static func quote(_ text: String) -> String {
        var quoted = "`"
        var count = 0
        for scalar in text.unicodeScalars {
            if count == 60 {
                quoted += "…"
                break
            }
            quoted.unicodeScalars.append(printable(scalar))
            count += 1
        }
        return quoted + "`"
    }

    /// Whether a text can be printed as it is, with no control and no text direction mark in it.
    package static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { printable($0) == $0 }
    }

    /// A text that is safe to print: controls and text direction marks replaced by U+FFFD.
    package static func printable(_ text: String) -> String {
        if isPrintable(text) { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { printable($0) }))
    }

    /// A scalar that is safe to print: itself, or U+FFFD for controls and text direction marks, all
    /// of which lie below U+10000.
    package static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
            "\u{FFFD}"
        default: scalar
        }
    }
}

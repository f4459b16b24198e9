package import Knowledge

/// Why a fault or finding matters and how to mend it, in both languages.
package struct CodeAdvice: Hashable, Sendable {
    /// Why it matters.
    package var why: Localized
    /// How to mend it.
    package var mend: Localized
}

/// What a finding means, why it matters and how to mend it, in both languages.
struct LintAdvice {
    var what: Localized
    var why: Localized
    var mend: Localized
}

/// What is known of using policies beside each other (併用).
package struct Combination: Sendable {
    /// Whether two policies may be used together.
    package enum Verdict: String, Sendable, CaseIterable {
        /// Both may be used.
        case allowed
        /// Both may be used, but never for the same costs or the same object.
        case separateCosts = "separate-costs"
        /// Only one of the two may be used.
        case excluded

        /// How much the verdict forbids, more for more.
        package var strictness: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The id.
    package var id: Identifier<Combination>
    /// The policies, each of them beside each other or, when `partners` has any, beside those.
    package var policies: [Identifier<Policy>]
    /// What each of the policies is used beside; empty for the policies themselves.
    package var partners: [Identifier<Policy>]
    /// Whether they go together.
    package var verdict: Verdict
    /// Why, in a sentence an owner can read.
    package var because: Localized
    /// Where that was read.
    package var source: Source
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<Combination>,
        policies: [Identifier<Policy>],
        partners: [Identifier<Policy>],
        verdict: Verdict,
        because: Localized,
        source: Source,
        origin: Origin
    ) {
        self.id = id
        self.policies = policies
        self.partners = partners
        self.verdict = verdict
        self.because = because
        self.source = source
        self.origin = origin
    }
}

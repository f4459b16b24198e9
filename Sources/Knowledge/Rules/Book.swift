/// Everything a rule folder says, typed and with places: the loader's product.
///
/// Lists are ordered by id, so that the order of files never matters.
package struct Book: Sendable {
    /// The issue categories with their sub-categories.
    package var categories: [Category] = []
    /// Labelled texts that weights are learned from, in file order.
    package var examples: [Example] = []
    /// The vocabulary.
    package var concepts: [Concept] = []
    /// The rules.
    package var rules: [Rule] = []
    /// The networks that partners belong to.
    package var networks: [Network] = []
    /// The six kinds of partner.
    package var kinds: [PartnerKind] = []
    /// The partners.
    package var partners: [Partner] = []
    /// The policies.
    package var policies: [Policy] = []
    /// Which policies can be used beside each other.
    package var combinations: [Combination] = []
    /// The legal sizes of firm.
    package var sizes: [SizeClass] = []
    /// The prefectures.
    package var places: [Place] = []
    /// The divisions of the industrial classification.
    package var industries: [Industry] = []
    /// What a firm can hold.
    package var certifications: [Certification] = []
    /// The six axes of the approach.
    package var axes: [Axis] = []
    /// How wide an issue can be set.
    package var framings: [Framing] = []
    /// The barriers to a firm changing itself.
    package var barriers: [Barrier] = []
    /// The programmes that stand for styles of support.
    package var models: [ApproachModel] = []
    /// The steps of accompanying a firm.
    package var steps: [Step] = []
    /// Known ways to fail.
    package var cautions: [Caution] = []
    /// Results to look for.
    package var outcomes: [OutcomeNote] = []
    /// Questions that can be asked.
    package var questions: [Question] = []
    /// Firms that tests use by name.
    package var companies: [NamedCompany] = []
    /// Queries and what their authors promise.
    package var tests: [BookTest] = []
    /// Which folder the values come from, when several are laid over each other.
    package var provenance = Provenance()

    /// Makes a book with nothing in it.
    package init() {}
}

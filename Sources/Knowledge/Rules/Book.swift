/// Everything a rule folder says, typed and with places: the loader's product.
///
/// Lists are ordered by id, so that the order of files never matters.
package struct Book: Sendable {
    package var categories: [Category] = []
    package var examples: [Example] = []
    package var concepts: [Concept] = []
    package var rules: [Rule] = []
    package var networks: [Network] = []
    package var kinds: [PartnerKind] = []
    package var partners: [Partner] = []
    package var policies: [Policy] = []
    package var sizes: [SizeClass] = []
    package var places: [Place] = []
    package var industries: [Industry] = []
    package var certifications: [Certification] = []
    package var axes: [Axis] = []
    package var framings: [Framing] = []
    package var barriers: [Barrier] = []
    package var models: [ApproachModel] = []
    package var steps: [Step] = []
    package var cautions: [Caution] = []
    package var outcomes: [OutcomeNote] = []
    package var questions: [Question] = []
    package var tests: [BookTest] = []

    /// Makes a book with nothing in it.
    package init() {}
}

/// Every sort of fault a rule folder can have, by a code that stays the same over releases.
///
/// The text before the dot says which stage finds it: `source` the folder, `yaml` the syntax,
/// `rule` the meaning, `book` the whole, `layer` what one folder says about another, `format` the
/// layout of a file, `weights` the file of learned weights.
package enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
    // The folder.
    case unreadable = "source.unreadable"
    case noFiles = "source.no-files"
    case tooManyFiles = "source.too-many-files"
    case folderTooLarge = "source.too-large"
    case folderTooDeep = "source.too-deep"
    case link = "source.link"
    case fileExtension = "source.extension"

    // The syntax.
    case syntax = "yaml.syntax"
    case encoding = "yaml.encoding"
    case controlCharacter = "yaml.control-character"
    case fileTooLarge = "yaml.too-large"
    case tooDeep = "yaml.too-deep"
    case tooManyNodes = "yaml.too-many-nodes"
    case tooManyAliases = "yaml.too-many-aliases"
    case longScalar = "yaml.long-scalar"
    case duplicateKey = "yaml.duplicate-key"
    case mergeKey = "yaml.merge-key"
    case keyNotText = "yaml.key-not-text"
    case multipleDocuments = "yaml.multiple-documents"
    case badTag = "yaml.bad-tag"
    case unknownAnchor = "yaml.unknown-anchor"

    // The shape of an entry.
    case schemaVersion = "rule.schema-version"
    case unknownSection = "rule.unknown-section"
    case unknownKey = "rule.unknown-key"
    case missingKey = "rule.missing-key"
    case conflictingKeys = "rule.conflicting-keys"
    case wrongType = "rule.wrong-type"
    case unknownValue = "rule.unknown-value"
    case outOfRange = "rule.out-of-range"
    case badDate = "rule.bad-date"
    case emptyText = "rule.empty-text"
    case emptyList = "rule.empty-list"
    case missingLanguage = "rule.missing-language"
    case badID = "rule.bad-id"

    // What an entry says.
    case duplicateID = "rule.duplicate-id"
    case emptyCondition = "rule.empty-condition"
    case emptyEffect = "rule.empty-effect"
    case emptyExpectation = "rule.empty-expectation"
    case gateCondition = "rule.gate-condition"
    case intervalOrder = "rule.interval-order"
    case windowOrder = "rule.window-order"
    case unpairedPolicy = "rule.unpaired-policy"
    case axesIncomplete = "rule.axes-incomplete"
    case lateCategory = "rule.late-category"
    case undatedTest = "rule.undated-test"
    case badURL = "rule.bad-url"

    // What an entry names.
    case unknownCategory = "rule.unknown-category"
    case unknownConcept = "rule.unknown-concept"
    case unknownNetwork = "rule.unknown-network"
    case unknownPartner = "rule.unknown-partner"
    case unknownKind = "rule.unknown-kind"
    case unknownPolicy = "rule.unknown-policy"
    case unknownSize = "rule.unknown-size"
    case unknownAxis = "rule.unknown-axis"
    case unknownFraming = "rule.unknown-framing"
    case unknownBarrier = "rule.unknown-barrier"
    case unknownModel = "rule.unknown-model"
    case unknownQuestion = "rule.unknown-question"
    case unknownCaution = "rule.unknown-caution"
    case unknownOutcome = "rule.unknown-outcome"
    case unknownCertification = "rule.unknown-certification"
    case unknownPlace = "rule.unknown-place"
    case unlistedPlace = "rule.unlisted-place"
    case unknownIndustry = "rule.unknown-industry"
    case unknownRule = "rule.unknown-rule"
    case unknownCompany = "rule.unknown-company"

    // What the book as a whole does.
    case selfTest = "book.self-test"

    // What a layer says about those below it.
    case nothingBelow = "layer.nothing-below"
    case unknownTarget = "layer.unknown-target"
    case undeclaredField = "layer.undeclared-field"
    case absentField = "layer.absent-field"
    case notAppendable = "layer.not-appendable"
    case stillUsed = "layer.still-used"
    case staleRemoval = "layer.stale-removal"
    case noEffect = "layer.no-effect"
    case examplesLeftOut = "layer.examples-left-out"
    case overlap = "layer.overlap"

    // The layout of a file.
    case formatMeaning = "format.meaning"
    case formatComments = "format.comments"
    case formatUnwritable = "format.unwritable"

    // Learned weights.
    case weightsUnreadable = "weights.unreadable"
    case weightsMismatch = "weights.mismatch"
    case weightsStale = "weights.stale"
}

extension DiagnosticCode {
    /// How much a fault of this sort usually matters.
    package var usualSeverity: Severity {
        switch self {
        case .fileExtension, .badURL, .unlistedPlace, .staleRemoval, .noEffect: .warning
        case .examplesLeftOut: .note
        default: .error
        }
    }
}

extension RuleLanguage {
    /// What an override of a layer can say of a field.
    package static var overrideVerbs: [String] { OverrideVerb.allCases.map(\.rawValue) }

    /// The words by which an override stands in the place of a whole entry.
    package static let wholeOverride = OverrideVerb.replace.rawValue
}

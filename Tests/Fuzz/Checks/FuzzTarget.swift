/// What bytes from outside reach first; each has a corpus of its own under `Tests/Fuzz/Corpus`.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// The JSON parser.
    case json
    /// The body of a request: a query, and its answer.
    case query
    /// The YAML parser.
    case yaml
    /// The rule loader, alone and as a layer, up to an answer.
    case rules
    /// The formatter of rule files.
    case format
    /// The parser of requests.
    case http
    /// The lines of a batch.
    case lines
    /// The header `traceparent`.
    case traceparent
    /// The file of learned weights.
    case weights
    /// The daemon's configuration file.
    case configuration
    /// Normal form, sentences, clauses and scopes.
    case text
    /// What the owner says, answered from the shipped book.
    case answer

    /// Gives bytes to the target and holds what comes out to what is promised.
    ///
    /// - Throws: A promise that was not kept. A trap is one too, but nobody can catch it.
    package func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        switch self {
        case .json: try JSONCheck.check(bytes)
        case .query: try QueryCheck.check(bytes)
        case .yaml: try YAMLCheck.check(bytes)
        case .rules: try RulesCheck.check(bytes)
        case .format: try FormatCheck.check(bytes)
        case .http: try HTTPCheck.check(bytes)
        case .lines: try LinesCheck.check(bytes)
        case .traceparent: try TraceCheck.check(bytes)
        case .weights: try WeightsCheck.check(bytes)
        case .configuration: try ConfigurationCheck.check(bytes)
        case .text: try TextCheck.check(bytes)
        case .answer: try AnswerCheck.check(bytes)
        }
    }
}

/// Something that ought to hold for all bytes and did not for these.
package struct BrokenPromise: Error, CustomStringConvertible {
    /// What was promised, and what was the case.
    package let description: String

    init(_ description: String) { self.description = description }
}

/// Holds a condition to be true.
func promise(
    _ condition: @autoclosure () -> Bool,
    _ words: @autoclosure () -> String
) throws(BrokenPromise) {
    if !condition() { throw BrokenPromise(words()) }
}

import Diagnostics

/// What the parser found next.
struct Event {
    /// What sort of thing was found.
    enum Kind {
        case streamStart, streamEnd, documentStart, documentEnd
        case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
    }

    /// What was found.
    var kind: Kind
    /// Where it starts.
    var start: SourcePosition
    /// Just after its end.
    var end: SourcePosition
    /// The bytes of a scalar within the composer's texts.
    var text: Range<Int> = 0..<0
    /// Whether a scalar is written without quotes and not as a block.
    var isPlain = false
    /// Whether a scalar may hold escapes.
    var isDoubleQuoted = false
    /// The name after `&` or, for an alias, after `*`.
    var anchor: String?
    /// The tag in full.
    var tag: String?
}

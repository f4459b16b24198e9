import CLibYAML
import Diagnostics

/// Owns one parser of the C library and the bytes it reads.
///
/// Every event is copied into Swift values and freed before it is handed on. This is the only file
/// of the module that touches unsafe memory.
@safe struct EventParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let file: String
    /// Just after the last character, once somebody has asked.
    private var last: SourcePosition?

    /// Starts to read checked UTF-8 without a byte order mark.
    init(reading bytes: ArraySlice<UInt8>, of file: String) throws(Diagnostic) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe parser.deallocate()
            throw Self.outOfMemory(file)
        }
        unsafe self.parser = unsafe parser
        unsafe input = .allocate(capacity: bytes.count)
        _ = unsafe input.initialize(from: bytes)
        self.file = file
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event; the text of a scalar is added to `texts`.
    ///
    /// - Throws: A ``DiagnosticCode/syntax`` diagnostic; the parser cannot go on after it.
    mutating func next(addingTo texts: inout [UInt8]) throws(Diagnostic) -> Event {
        var source = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &source) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&source) }
        var event = Event(
            kind: .streamStart,
            start: Self.position(unsafe source.start_mark),
            end: Self.position(unsafe source.end_mark)
        )
        switch unsafe source.type {
        case YAML_STREAM_START_EVENT: event.kind = .streamStart
        case YAML_DOCUMENT_START_EVENT: event.kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: event.kind = .documentEnd
        case YAML_SEQUENCE_END_EVENT: event.kind = .sequenceEnd
        case YAML_MAPPING_END_EVENT: event.kind = .mappingEnd
        case YAML_ALIAS_EVENT:
            event.kind = .alias
            event.anchor = unsafe Self.string(source.data.alias.anchor)
        case YAML_SEQUENCE_START_EVENT:
            event.kind = .sequenceStart
            event.anchor = unsafe Self.string(source.data.sequence_start.anchor)
            event.tag = unsafe Self.string(source.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            event.kind = .mappingStart
            event.anchor = unsafe Self.string(source.data.mapping_start.anchor)
            event.tag = unsafe Self.string(source.data.mapping_start.tag)
        case YAML_SCALAR_EVENT:
            event.kind = .scalar
            unsafe Self.copy(source.data.scalar, to: &event, addingTo: &texts)
            // A value that is left out at the end of the file stands there, not below it.
            if event.text.isEmpty, event.isPlain {
                event.start = min(event.start, lastPosition())
                event.end = min(event.end, lastPosition())
            }
        default: event.kind = .streamEnd
        }
        return event
    }

    private static func copy(
        _ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar,
        to event: inout Event,
        addingTo texts: inout [UInt8]
    ) {
        let start = texts.count
        let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        unsafe texts.append(contentsOf: bytes)
        event.text = start..<texts.count
        event.isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
        event.isDoubleQuoted = unsafe scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
        event.anchor = unsafe string(scalar.anchor)
        event.tag = unsafe string(scalar.tag)
    }

    private mutating func failure() -> Diagnostic {
        guard unsafe parser.pointee.error != YAML_MEMORY_ERROR else {
            return Self.outOfMemory(file)
        }
        let problem = unsafe Self.string(parser.pointee.problem) ?? "not valid YAML"
        let context = unsafe Self.string(parser.pointee.context)
        let position = min(Self.position(unsafe parser.pointee.problem_mark), lastPosition())
        var diagnostic = Diagnostic(
            .syntax,
            context.map { "\(problem) \($0)" } ?? problem,
            at: SourcePlace(file: file, position: position)
        )
        let contextPosition = Self.position(unsafe parser.pointee.context_mark)
        if context != nil, contextPosition < position {
            let place = SourcePlace(file: file, position: contextPosition)
            diagnostic.notes = [Diagnostic.Note(message: "which starts here", place: place)]
        }
        diagnostic.suggestion = Self.hints.first { problem.contains($0.problem) }?.hint
        return diagnostic
    }

    /// What usually lies behind the library's complaints.
    private static let hints: [(problem: String, hint: String)] = [
        (
            "cannot start any token",
            "put a text that begins with a special character in quotes; indent with spaces, not tabs"
        ),
        (
            "could not find expected ':'",
            "a key ends in `:` and a space, both of them narrow characters"
        ),
        (
            "mapping values are not allowed",
            "put a text with `: ` in it in quotes; give the keys of one entry the same indentation, "
                + "and end each in `:` and a space"
        ),
        (
            "did not find expected '-' indicator",
            "give the keys of one entry the same indentation, and each entry of a list its `-`"
        ),
        ("did not find expected key", "give the keys of one entry the same indentation"),
        (
            "did not find expected ',' or",
            "close what is open; put a text that holds a bracket or a brace in quotes"
        ),
        ("unexpected end of stream", "close the quotes"),
    ]

    /// Just after the last character; the library believes that there is one more line.
    private mutating func lastPosition() -> SourcePosition {
        if let last { return last }
        let end = unsafe EncodingCheck.position(of: input.count, in: input.span)
        last = end
        return end
    }

    private static func outOfMemory(_ file: String) -> Diagnostic {
        Diagnostic(
            .syntax,
            "out of memory",
            at: SourcePlace(file: file, line: 1, column: 1)
        )
    }

    private static func position(_ mark: yaml_mark_t) -> SourcePosition {
        SourcePosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private static func string(_ bytes: UnsafePointer<CChar>?) -> String? {
        guard let bytes = unsafe bytes else { return nil }
        return unsafe String(cString: bytes)
    }

    private static func string(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
        guard let bytes = unsafe bytes else { return nil }
        return unsafe String(cString: UnsafePointer(bytes))
    }
}

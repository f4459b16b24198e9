import Diagnostics

/// Turns events into nodes and holds them to the limits.
struct NodeComposer: ~Copyable {
    /// A list or mapping that is still open.
    private struct Frame {
        /// Its record.
        var record: Int
        var isMapping: Bool
        /// Whether a mapping expects a key next.
        var expectsKey: Bool
        var keys = KeySet()
        var anchor: String?
    }

    /// What an anchor stands for.
    private enum Anchor {
        case open
        case complete(Range<Int>)
    }

    private let file: String
    private let limits: YAMLLimits
    private var records: [NodeRecord] = []
    private var texts: [UInt8] = []
    private var problems: [Diagnostic] = []
    private var frames: [Frame] = []
    private var anchors: [String: Anchor] = [:]
    private var anchorCount = 0
    private var aliasCount = 0

    init(file: String, limits: YAMLLimits, byteCount: Int) {
        self.file = file
        self.limits = limits
        texts.reserveCapacity(byteCount)
        records.reserveCapacity(byteCount / 16)
    }

    /// Reads events up to the end of the stream.
    ///
    /// - Throws: The first fault after which nothing more can be read.
    mutating func compose(from parser: inout EventParser) throws(Diagnostic) {
        var documents = 0
        while true {
            let event = try parser.next(addingTo: &texts)
            switch event.kind {
            case .streamStart, .documentEnd: break
            case .streamEnd: return
            case .documentStart:
                documents += 1
                if documents > 1 {
                    throw diagnostic(
                        .multipleDocuments,
                        "a second document starts here; a file holds one",
                        at: event.start
                    )
                }
            case .scalar: try addScalar(event)
            case .alias: try addAlias(event)
            case .sequenceStart: try open(event, kind: .sequence)
            case .mappingStart: try open(event, kind: .mapping)
            case .sequenceEnd, .mappingEnd: close(event)
            }
        }
    }

    /// The document of what was read.
    consuming func finish() -> YAMLDocument {
        if records.isEmpty {
            let start = SourcePosition(line: 1, column: 1)
            records.append(NodeRecord(kind: .null, start: start, end: start))
        }
        return YAMLDocument(file: file, records: records, texts: texts, problems: problems)
    }

    // MARK: Nodes

    private mutating func addScalar(_ event: Event) throws(Diagnostic) {
        guard event.text.count <= limits.scalarBytes else {
            throw diagnostic(
                .longScalar,
                "a text of \(event.text.count) bytes; at most \(limits.scalarBytes) are read",
                at: event.start
            )
        }
        var record = NodeRecord(kind: .text, start: event.start, end: event.end)
        record.textStart = Int32(event.text.lowerBound)
        record.textLength = Int32(event.text.count)
        record.kind = scalarKind(event)
        if event.isDoubleQuoted { checkEscapes(event) }
        if standsAsKey { record.isRefused = !acceptKey(record, isPlain: event.isPlain) }
        let index = records.count
        try count(event)
        try append(record)
        remember(event.anchor, index..<index + 1)
        valueEnded()
    }

    private mutating func addAlias(_ event: Event) throws(Diagnostic) {
        let name = event.anchor ?? ""
        aliasCount += 1
        try check(aliasCount, atMost: limits.aliases, "aliases", at: event)
        guard case .complete(let range)? = anchors[name] else {
            let isOpen = anchors[name] != nil
            let message = isOpen ? "contains itself" : "names no anchor before it"
            throw diagnostic(
                .unknownAnchor,
                "the alias \(Diagnostic.quote("*" + name)) \(message)",
                at: event.start,
                suggestion: "put a text that begins with * in quotes"
            )
        }
        let start = records.count
        try checkNodes(adding: range.count, at: event.start)
        let isKey = standsAsKey
        records.append(contentsOf: records[range])
        records[start].start = event.start
        records[start].end = event.end
        if isKey { refuseKey(start) }
        valueEnded()
    }

    private mutating func open(_ event: Event, kind: YAMLNode.Kind) throws(Diagnostic) {
        guard frames.count < limits.depth else {
            throw diagnostic(
                .tooDeep,
                "lists and mappings lie more than \(limits.depth) deep in each other",
                at: event.start
            )
        }
        try count(event)
        checkCollectionTag(event, kind: kind)
        let index = records.count
        try append(NodeRecord(kind: kind, start: event.start, end: event.end))
        if standsAsKey { refuseKey(index) }
        if let anchor = event.anchor { anchors[anchor] = .open }
        frames.append(
            Frame(
                record: index,
                isMapping: kind == .mapping,
                expectsKey: kind == .mapping,
                anchor: event.anchor
            )
        )
    }

    private mutating func close(_ event: Event) {
        guard let frame = frames.popLast() else { return }
        records[frame.record].size = Int32(records.count - frame.record)
        records[frame.record].end = event.end
        remember(frame.anchor, frame.record..<records.count)
        valueEnded()
    }

    private mutating func append(_ record: NodeRecord) throws(Diagnostic) {
        try checkNodes(adding: 1, at: record.start)
        records.append(record)
    }

    private func checkNodes(adding count: Int, at position: SourcePosition) throws(Diagnostic) {
        guard records.count + count <= limits.nodes else {
            throw diagnostic(
                .tooManyNodes,
                "more than \(limits.nodes) values, counting what aliases stand for",
                at: position
            )
        }
    }

    /// Counts the anchor of a value, if it has one.
    private mutating func count(_ event: Event) throws(Diagnostic) {
        guard event.anchor != nil else { return }
        anchorCount += 1
        try check(anchorCount, atMost: limits.anchors, "anchors", at: event)
    }

    private func check(
        _ count: Int,
        atMost limit: Int,
        _ noun: String,
        at event: Event
    ) throws(Diagnostic) {
        guard count > limit else { return }
        throw diagnostic(.tooManyAliases, "more than \(limit) \(noun)", at: event.start)
    }

    private mutating func remember(_ anchor: String?, _ range: Range<Int>) {
        if let anchor { anchors[anchor] = .complete(range) }
    }

    /// Lets the mapping around expect what comes after a key or after a value.
    private mutating func valueEnded() {
        guard let last = frames.indices.last, frames[last].isMapping else { return }
        frames[last].expectsKey.toggle()
    }

    // MARK: Keys

    private var standsAsKey: Bool { frames.last?.expectsKey ?? false }

    private mutating func acceptKey(_ record: NodeRecord, isPlain: Bool) -> Bool {
        guard let last = frames.indices.last else { return true }
        let range = Int(record.textStart)..<Int(record.textStart + record.textLength)
        let key = String(decoding: texts[range], as: UTF8.self)
        if isPlain, key == "<<" {
            report(.mergeKey, "merge keys are not allowed", at: record.start)
            return false
        }
        guard record.kind == .text else {
            report(
                .keyNotText,
                "the key \(Diagnostic.quote(key)) is not a text",
                at: record.start,
                suggestion: "put it in quotes"
            )
            return false
        }
        guard let first = frames[last].keys.insert(key, at: record.start) else { return true }
        report(
            .duplicateKey,
            "the key \(Diagnostic.quote(key)) is given twice",
            at: record.start,
            notes: [
                Diagnostic.Note(
                    message: "first given here",
                    place: SourcePlace(file: file, position: first)
                )
            ]
        )
        return false
    }

    private mutating func refuseKey(_ index: Int) {
        records[index].isRefused = true
        report(
            .keyNotText,
            "a key must be a plain or quoted text, not a list, a mapping or an alias",
            at: records[index].start
        )
    }

    // MARK: Tags and texts

    private mutating func scalarKind(_ event: Event) -> YAMLNode.Kind {
        let resolved = ScalarResolution.kind(of: texts.span.extracting(event.text))
        guard let tag = event.tag else { return event.isPlain ? resolved : .text }
        let isFitting: Bool
        switch tag {
        case "!", CoreTag.text: return .text
        case CoreTag.integer: isFitting = resolved == .integer
        case CoreTag.number: isFitting = resolved == .number || resolved == .integer
        case CoreTag.boolean: isFitting = resolved == .boolean
        case CoreTag.null: isFitting = resolved == .null
        default: isFitting = false
        }
        if !isFitting { reportTag(tag, at: event.start) }
        return resolved
    }

    private mutating func checkCollectionTag(_ event: Event, kind: YAMLNode.Kind) {
        guard let tag = event.tag, tag != "!" else { return }
        let fitting = kind == .sequence ? CoreTag.sequence : CoreTag.mapping
        if tag != fitting { reportTag(tag, at: event.start) }
    }

    private mutating func reportTag(_ tag: String, at position: SourcePosition) {
        report(
            .badTag,
            "the tag \(Diagnostic.quote(CoreTag.short(tag))) is not a core tag that fits its value",
            at: position,
            suggestion: "leave the tag out"
        )
    }

    /// Escapes can write characters that the file itself may not hold.
    private mutating func checkEscapes(_ event: Event) {
        let text = String(decoding: texts[event.text], as: UTF8.self)
        let isForbidden = { ForbiddenCharacter.isForbiddenEscaped(($0 as Unicode.Scalar).value) }
        guard let scalar = text.unicodeScalars.first(where: isForbidden) else { return }
        report(
            .controlCharacter,
            "the text holds \(ForbiddenCharacter.words(scalar.value))",
            at: event.start,
            suggestion: "delete it"
        )
    }

    // MARK: Reports

    private func diagnostic(
        _ code: DiagnosticCode,
        _ message: String,
        at position: SourcePosition,
        suggestion: String? = nil,
        notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        Diagnostic(
            code,
            message,
            at: SourcePlace(file: file, position: position),
            suggestion: suggestion,
            notes: notes
        )
    }

    private mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        at position: SourcePosition,
        suggestion: String? = nil,
        notes: [Diagnostic.Note] = []
    ) {
        problems.append(
            diagnostic(code, message, at: position, suggestion: suggestion, notes: notes)
        )
    }
}

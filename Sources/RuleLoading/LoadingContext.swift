import Diagnostics
import Knowledge
import YAMLTree

/// What gathers while the files of one folder are read.
final class LoadingContext {
    /// A name that some value uses.
    struct Reference {
        var kind: ReferenceKind
        var name: String
        var place: SourcePlace
        /// Whether an owner answers with it, who may name places that the book does not list.
        var isAnswer = false
    }

    /// The entries read so far.
    var book = Book()
    /// What is wrong so far.
    private(set) var bag = DiagnosticBag()
    /// How many diagnostics were added, to tell whether an entry was read without any.
    private(set) var faultCount = 0
    /// How many errors were added.
    private(set) var errorCount = 0
    /// Every name that is defined, with the place of its first definition.
    private(set) var definitions: [Namespace: [String: SourcePlace]] = [:]
    /// Every name that is used, in the order of reading.
    private(set) var references: [Reference] = []
    /// Ids that files which could not be parsed seem to define; `nil` when all files were parsed.
    var unreadNames: Set<String>?

    /// Adds a diagnostic.
    func report(_ diagnostic: Diagnostic) {
        bag.add(diagnostic)
        faultCount += 1
        if diagnostic.severity == .error { errorCount += 1 }
    }

    /// Adds an error.
    func report(
        _ code: DiagnosticCode,
        _ message: String,
        at place: SourcePlace,
        suggestion: String? = nil,
        notes: [Diagnostic.Note] = []
    ) {
        report(Diagnostic(code, message, at: place, suggestion: suggestion, notes: notes))
    }

    /// Says that a value has the wrong type.
    func mismatch(_ node: YAMLNode, expected: String, suggestion: String? = nil) {
        report(
            .wrongType,
            "expected \(expected), found \(node.kind.noun)",
            at: node.place,
            suggestion: suggestion
        )
    }

    /// Notes a definition; a second one of the same name is an error.
    func define(_ name: String, in namespace: Namespace, at place: SourcePlace) {
        if let first = definitions[namespace]?[name] {
            report(
                .duplicateID,
                "\(withArticle(namespace.noun)) with the id \(Diagnostic.quote(name)) exists already",
                at: place,
                notes: [Diagnostic.Note(message: "first given here", place: first)]
            )
        } else {
            definitions[namespace, default: [:]][name] = place
        }
    }

    /// Notes a name that may be given any number of times.
    func mention(_ name: String, in namespace: Namespace, at place: SourcePlace) {
        if definitions[namespace]?[name] == nil {
            definitions[namespace, default: [:]][name] = place
        }
    }

    /// Notes the use of a name, to be checked when all files are read.
    func refer(
        to name: String,
        _ kind: ReferenceKind,
        at place: SourcePlace,
        asAnswer isAnswer: Bool = false
    ) {
        references.append(
            Reference(kind: kind, name: name, place: place, isAnswer: isAnswer)
        )
    }
}

extension YAMLNode.Kind {
    /// What a value is called in messages.
    var noun: String {
        switch self {
        case .null: "nothing"
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .text: "a text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

extension Origin {
    /// The place as the book keeps it.
    init(_ place: SourcePlace) {
        self.init(file: place.file, line: place.position.line, column: place.position.column)
    }
}

extension SourcePlace {
    /// The place that the book kept.
    init(_ origin: Origin) {
        self.init(file: origin.file, line: origin.line, column: origin.column)
    }
}

/// A noun with `a` or `an`.
func withArticle(_ noun: String) -> String {
    let isVowel = noun.first.map { "aeiou".contains($0) } ?? false
    return (isVowel ? "an " : "a ") + noun
}

import RuleLoading

/// What a value may be, with the keys of mappings at hand.
///
/// It is the loader's own table; the keys of a record are made once, when they are first asked for,
/// because conditions contain conditions.
indirect enum Form {
    /// Anything without a structure of its own, and a text in both languages.
    case scalar(ValueShape)
    case list(Form)
    /// A mapping whose keys name entries.
    case map(ReferenceKind, Form)
    case record(RecordForm)
    case either([Form])

    /// Takes over a shape of the loader's tables.
    init(_ shape: ValueShape) {
        switch shape {
        case .list(let item, _), .pair(let item): self = .list(Form(item))
        case .map(let kind, let value), .fullMap(let kind, let value):
            self = .map(kind, Form(value))
        case .record(let record): self = .record(RecordForm(record))
        case .either(let shapes): self = .either(shapes.map(Form.init))
        default: self = .scalar(shape)
        }
    }

    /// The forms without alternatives that it stands for.
    var alternatives: [Form] {
        guard case .either(let forms) = self else { return [self] }
        return forms.flatMap(\.alternatives)
    }
}

/// A mapping with a fixed set of keys.
final class RecordForm {
    /// What one such mapping is called.
    let name: String
    private let make: () -> (fields: [FieldForm], rules: [KeyRule])
    /// The keys and which of them go together.
    lazy var table = make()
    private lazy var byName = Dictionary(
        table.fields.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// Takes over a record of the loader's tables; one of a layer can also speak of those below.
    init(_ shape: RecordShape, isLayered: Bool = false) {
        name = shape.name
        make = {
            let table = shape.table
            let fields = table.fields.map(FieldForm.init)
            let hasID = isLayered && fields.contains { $0.name == "id" }
            return (fields + (hasID ? FieldForm.layerFields(beside: fields) : []), table.rules)
        }
    }

    /// Makes a record of its own.
    init(name: String, fields: @escaping () -> [FieldForm]) {
        self.name = name
        make = { (fields(), []) }
    }

    /// A key, or `nil` when there is none of that name.
    func field(_ name: String) -> FieldForm? { byName[name] }

    /// Whether one of its keys is the id of an entry that others can name.
    var definesEntries: Bool {
        guard case .scalar(.identifier(let shape))? = field("id")?.form else { return false }
        return shape.namespace != nil
    }
}

/// A key of a record.
final class FieldForm {
    /// The key.
    let name: String
    /// What it says, in one line.
    let doc: String
    /// Whether it must be there.
    let isRequired: Bool
    /// What its value may be.
    let form: Form

    /// Takes over a key of the loader's tables.
    init(_ field: FieldDescription) {
        name = field.name
        doc = field.doc
        isRequired = field.isRequired
        form = Form(field.shape)
    }

    /// Makes a key of its own.
    init(name: String, doc: String, isRequired: Bool, form: Form) {
        self.name = name
        self.doc = doc
        self.isRequired = isRequired
        self.form = form
    }
}

extension FieldForm {
    /// The keys by which an entry of a layer changes or removes one below.
    fileprivate static func layerFields(beside fields: [FieldForm]) -> [FieldForm] {
        let verbs = Form.scalar(.choice(RuleLanguage.overrideVerbs))
        let changes = RecordForm(name: "override") {
            fields.filter { $0.name != "id" }.map { field in
                FieldForm(name: field.name, doc: field.doc, isRequired: false, form: verbs)
            }
        }
        let whole = Form.scalar(.choice([RuleLanguage.wholeOverride]))
        return [
            FieldForm(
                name: "override",
                doc:
                    "What becomes of the entry of the same id below: all of it, or field by field.",
                isRequired: false,
                form: .either([whole, .record(changes)])
            ),
            FieldForm(
                name: "remove",
                doc: "Whether the entry of the same id below is taken out of the book.",
                isRequired: false,
                form: .scalar(.choice(["true"]))
            ),
            FieldForm(
                name: "reason",
                doc: "Why it is taken out.",
                isRequired: false,
                form: .scalar(.localized)
            ),
        ]
    }
}

/// The rule language.
struct Grammar {
    /// The mapping that a rule file is.
    let file: RecordForm

    /// Makes the language of one folder, or that of several that are laid over each other.
    init(isLayered: Bool) {
        file = RecordForm(name: "rule file") { Self.fields(isLayered: isLayered) }
    }

    private static func fields(isLayered: Bool) -> [FieldForm] {
        let version = FieldForm(
            name: "schema",
            doc: "The version of the rule language.",
            isRequired: true,
            form: .scalar(.choice([String(RuleLanguage.version)]))
        )
        let sections = RuleLanguage.sections.map { section in
            FieldForm(
                name: section.name,
                doc: section.item.doc,
                isRequired: false,
                form: .list(.record(RecordForm(section.item, isLayered: isLayered)))
            )
        }
        return [version] + sections
    }
}

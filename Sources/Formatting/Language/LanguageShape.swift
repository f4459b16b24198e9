import RuleLoading

/// What the rule language says of a value, looked up step by step from a file's outermost mapping.
///
/// The tables of the loader are descriptions that are made anew at each call; here each is asked
/// once.
final class LanguageShape {
    /// A key with its place in the table.
    struct Field {
        /// Which of the keys it is, from 0.
        var rank: Int
        /// What its value may be.
        var shape: LanguageShape
    }

    /// What is known of a value.
    private enum Form {
        case file
        case scalar(isDate: Bool)
        case localized
        case list(LanguageShape)
        case map(LanguageShape)
        case record(RecordShape)
        case either([LanguageShape])
    }

    private let form: Form
    /// Whether the keys of records stay as their author ordered them.
    private let keepsOrder: Bool
    private lazy var fields: [String: Field] = readFields()

    private init(_ form: Form, keepsOrder: Bool) {
        self.form = form
        self.keepsOrder = keepsOrder
    }

    private convenience init(_ shape: ValueShape, keepsOrder: Bool = false) {
        func inner(_ shape: ValueShape) -> LanguageShape {
            LanguageShape(shape, keepsOrder: keepsOrder)
        }
        let form: Form =
            switch shape {
            case .text, .boolean, .integer, .number, .identifier, .reference, .industryCode,
                .choice, .null:
                Form.scalar(isDate: false)
            case .date: Form.scalar(isDate: true)
            case .localized: Form.localized
            case .list(let element, _), .pair(let element): Form.list(inner(element))
            case .map(_, let value), .fullMap(_, let value): Form.map(inner(value))
            case .record(let record): Form.record(record)
            case .either(let shapes): Form.either(shapes.map(inner))
            }
        self.init(form, keepsOrder: keepsOrder)
    }

    /// A rule file: `schema` and the sections.
    static var file: LanguageShape { LanguageShape(.file, keepsOrder: false) }

    private func readFields() -> [String: Field] {
        var names: [(name: String, shape: LanguageShape)] = []
        switch form {
        case .file:
            names.append(("schema", LanguageShape(.integer(1...1))))
            for section in RuleLanguage.sections {
                names.append(
                    (section.name, LanguageShape(.list(.record(section.item), isNonEmpty: false)))
                )
            }
        case .localized:
            names = ["ja", "en"].map { ($0, LanguageShape(.text)) }
        case .record(let record):
            names = record.fields.map { field in
                let keepsOrder = keepsOrder || Self.toldInOrder.contains(field.name)
                return (field.name, LanguageShape(field.shape, keepsOrder: keepsOrder))
            }
        default: break
        }
        var fields: [String: Field] = [:]
        for (rank, field) in names.enumerated() {
            fields[field.name] = Field(rank: rank, shape: field.shape)
        }
        return fields
    }
}

extension LanguageShape {
    /// The shape among several that a value of this sort has.
    func resolved(for node: LayoutNode) -> LanguageShape {
        guard case .either(let shapes) = form else { return self }
        let fitting = shapes.map { $0.resolved(for: node) }.filter { $0.admits(node.content) }
        return fitting.max { $0.knownKeys(of: node) < $1.knownKeys(of: node) } ?? self
    }

    private func admits(_ content: LayoutNode.Content) -> Bool {
        switch (content, form) {
        case (.sequence, .list): true
        case (.mapping, .file), (.mapping, .record), (.mapping, .localized), (.mapping, .map): true
        case (.scalar, .scalar): true
        default: false
        }
    }

    private func knownKeys(of node: LayoutNode) -> Int {
        node.items.count { item in item.key.map { fields[$0.text] != nil } ?? false }
    }

    /// What the elements of a list or the values of a map may be.
    var element: LanguageShape? {
        switch form {
        case .list(let element), .map(let element): element
        default: nil
        }
    }

    /// What is known of a key.
    func field(_ key: String) -> Field? { fields[key] }

    /// Whether keys may be brought into the order of the table; the sections of a file follow each
    /// other as its author would tell them.
    var ordersKeys: Bool {
        switch form {
        case .record: !keepsOrder
        case .localized: true
        default: false
        }
    }

    /// The keys whose values are parts in an order: conditions are explained in it, and what a test
    /// promises is reported in it.
    private static let toldInOrder: Set = ["when", "expect"]

    /// Whether it is a day, which stands without quotes.
    var isDate: Bool {
        if case .scalar(let isDate) = form { return isDate }
        return false
    }

    /// Whether it is always a scalar.
    var isScalar: Bool {
        if case .scalar = form { return true }
        return false
    }

    /// Whether a scalar is among what it may be.
    var mayBeScalar: Bool {
        switch form {
        case .scalar: true
        case .either(let shapes): shapes.contains(where: \.mayBeScalar)
        default: false
        }
    }

    /// Whether it stands in brackets or braces wherever it fits, however it was written: a list of
    /// plain values, a text in both languages, and a record of plain values.
    var isCompact: Bool {
        switch form {
        case .list(let element): element.isScalar
        case .localized: true
        case .record: !fields.isEmpty && fields.values.allSatisfy(\.shape.isScalar)
        default: false
        }
    }
}

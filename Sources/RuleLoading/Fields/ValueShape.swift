/// What a value may be, as data from which documents and a JSON Schema can be made.
package indirect enum ValueShape: Sendable {
    /// A text that is not empty.
    case text
    /// A text in Japanese and English: `{ja: …, en: …}`.
    case localized
    case boolean
    /// A day, `YYYY-MM-DD`.
    case date
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// An id that the entry gets.
    case identifier
    /// The name of another entry.
    case reference(ReferenceKind)
    /// A code of the industry classification or the beginning of one.
    case industryCode
    case choice([String])
    /// Nothing, where that says something.
    case null
    case list(ValueShape, isNonEmpty: Bool)
    /// A mapping whose keys name entries.
    case map(ReferenceKind, ValueShape)
    case record(RecordShape)
    case either([ValueShape])
}

/// A mapping with a fixed set of keys.
package struct RecordShape: Sendable {
    /// What one such mapping is called.
    package var name: String
    /// What it says, in one line.
    package var doc: String
    private let describe: @Sendable () -> [FieldDescription]

    init(name: String, doc: String, describe: @escaping @Sendable () -> [FieldDescription]) {
        self.name = name
        self.doc = doc
        self.describe = describe
    }

    /// Its keys, in the order in which authors usually write them.
    ///
    /// Made anew at each call, since conditions contain conditions.
    package var fields: [FieldDescription] { describe() }
}

/// One key of a record.
package struct FieldDescription: Sendable {
    /// The key.
    package var name: String
    /// What its value may be.
    package var shape: ValueShape
    /// Whether it must be there.
    package var isRequired: Bool
    /// What it says, in one line.
    package var doc: String
}

/// One section of a rule file.
package struct SectionDescription: Sendable {
    /// The key of the section.
    package var name: String
    /// What its list holds.
    package var item: RecordShape
}

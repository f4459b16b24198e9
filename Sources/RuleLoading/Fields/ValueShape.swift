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
    /// A name that the entry gets.
    case identifier(NameShape)
    /// The name of another entry.
    case reference(ReferenceKind)
    /// A code of the industry classification or the beginning of one.
    case industryCode
    case choice([String])
    /// Nothing, where that says something.
    case null
    case list(ValueShape, isNonEmpty: Bool)
    /// A list of exactly two.
    case pair(ValueShape)
    /// A mapping whose keys name entries.
    case map(ReferenceKind, ValueShape)
    /// A mapping whose keys are all names of a closed set.
    case fullMap(ReferenceKind, ValueShape)
    case record(RecordShape)
    case either([ValueShape])
}

/// A mapping with a fixed set of keys.
package struct RecordShape: Sendable {
    /// What one such mapping is called.
    package var name: String
    /// What it says, in one line.
    package var doc: String
    private let describe: @Sendable () -> RecordTable

    init(name: String, doc: String, describe: @escaping @Sendable () -> RecordTable) {
        self.name = name
        self.doc = doc
        self.describe = describe
    }

    /// Its keys, in the order in which authors usually write them.
    ///
    /// Made anew at each call, since conditions contain conditions.
    package var fields: [FieldDescription] { describe().fields }

    /// Its keys and which of them go together, made anew at each call like ``fields``.
    package var table: RecordTable { describe() }
}

/// The keys of a record and which of them go together.
package struct RecordTable: Sendable {
    /// The keys, in the order in which authors usually write them.
    package var fields: [FieldDescription]
    /// What must hold of the keys together.
    package var rules: [KeyRule]
}

/// What must hold of several keys of a record together.
package enum KeyRule: Hashable, Sendable {
    /// At least one of the keys is there and holds something.
    case some(of: [String])
    /// So many of the keys are there, no more and no fewer.
    case exactly(Int, of: [String])
    /// The first key may be there only beside the second.
    case only(String, with: String)
    /// The first key may not be there beside the second.
    case never(String, with: String)
}

/// A name by which an entry can be told from others, or referred to.
package struct NameShape: Sendable {
    /// The names among which it counts; `nil` for a row that nothing else names.
    package var namespace: Namespace?
    /// Whether only one entry of a folder may get it.
    package var isUnique: Bool

    /// How it is written, as a regular expression; `nil` for any text.
    package var pattern: String? { namespace.map(\.pattern) ?? Namespace.words }
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

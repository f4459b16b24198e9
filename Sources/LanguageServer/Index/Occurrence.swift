import RuleLoading

/// A place in a file where a name is given or used.
struct Occurrence {
    /// What the name does there.
    enum Role: Hashable {
        /// It is given to an entry.
        case definition(Namespace)
        /// It names another entry.
        case reference(ReferenceKind)
        /// It is a code of the industry classification.
        case industry
    }

    /// What the name does.
    var role: Role
    /// The name.
    var name: String
    /// Its bytes, quotes left out.
    var range: Range<Int>
    /// Whether the bytes are the name itself; an alias or an escape stands for it otherwise.
    var isLiteral: Bool
    /// Whether it stands in quotes.
    var isQuoted: Bool
}

/// A key of a record where it is written.
struct KeySite {
    /// Its bytes.
    var range: Range<Int>
    /// What the tables say of it.
    var field: FieldForm
    /// What the record is called.
    var record: String
}

/// A name among names of its sort.
struct Target: Hashable {
    /// The sort.
    var namespace: Namespace
    /// The name.
    var name: String
}

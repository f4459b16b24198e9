/// A result that waits for the answer to a question.
package struct SettledItem: Sendable {
    /// What sort of result it is.
    package var kind: Miss.Kind
    /// Its id.
    package var id: String
    /// Its name for people.
    package var name: Localized

    /// Gathers the values.
    package init(kind: Miss.Kind, id: String, name: Localized) {
        self.kind = kind
        self.id = id
        self.name = name
    }
}

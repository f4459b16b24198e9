import Knowledge

extension Book {
    /// The book with what needed all files filled in and every list in its order.
    func completed() -> Book {
        var book = self
        book.fillKinds()
        book.fillFirms()
        book.sortByID()
        book.examples.sort(by: Self.precedes)
        return book
    }

    /// Gives partners without a kind that of their network.
    private mutating func fillKinds() {
        let kinds = Dictionary(networks.map { ($0.id, $0.kind) }) { first, _ in first }
        for index in partners.indices where partners[index].kind == .ofNetwork {
            if let kind = kinds[partners[index].network] { partners[index].kind = kind }
        }
    }

    private mutating func sortByID() {
        categories.sort { $0.id < $1.id }
        concepts.sort { $0.id < $1.id }
        rules.sort { $0.id < $1.id }
        networks.sort { $0.id < $1.id }
        kinds.sort { $0.id < $1.id }
        partners.sort { $0.id < $1.id }
        policies.sort { $0.id < $1.id }
        combinations.sort { $0.id < $1.id }
        sizes.sort { $0.id < $1.id }
        places.sort { $0.id < $1.id }
        industries.sort { $0.id < $1.id }
        certifications.sort { $0.id < $1.id }
        axes.sort { $0.id < $1.id }
        framings.sort { $0.id < $1.id }
        barriers.sort { $0.id < $1.id }
        models.sort { $0.id < $1.id }
        steps.sort { $0.id < $1.id }
        cautions.sort { $0.id < $1.id }
        outcomes.sort { $0.id < $1.id }
        questions.sort { $0.id < $1.id }
        companies.sort { $0.id < $1.id }
        tests.sort { $0.id < $1.id }
    }

    /// Examples have no id: file, line and column order them.
    private static func precedes(_ left: Example, _ right: Example) -> Bool {
        let (first, second) = (left.origin, right.origin)
        if first.file != second.file { return first.file < second.file }
        return (first.line, first.column) < (second.line, second.column)
    }
}

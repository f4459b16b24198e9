import Diagnostics
import Knowledge

/// Finds pairs of policies of which the book says two things.
struct CombinationLint {
    private let book: Book
    private let table: CombinationTable

    init(_ book: Book) {
        self.book = book
        table = CombinationTable(book)
    }

    /// Every place at which a pair gets another verdict than elsewhere, told once a statement.
    var findings: [Finding] {
        var told: Set<Origin> = []
        var findings: [Finding] = []
        for policy in book.policies {
            for other in table.partners(of: policy.id) where policy.id < other {
                let facts = table.facts(policy.id, other)
                guard let strict = facts.first,
                    let loose = facts.last(where: { $0.verdict != strict.verdict }),
                    told.insert(loose.origin).inserted
                else { continue }
                findings.append(
                    Finding(
                        .contradictoryCombination,
                        "\(policy.id.text) and \(other.text) are \(loose.verdict.rawValue) here and "
                            + "\(strict.verdict.rawValue) by \(strict.id)",
                        at: loose.origin,
                        suggestion: "keep the one that the newer source says",
                        notes: [
                            .init(message: "the other statement", place: .init(strict.origin))
                        ]
                    )
                )
            }
        }
        return findings
    }
}

/// Which policies go together, from the entries of `combinations` and what policies say themselves.
///
/// It is symmetric: whichever of two policies is named first, the answer is the same. It grows with
/// the number of names written in the book, not with the number of pairs.
package struct CombinationTable: Sendable {
    /// One statement of the book about two policies.
    package struct Fact: Sendable {
        /// Whether they go together.
        package var verdict: Combination.Verdict
        /// The id of the combination, or of the policy that says it.
        package var id: String
        /// Why.
        package var because: Localized
        /// Where that was read.
        package var source: Source
        /// Where it is written.
        package var origin: Origin
    }

    /// A statement with the policies it is about.
    private struct Statement: Sendable {
        var fact: Fact
        var first: Set<Identifier<Policy>>
        /// Empty when any two of the first are meant.
        var second: Set<Identifier<Policy>>

        func covers(_ one: Identifier<Policy>, _ other: Identifier<Policy>) -> Bool {
            if second.isEmpty { return first.contains(one) && first.contains(other) }
            return (first.contains(one) && second.contains(other))
                || (first.contains(other) && second.contains(one))
        }
    }

    private var statements: [Statement] = []
    private var byPolicy: [Identifier<Policy>: [Int]] = [:]

    /// Gathers what a book says.
    package init(_ book: Book) {
        let titles = Dictionary(book.policies.map { ($0.id, $0.title) }) { first, _ in first }
        for item in book.combinations {
            add(
                Fact(
                    verdict: item.verdict,
                    id: item.id.text,
                    because: item.because,
                    source: item.source,
                    origin: item.origin
                ),
                item.policies,
                item.partners
            )
        }
        for policy in book.policies { addRelations(of: policy, titles) }
    }

    /// All that the book says of two policies, the strictest first; of equals, combinations first,
    /// since they say why.
    package func facts(
        _ one: Identifier<Policy>,
        _ other: Identifier<Policy>
    ) -> [Fact] {
        guard one != other, let numbers = byPolicy[one] else { return [] }
        return numbers.filter { statements[$0].covers(one, other) }.sorted { left, right in
            let (first, second) = (statements[left].fact, statements[right].fact)
            return (second.verdict.strictness, left) < (first.verdict.strictness, right)
        }.map { statements[$0].fact }
    }

    /// What holds for two policies: the strictest statement, or `nil` when nothing is known.
    package func fact(_ one: Identifier<Policy>, _ other: Identifier<Policy>) -> Fact? {
        facts(one, other).first
    }

    /// The policies of which something is known beside one, in the order of their ids.
    package func partners(of policy: Identifier<Policy>) -> [Identifier<Policy>] {
        var found: Set<Identifier<Policy>> = []
        for statement in (byPolicy[policy] ?? []).map({ statements[$0] }) {
            if statement.second.isEmpty {
                found.formUnion(statement.first)
            } else {
                if statement.first.contains(policy) { found.formUnion(statement.second) }
                if statement.second.contains(policy) { found.formUnion(statement.first) }
            }
        }
        found.remove(policy)
        return found.sorted()
    }

    private mutating func add(
        _ fact: Fact,
        _ first: [Identifier<Policy>],
        _ second: [Identifier<Policy>]
    ) {
        let statement = Statement(fact: fact, first: Set(first), second: Set(second))
        for policy in statement.first.union(statement.second) {
            byPolicy[policy, default: []].append(statements.count)
        }
        statements.append(statement)
    }

    /// What a policy says of others itself, with its own source.
    private mutating func addRelations(
        of policy: Policy,
        _ titles: [Identifier<Policy>: Localized]
    ) {
        func add(
            _ others: [Identifier<Policy>],
            _ verdict: Combination.Verdict,
            _ because: (Localized) -> Localized
        ) {
            for other in others {
                let fact = Fact(
                    verdict: verdict,
                    id: policy.id.text,
                    because: because(titles[other] ?? Localized(ja: other.text, en: other.text)),
                    source: policy.source,
                    origin: policy.origin
                )
                self.add(fact, [policy.id], [other])
            }
        }
        let own = policy.title
        add(policy.excludesPolicies, .excluded) { other in
            Localized(
                ja: "「\(own.ja)」は「\(other.ja)」と同時に使えない制度だから",
                en: "\(own.en) cannot be used beside \(other.en)"
            )
        }
        add(policy.combinesWith, .allowed) { other in
            Localized(
                ja: "「\(own.ja)」は「\(other.ja)」と合わせて使える制度だから",
                en: "\(own.en) goes together with \(other.en)"
            )
        }
        add(policy.requiresPolicies, .allowed) { other in
            Localized(
                ja: "「\(own.ja)」には先に「\(other.ja)」が要るから",
                en: "\(own.en) builds on \(other.en), which comes first"
            )
        }
    }
}

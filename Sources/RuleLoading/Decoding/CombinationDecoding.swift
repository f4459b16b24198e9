import Diagnostics
import Knowledge

extension ValueType where Value == Combination {
    /// An entry of `combinations`.
    static var combinationEntry: ValueType {
        .record("combination", "Whether policies can be used beside each other.") { reader in
            let id: Identifier<Combination>? = reader.required(
                "id",
                .identity(.combination),
                "The id."
            )
            let policies = reader.required(
                "policies",
                .list(.policy, isNonEmpty: true),
                "The policies; without `with`, any two of them."
            )
            let partners = reader.optional(
                "with",
                .list(.policy, isNonEmpty: true),
                default: [],
                "What each of the policies is used beside."
            )
            let verdict = reader.required(
                "verdict",
                .choice(of: Combination.Verdict.self),
                "Whether they go together."
            )
            let because = reader.required("because", .localized, "Why.")
            let source = reader.required("source", .source, "Where that was read.")
            if let policies, reader.isSound { reader.checkPairs(policies, partners) }
            guard let id, let policies, let verdict, let because, let source else { return nil }
            return Combination(
                id: id,
                policies: policies,
                partners: partners,
                verdict: verdict,
                because: because,
                source: source,
                origin: reader.origin
            )
        }
    }
}

extension RecordReader {
    /// Reports policies that are named twice, and a single one that stands beside nothing.
    fileprivate func checkPairs(
        _ policies: [Identifier<Policy>],
        _ partners: [Identifier<Policy>]
    ) {
        var seen: Set<Identifier<Policy>> = []
        for (key, ids) in [("policies", policies), ("with", partners)] {
            for id in ids where !seen.insert(id).inserted {
                report(
                    .unpairedPolicy,
                    "policy \(Diagnostic.quote(id.text)) is named twice in one combination",
                    atValueOf: key
                )
                return
            }
        }
        guard partners.isEmpty, policies.count < 2 else { return }
        report(
            .unpairedPolicy,
            "a combination of one policy needs `with`, or a second policy",
            atValueOf: "policies"
        )
    }
}

import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == Rule {
    /// An entry of `rules`.
    static var ruleEntry: ValueType {
        .record("rule", "What follows when a condition holds, and why.") { reader in
            let id: Identifier<Rule>? = reader.required("id", .identity(.rule), "The rule's id.")
            let title = reader.required("title", .localized, "Its name for people.")
            let condition = reader.required("when", .condition(.rule), "When it applies.")
            let effect = reader.required("then", .effect, "What follows.")
            let because = reader.required("because", .localized, "Why that follows.")
            let source = reader.optional("source", .source, "Where the reason comes from.")
            let reviewBy = reader.optional(
                "review_by",
                .date,
                "The day by which someone must look at it again."
            )
            let isEnabled = reader.optional(
                "enabled",
                .boolean,
                default: true,
                "Whether the rule takes part."
            )
            guard let id, let title, let condition, let effect, let because else { return nil }
            LateCategoryCheck.run(condition, reader)
            return Rule(
                id: id,
                title: title,
                condition: condition,
                effect: effect,
                because: because,
                source: source,
                reviewBy: reviewBy,
                isEnabled: isEnabled,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == Effect {
    /// What a rule adds to the answer.
    static var effect: ValueType {
        .record("effect", "What a rule adds to the answer.") { reader in
            var effect = Effect()
            readIssue(&reader, into: &effect)
            readSupport(&reader, into: &effect)
            reader.declareSome()
            if effect.isEmpty, reader.isSound {
                reader.report(.emptyEffect, "the rule does nothing")
            }
            return effect
        }
    }

    private static func readIssue(_ reader: inout RecordReader, into effect: inout Effect) {
        effect.categories = reader.optional(
            "category",
            .weights(NumberRange.logOdds),
            default: [],
            "Log-odds it adds to categories."
        )
        effect.ruledOut = reader.optional(
            "rule_out",
            .list(.category),
            default: [],
            "Categories that cannot be answered."
        )
        effect.framing = reader.optional("framing", .framing, "How wide the issue is to be set.")
        effect.approach = reader.optional(
            "approach",
            .axisValues,
            default: [],
            "What it adds to axes of the approach."
        )
        effect.barrier = reader.optional("barrier", .barrier, "The barrier that is met.")
        effect.model = reader.optional("model", .model, "The programme to follow.")
    }

    private static func readSupport(_ reader: inout RecordReader, into effect: inout Effect) {
        effect.partners = reader.optional(
            "partners",
            .proposals,
            default: [],
            "Networks and partners it proposes."
        )
        effect.policies = reader.optional(
            "policies",
            .list(.policyProposal),
            default: [],
            "Policies it proposes."
        )
        effect.questions = reader.optional(
            "ask",
            .list(.question),
            default: [],
            "Questions to ask next."
        )
        effect.cautions = reader.optional(
            "caution",
            .list(.caution),
            default: [],
            "Known ways to fail."
        )
        effect.outcomes = reader.optional(
            "outcome",
            .list(.outcome),
            default: [],
            "Results to look for."
        )
    }
}

extension Effect {
    /// Whether it adds nothing.
    fileprivate var isEmpty: Bool {
        categories.isEmpty && ruledOut.isEmpty && framing == nil && approach.isEmpty
            && barrier == nil && model == nil && partners.isEmpty && policies.isEmpty
            && questions.isEmpty && cautions.isEmpty && outcomes.isEmpty
    }
}

extension ValueType where Value == Effect.PolicyProposal {
    /// A policy, with its weight or with weight 1.
    fileprivate static var policyProposal: ValueType {
        let plain = ValueType<Identifier<Policy>>.policy.map {
            Effect.PolicyProposal(policy: $0, weight: 1)
        }
        let weighted = ValueType.record("policy proposal", "A policy with its weight.") { reader in
            let policy = reader.required("policy", .policy, "The policy.")
            let weight = reader.optional(
                "weight",
                .number(NumberRange.proposal),
                default: 1,
                "How strongly."
            )
            return policy.map { Effect.PolicyProposal(policy: $0, weight: weight) }
        }
        return .mapping(weighted, or: plain)
    }
}

package import Knowledge

/// What of an answer is compared: ids in order, and what is said of each.
package struct AnswerSketch: Hashable, Sendable {
    /// An issue below this probability is not compared: the tail of the list is noise.
    package static let leastIssue = 0.1

    /// A policy with what is said of it.
    package struct PolicyMark: Hashable, Sendable {
        /// The policy's id.
        package var id: String
        /// Its status and the state of its window.
        package var standing: PolicyStanding
    }

    /// The style of support.
    struct Style: Hashable, Sendable {
        var framing: String?
        var model: String?
        var axes: [Int]
        var notes: [String]
    }

    /// What kind of answer it is.
    package var outcome: Outcome
    /// The first category, whatever its probability.
    package var firstIssue: String?
    /// The categories or, where one is named, sub-categories from 10 %, most probable first.
    package var issues: [String]
    /// Their probabilities, 0…1.
    package var probabilities: [Double]
    /// The partners, best first.
    package var partners: [String]
    /// The policies, best first.
    package var policies: [PolicyMark]
    /// The style of support.
    let style: Style

    /// Takes from an answer what is compared.
    init(_ answer: Recommendation) {
        outcome = answer.outcome
        firstIssue = answer.categories.first?.id.text
        let issues = answer.categories.filter { $0.score >= Self.leastIssue }
        self.issues = issues.map { $0.sub?.text ?? $0.id.text }
        probabilities = issues.map(\.score)
        partners = answer.partners.map(\.id.text)
        policies = answer.policies.map {
            PolicyMark(
                id: $0.id.text,
                standing: PolicyStanding(status: $0.status, phase: $0.window.phase)
            )
        }
        let approach = answer.approach
        style = Style(
            framing: answer.framing?.id.text,
            model: approach?.model.text,
            axes: approach?.axes.map(\.value) ?? [],
            notes: (approach?.barriers.map(\.id.text) ?? [])
                + (approach?.steps.map(\.text) ?? []) + (approach?.cautions.map(\.id.text) ?? [])
        )
    }

    /// The programme nearest to the style, after the framing: `company-specific, near`.
    var styleWords: String {
        [style.framing, style.model].compactMap(\.self).joined(separator: ", ")
    }
}

/// Whether a firm can use a policy, and whether it can be applied for on the day.
package struct PolicyStanding: Hashable, Sendable {
    /// Whether the firm can use it.
    package var status: PolicyStatus
    /// The state of its window.
    package var phase: WindowState.Phase

    /// Both as ids, such as `match/open`; a policy that is over says so once.
    package var text: String {
        status == .closed ? status.rawValue : "\(status.rawValue)/\(phase.rawValue)"
    }
}

import Knowledge

/// A condition with dense numbers in place of ids, so that testing it looks nothing up; a class, so
/// that looking at one copies nothing.
package final class CompiledCondition: Sendable {
    indirect enum Test: Sendable {
        case all([CompiledCondition])
        case any([CompiledCondition])
        case none([CompiledCondition])
        case says([Int])
        case composed([Int])
        case asks([Int])
        case mentions([Int])
        /// Numbers of categories and of sub-categories.
        case category(tops: [Int], subs: [Int])
        case framing(Identifier<Framing>)
        case barrier([Identifier<Barrier>])
        case stage(Condition.Stage)
        case vague(Bool)
        case tried(Interval)
        case company(CompanyTest)
    }

    let test: Test
    let unknown: Condition.Unknown
    let label: Localized?
    let origin: Origin

    /// When a condition can be tested: what it asks about is set phase by phase.
    enum Phase: Int, Comparable, Sendable {
        /// From the words and the firm alone.
        case words
        /// Once the issue is set.
        case issue
        /// Once framing and barriers are set too.
        case style

        static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    /// The first phase in which every part can be tested.
    var phase: Phase {
        switch test {
        case .all(let parts), .any(let parts), .none(let parts):
            parts.map(\.phase).max() ?? .words
        case .category, .vague: .issue
        case .framing, .barrier: .style
        default: .words
        }
    }

    /// Translates a condition; ids the book does not have are left out, as the loader has
    /// reported them.
    init(_ condition: Condition, concepts: [Identifier<Concept>: Int], categories: CategoryTable) {
        func translated(_ parts: [Condition]) -> [CompiledCondition] {
            parts.map { CompiledCondition($0, concepts: concepts, categories: categories) }
        }
        unknown = condition.unknown
        label = condition.label
        origin = condition.origin
        switch condition.test {
        case .all(let parts): test = .all(translated(parts))
        case .any(let parts): test = .any(translated(parts))
        case .none(let parts): test = .none(translated(parts))
        case .says(let ids): test = .says(ids.compactMap { concepts[$0] })
        case .composed(let ids): test = .composed(ids.compactMap { concepts[$0] })
        case .asks(let ids): test = .asks(ids.compactMap { concepts[$0] })
        case .mentions(let ids): test = .mentions(ids.compactMap { concepts[$0] })
        case .category(let references):
            test = .category(
                tops: references.filter { !$0.isSub }.compactMap { categories.top(of: $0) },
                subs: references.compactMap { categories.sub(of: $0) }
            )
        case .framing(let id): test = .framing(id)
        case .barrier(let ids): test = .barrier(ids)
        case .stage(let stage): test = .stage(stage)
        case .vague(let value): test = .vague(value)
        case .tried(let interval): test = .tried(interval)
        case .company(let companyTest): test = .company(companyTest)
        }
    }

    /// The concepts one of which must be mentioned for the condition to be anything but no, or
    /// `nil` when it can hold without any.
    var requiredConcepts: [Int]? {
        switch test {
        case .says(let ids), .asks(let ids), .mentions(let ids): ids
        case .composed(let ids): ids.first.map { [$0] }
        case .all(let parts):
            parts.compactMap(\.requiredConcepts).min { $0.count < $1.count }
        case .any(let parts):
            parts.reduce(into: [Int]?.some([])) { result, part in
                guard let concepts = part.requiredConcepts else {
                    result = nil
                    return
                }
                result? += concepts
            }
        default: nil
        }
    }
}

import Diagnostics
import Knowledge
import YAMLTree

/// A value with its place.
struct Placed<Value: Sendable>: Sendable {
    var value: Value
    var origin: Origin

    /// A promise about the value, at its place.
    func promise(_ claim: (Value) -> Claim) -> Promise { Promise(claim(value), at: origin) }
}

extension ValueType {
    /// The same values, each with its place.
    static func placed<Inner>(_ type: ValueType<Inner>) -> ValueType
    where Value == Placed<Inner> {
        ValueType(type.shape) { node, context in
            type.read(node, context).map { Placed(value: $0, origin: Origin(node.place)) }
        }
    }
}

extension ValueType where Value == [Promise] {
    /// `{include: […], exclude: […], empty: true}` and, of a ranked list, `first`, `order`, `top`.
    static func selection(
        from list: ResultList,
        _ kind: ReferenceKind,
        isRanked: Bool = false
    ) -> ValueType {
        let noun =
            isRanked ? "ranked selection of \(list.rawValue)" : "selection of \(list.rawValue)"
        return .record(noun, "What must and must not be among them.") { reader in
            let members = ValueType<[Placed<String>]>.list(.placed(.name(of: kind)))
            let include = reader.optional("include", members, default: [], "Among them.")
            var promises = readRest(&reader, list: list, kind: kind, isRanked: isRanked)
            let top = isRanked ? readTop(&reader) : nil
            promises += include.map { $0.promise { .present(list, $0, top: top) } }
            reader.declareSome(except: ["top"])
            return promises
        }
    }

    /// Like a selection, where each policy included may have its status.
    static var policySelection: ValueType {
        .record("selection of policies", "Policies with their status, and those not wanted.") {
            reader in
            let include = reader.optional(
                "include",
                .expectedPolicies,
                default: [],
                "Among them, each with its status where that matters."
            )
            var promises = readRest(&reader, list: .policies, kind: .policy, isRanked: true)
            let top = readTop(&reader)
            promises += include.map { $0.promise { .policy($0, top: top) } }
            reader.declareSome(except: ["top"])
            return promises
        }
    }

    private static func readTop(_ reader: inout RecordReader) -> Int? {
        reader.optional(
            "top",
            .integer(1...100),
            "Those under `include` are among so many first ones."
        )
    }

    private static func readRest(
        _ reader: inout RecordReader,
        list: ResultList,
        kind: ReferenceKind,
        isRanked: Bool
    ) -> [Promise] {
        var promises: [Promise] = []
        let member = ValueType<Placed<String>>.placed(.name(of: kind))
        let exclude = reader.optional("exclude", .list(member), default: [], "Not among them.")
        promises += exclude.map { $0.promise { .absent(list, $0) } }
        if isRanked {
            let first = reader.optional("first", member, "The first of them.")
            if let first { promises.append(first.promise { .first(list, $0) }) }
            let order = reader.optional(
                "order",
                .placed(.list(.name(of: kind), isNonEmpty: true)),
                "All among them, in this order, whatever stands between."
            )
            if let order { promises.append(order.promise { .order(list, $0) }) }
        }
        let empty = reader.optional("empty", .placed(.boolean), "`true`: there are none at all.")
        if let empty, empty.value { promises.append(empty.promise { _ in .empty(list) }) }
        return promises
    }
}

extension ValueType where Value == [Placed<ExpectedPolicy>] {
    /// `[policy, …]` or `{policy: status, …}`, where a status may be spelt out.
    fileprivate static var expectedPolicies: ValueType {
        let plain = ValueType<[Placed<Identifier<Policy>>]>.list(.placed(.policy)).map { list in
            list.map { item in
                Placed(value: ExpectedPolicy(policy: item.value), origin: item.origin)
            }
        }
        let states = ValueType<[(name: String, value: Placed<ExpectedPolicy>)]>.map(
            .policy,
            .placed(.expectedState)
        ).map { pairs in
            pairs.map { pair in
                var expected = pair.value
                expected.value.policy = Identifier(pair.name)
                return expected
            }
        }
        return .mapping(states, or: plain)
    }
}

extension ValueType where Value == ExpectedPolicy {
    /// A status, or `{status, window, opens, until, missing}`; which policy, its key says.
    fileprivate static var expectedState: ValueType {
        let status = ValueType<PolicyStatus>.choice(of: PolicyStatus.self).map {
            ExpectedPolicy(policy: Identifier(""), status: $0)
        }
        return .mapping(describedState, or: status)
    }

    private static var describedState: ValueType {
        .record("state of a policy", "What must hold of a policy on the day.") { reader in
            let state = ExpectedPolicy(
                policy: Identifier(""),
                status: reader.optional(
                    "status",
                    .choice(of: PolicyStatus.self),
                    "Whether the firm can use it."
                ),
                window: reader.optional(
                    "window",
                    .choice(of: WindowState.Phase.self),
                    "What its window is."
                ),
                opens: reader.optional("opens", .date, "The day on which its window opens."),
                until: reader.optional("until", .date, "The last day of its window."),
                missing: reader.optional(
                    "missing",
                    .list(.question),
                    default: [],
                    "Facts that it waits for."
                )
            )
            reader.declareSome()
            return state
        }
    }
}

import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == Source {
    /// Where a fact comes from.
    static var source: ValueType {
        .record("source", "Where a fact comes from.") { reader in
            let url = reader.required("url", .document, "The page or document.")
            let checked = reader.required("checked", .date, "The day it was read.")
            let confidence = reader.optional(
                "confidence",
                .choice(of: Source.Confidence.self),
                default: .seen,
                "Whether the fact was read there."
            )
            guard let url, let checked else { return nil }
            return Source(url: url, checked: checked, confidence: confidence)
        }
    }
}

extension ValueType where Value == String {
    /// The address of a page; what a browser could not open is worth a look.
    static var page: ValueType { address { !Guess.isAddress($0) } }

    /// The address of a page, or a document by its name, which is not taken for an address.
    static var document: ValueType {
        address { !Guess.isAddress($0) && Guess.address(in: $0) != nil }
    }

    private static func address(_ isBroken: @escaping @Sendable (String) -> Bool) -> ValueType {
        ValueType(.text) { node, context in
            guard let text = ValueType.text.read(node, context) else { return nil }
            guard isBroken(text) else { return text }
            context.report(
                Diagnostic(
                    .badURL,
                    "\(Diagnostic.quote(text)) is no address of a page",
                    at: node.place,
                    severity: .warning,
                    suggestion: Guess.address(in: text).map { "did you mean `\($0)`?" }
                        ?? "write it from https:// on"
                )
            )
            return text
        }
    }
}

extension ValueType where Value == Interval {
    /// `{min, max}`, one of them at least.
    static func interval(_ range: ClosedRange<Int>) -> ValueType {
        .record("range", "A closed range of whole numbers.") { reader in
            let min = reader.optional("min", .integer(range), "The least.")
            let max = reader.optional("max", .integer(range), "The most.")
            reader.declare(.some(of: ["min", "max"]))
            if min == nil, max == nil, reader.isSound {
                reader.report(.missingKey, "a range needs `min`, `max` or both")
            }
            if let min, let max, min > max {
                reader.report(.intervalOrder, "`min` is more than `max`", atValueOf: "min")
            }
            return Interval(min: min, max: max)
        }
    }

    /// A number of employees.
    static var employees: ValueType { .interval(NumberRange.employees) }
    /// An amount of capital in yen.
    static var capital: ValueType { .interval(NumberRange.yen) }
}

/// The ranges that keep slips of the pen out.
enum NumberRange {
    static let employees = 0...10_000_000
    static let yen = 0...1_000_000_000_000_000
    static let age = 0...2000
    static let visits = 0...1000
    static let year = 500...2200
    static let axis = -2...2
    static let logOdds = -5.0...5.0
    static let strength = 0.0...1.0
    static let proposal = 0.0...3.0
}

extension ValueType where Value == [WeightedCategory] {
    /// `{R: weight}`, in the order of the categories.
    static func weights(_ range: ClosedRange<Double>) -> ValueType {
        ValueType<[(name: String, value: Double)]>.map(.category, .number(range)).map { pairs in
            pairs.map { WeightedCategory(category: CategoryReference($0.name), weight: $0.value) }
        }
    }
}

extension ValueType where Value == [AxisValue] {
    /// `{axis: −2…2}`, in the order of the six axes.
    static var axisValues: ValueType {
        ValueType<[(name: String, value: Int)]>.map(.axis, .integer(NumberRange.axis)).map {
            pairs in
            pairs.map { AxisValue(axis: Identifier($0.name), value: $0.value) }
                .sorted { AxisNames.rank(of: $0) < AxisNames.rank(of: $1) }
        }
    }

    /// `{axis: −2…2}` with all six axes.
    static var allAxisValues: ValueType {
        ValueType(.fullMap(.axis, .integer(NumberRange.axis))) { node, context in
            guard let values = axisValues.read(node, context) else { return nil }
            let given = Set(node.entries.map(\.key.text))
            let missing = AxisNames.all.filter { !given.contains($0) }
            if !missing.isEmpty {
                context.report(
                    .axesIncomplete,
                    "all six axes are needed; \(missing.joined(separator: ", ")) lacking",
                    at: node.place
                )
            }
            return values
        }
    }
}

extension ValueType where Value == [Effect.PartnerProposal] {
    /// A list of networks or partners that are proposed.
    static var proposals: ValueType {
        .list(
            .record("proposal", "A network or partner that is proposed.") { reader in
                let network = reader.optional("network", .network, "The network.")
                let partner = reader.optional("partner", .partner, "The single partner.")
                let role = reader.required(
                    "role",
                    .choice(of: Effect.PartnerProposal.Role.self),
                    "Its part."
                )
                let weight = reader.optional(
                    "weight",
                    .number(NumberRange.proposal),
                    default: 1,
                    "How strongly."
                )
                reader.declare(.exactly(1, of: ["network", "partner"]))
                switch reader.present(among: ["network", "partner"]).count {
                case 0: reader.report(.missingKey, "a proposal needs `network` or `partner`")
                case 2:
                    reader.report(
                        .conflictingKeys,
                        "a proposal has either `network` or `partner`, not both",
                        atValueOf: "partner"
                    )
                default: break
                }
                let target =
                    network.map(Effect.PartnerProposal.Target.network)
                    ?? partner.map(Effect.PartnerProposal.Target.partner)
                guard let target, let role else { return nil }
                return Effect.PartnerProposal(target: target, role: role, weight: weight)
            }
        )
    }
}

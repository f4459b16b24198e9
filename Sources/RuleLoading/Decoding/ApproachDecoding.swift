import Diagnostics
import Knowledge

extension ValueType where Value == Axis {
    /// An entry of `axes`.
    static var axisEntry: ValueType {
        .record("axis", "One of the six axes of the approach.") { reader in
            let id: Identifier<Axis>? = reader.required("id", .identity(.axis), "The id.")
            let left = reader.required("left", .localized, "The name of −2.")
            let right = reader.required("right", .localized, "The name of +2.")
            let reasons = reader.required("reasons", .axisReasons, "Why one would be where.")
            guard let id, let left, let right, let reasons else { return nil }
            return Axis(
                id: id,
                left: left,
                right: right,
                leftReason: reasons.left,
                rightReason: reasons.right,
                bothReason: reasons.both,
                origin: reader.origin
            )
        }
    }
}

/// Why one would be on the left, on the right, or stay in the middle.
private struct AxisReasons {
    var left: Localized
    var right: Localized
    var both: Localized
}

extension ValueType where Value == AxisReasons {
    fileprivate static var axisReasons: ValueType {
        .record("set of reasons", "Why one would be on a side, when no rule says.") { reader in
            let left = reader.required("left", .localized, "Why on the left.")
            let right = reader.required("right", .localized, "Why on the right.")
            let both = reader.required("both", .localized, "Why in the middle.")
            guard let left, let right, let both else { return nil }
            return AxisReasons(left: left, right: right, both: both)
        }
    }
}

extension ValueType where Value == Framing {
    /// An entry of `framings`.
    static var framingEntry: ValueType {
        .record("framing", "How wide the issue is set.") { reader in
            let id: Identifier<Framing>? = reader.required("id", .identity(.framing), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let because = reader.required("because", .localized, "When it is the one.")
            guard let id, let title, let because else { return nil }
            return Framing(id: id, title: title, because: because, origin: reader.origin)
        }
    }
}

extension ValueType where Value == Barrier {
    /// An entry of `barriers`.
    static var barrierEntry: ValueType {
        .record("barrier", "A barrier to a firm changing itself.") { reader in
            let id: Identifier<Barrier>? = reader.required("id", .identity(.barrier), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let because = reader.required("because", .localized, "What it asks of the supporter.")
            let approach = reader.optional(
                "approach",
                .axisValues,
                default: [],
                "The style it calls for."
            )
            let partners = reader.optional(
                "partners",
                .proposals,
                default: [],
                "Who helps past it."
            )
            guard let id, let title, let because else { return nil }
            return Barrier(
                id: id,
                title: title,
                because: because,
                approach: approach,
                partners: partners,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == ApproachModel {
    /// An entry of `models`.
    static var modelEntry: ValueType {
        .record("model", "A real programme that stands for a style of support.") { reader in
            let id: Identifier<ApproachModel>? = reader.required("id", .identity(.model), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let framing = reader.required("framing", .framing, "How wide it sets the issue.")
            let approach = reader.required("approach", .allAxisValues, "Its place on all axes.")
            let kinds = reader.required("kinds", .list(.kind), "The kinds it works with.")
            let because = reader.required("because", .localized, "When to follow it.")
            let summary = reader.required("description", .localized, "What it does.")
            let source = reader.required("source", .source, "Where the facts come from.")
            guard let id, let title, let framing, let approach, let kinds, let because,
                let summary, let source
            else { return nil }
            return ApproachModel(
                id: id,
                title: title,
                framing: framing,
                approach: approach,
                kinds: kinds,
                because: because,
                summary: summary,
                source: source,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == Step {
    /// An entry of `steps`.
    static var stepEntry: ValueType {
        .record("step", "A step of accompanying a firm.") { reader in
            let id: Identifier<Step>? = reader.required("id", .identity(.step), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let text = reader.required("text", .localized, "What is done.")
            guard let id, let title, let text else { return nil }
            return Step(id: id, title: title, text: text, origin: reader.origin)
        }
    }
}

extension ValueType where Value == Caution {
    /// An entry of `cautions`.
    static var cautionEntry: ValueType {
        .record("caution", "A known way to fail.") { reader in
            let id: Identifier<Caution>? = reader.required("id", .identity(.caution), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let text = reader.required("text", .localized, "What to mind.")
            guard let id, let title, let text else { return nil }
            return Caution(id: id, title: title, text: text, origin: reader.origin)
        }
    }
}

extension ValueType where Value == OutcomeNote {
    /// An entry of `outcomes`.
    static var outcomeEntry: ValueType {
        .record("outcome", "A result to look for.") { reader in
            let id: Identifier<OutcomeNote>? = reader.required(
                "id",
                .identity(.outcome),
                "The id."
            )
            let circle = reader.required(
                "circle",
                .choice(of: OutcomeNote.Circle.self),
                "Whose result it is."
            )
            let text = reader.required("text", .localized, "The result.")
            let categories = reader.optional(
                "category",
                .list(.category),
                default: [],
                "The issues it belongs to; empty means all."
            )
            guard let id, let circle, let text else { return nil }
            return OutcomeNote(
                id: id,
                circle: circle,
                text: text,
                categories: categories,
                origin: reader.origin
            )
        }
    }
}

import Diagnostics
import Knowledge
import YAMLTree

extension ValueType {
    /// The id that an entry gets.
    static func identity<Entity>(_ namespace: Namespace) -> ValueType
    where Value == Identifier<Entity> {
        ValueType(.identifier(NameShape(namespace: namespace, isUnique: true))) { node, context in
            guard let id = ValueType<String>.wellFormedID(in: namespace, node, context) else {
                return nil
            }
            context.define(id, in: namespace, at: node.place)
            return Identifier(id)
        }
    }

    /// The id of another entry.
    private static func reference<Entity>(_ kind: ReferenceKind) -> ValueType
    where Value == Identifier<Entity> {
        ValueType<String>.name(of: kind).map { Identifier($0) }
    }
}

extension ValueType where Value == String {
    /// The id of a row that nothing else names.
    static var rowID: ValueType {
        ValueType(.identifier(NameShape(namespace: nil, isUnique: false))) { node, context in
            wellFormedID(in: nil, node, context)
        }
    }

    /// Reads an id and holds it to its form.
    static func wellFormedID(
        in namespace: Namespace?,
        _ node: YAMLNode,
        _ context: LoadingContext
    ) -> String? {
        guard let id = ValueType.text.read(node, context) else { return nil }
        if let allowed = namespace?.closedSet {
            guard !allowed.contains(id) else { return id }
            context.report(
                .unknownValue,
                "\(Diagnostic.quote(id)) is not one of \(allowed.joined(separator: ", "))",
                at: node.place,
                suggestion: NearestName.suggestion(for: id, among: allowed)
            )
            return nil
        }
        let allowsUnderscore = namespace?.allowsUnderscore ?? false
        if Identifier<Self>(id).isWellFormed(allowsUnderscore: allowsUnderscore) { return id }
        context.report(
            .badID,
            "the id \(Diagnostic.quote(id)) is not lower-case words joined by `-` and `.`",
            at: node.place
        )
        return nil
    }
}

extension ValueType where Value == CategoryReference {
    /// A category or a sub-category.
    static var category: ValueType { ValueType<String>.name(of: .category).map { .init($0) } }
    /// A sub-category.
    static var subcategory: ValueType {
        ValueType<String>.name(of: .subcategory).map { .init($0) }
    }
}

extension ValueType where Value == Identifier<Category> {
    static var topCategory: ValueType { reference(.topCategory) }
}

extension ValueType where Value == Identifier<Concept> {
    static var concept: ValueType { reference(.concept) }
}

extension ValueType where Value == Identifier<Network> {
    static var network: ValueType { reference(.network) }
}

extension ValueType where Value == Identifier<Partner> {
    static var partner: ValueType { reference(.partner) }
}

extension ValueType where Value == Identifier<PartnerKind> {
    static var kind: ValueType { reference(.kind) }
}

extension ValueType where Value == Identifier<Policy> {
    static var policy: ValueType { reference(.policy) }
}

extension ValueType where Value == Identifier<SizeClass> {
    static var size: ValueType { reference(.size) }
}

extension ValueType where Value == Identifier<Certification> {
    static var certification: ValueType { reference(.certification) }
}

extension ValueType where Value == Identifier<Framing> {
    static var framing: ValueType { reference(.framing) }
}

extension ValueType where Value == Identifier<Barrier> {
    static var barrier: ValueType { reference(.barrier) }
}

extension ValueType where Value == Identifier<ApproachModel> {
    static var model: ValueType { reference(.model) }
}

extension ValueType where Value == Identifier<Question> {
    static var question: ValueType { reference(.question) }
}

extension ValueType where Value == Identifier<Caution> {
    static var caution: ValueType { reference(.caution) }
}

extension ValueType where Value == Identifier<NamedCompany> {
    static var namedCompany: ValueType { reference(.company) }
}

extension ValueType where Value == Identifier<OutcomeNote> {
    static var outcome: ValueType { reference(.outcome) }
}

import Knowledge
import WireFormat

/// Everything that is wrong with a query.
struct FaultList {
    /// The faults in the order found.
    private(set) var items: [ProblemBody.Item] = []

    /// Notes a fault at a JSON pointer.
    mutating func add(_ code: String, _ detail: String, at pointer: String) {
        items.append(ProblemBody.Item(code: code, detail: detail, pointer: pointer))
    }

    /// The faults as one problem.
    var problem: ProblemBody {
        ProblemBody(
            status: 422,
            code: "query.invalid",
            title: "The query is not valid",
            detail: items.first?.detail ?? "",
            errors: items
        )
    }
}

/// Reads the members of a JSON object as typed values and notes what does not fit.
///
/// `null` counts as absent, except in `scalar`, where both mean that no value was given.
struct ObjectReader {
    /// A string with its place.
    struct Text {
        var text: String
        var pointer: String
    }

    private let node: JSONNode
    /// Where the object stands.
    let pointer: String

    init(_ node: JSONNode, at pointer: String, faults: inout FaultList) {
        self.node = node
        self.pointer = pointer
        if node.kind != .object {
            faults.add("query.wrong-type", "an object is wanted", at: pointer)
        }
    }

    func has(_ key: String) -> Bool { member(key) != nil }

    func string(_ key: String, _ faults: inout FaultList, limit: Int) -> String? {
        guard let value = member(key) else { return nil }
        guard let text = value.string else { return wrong(key, "text", &faults) }
        if text.unicodeScalars.count > limit {
            faults.add("query.too-long", "at most \(limit) characters", at: place(key))
        }
        return text
    }

    func int(_ key: String, _ faults: inout FaultList, in range: ClosedRange<Int>) -> Int? {
        guard let value = member(key) else { return nil }
        guard let number = value.int else { return wrong(key, "a whole number", &faults) }
        guard range.contains(number) else {
            faults.add(
                "query.out-of-range",
                "a number from \(range.lowerBound) to \(range.upperBound) is wanted",
                at: place(key)
            )
            return nil
        }
        return number
    }

    func bool(_ key: String, _ faults: inout FaultList) -> Bool? {
        guard let value = member(key) else { return nil }
        guard let flag = value.bool else { return wrong(key, "true or false", &faults) }
        return flag
    }

    func strings(_ key: String, _ faults: inout FaultList) -> [Text] {
        list(key, &faults).compactMap { value, pointer in
            guard let text = value.string else {
                faults.add("query.wrong-type", "text is wanted", at: pointer)
                return nil
            }
            return Text(text: text, pointer: pointer)
        }
    }

    func object(_ key: String, _ faults: inout FaultList) -> ObjectReader? {
        member(key).map { ObjectReader($0, at: place(key), faults: &faults) }
    }

    func objects(_ key: String, _ faults: inout FaultList) -> [ObjectReader] {
        list(key, &faults).map { ObjectReader($0, at: $1, faults: &faults) }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        _ type: Choice.Type,
        _ faults: inout FaultList
    ) -> Choice? where Choice.RawValue == String {
        guard let text = string(key, &faults, limit: 64) else { return nil }
        return choice(text, at: place(key), &faults)
    }

    func choices<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        _ type: Choice.Type,
        _ faults: inout FaultList
    ) -> [Choice]? where Choice.RawValue == String {
        guard has(key) else { return nil }
        return strings(key, &faults).compactMap { choice($0.text, at: $0.pointer, &faults) }
    }

    func scalar(_ key: String, _ faults: inout FaultList) -> AnswerValue? {
        guard let value = member(key) else { return nil }
        if let text = value.string { return .text(text) }
        if let number = value.int { return .number(number) }
        if let flag = value.bool { return .boolean(flag) }
        faults.add(
            "query.wrong-type",
            "text, a whole number, true, false or null is wanted",
            at: place(key)
        )
        return nil
    }

    func refuseUnknown(_ known: [String], _ faults: inout FaultList) {
        guard node.kind == .object else { return }
        for item in node.members {
            let key = item.key.string ?? ""
            if !known.contains(key) {
                faults.add("query.unknown-key", "no key \(key) here", at: place(key))
            }
        }
    }

    private func member(_ key: String) -> JSONNode? {
        guard node.kind == .object, let value = node[key], !value.isNull else { return nil }
        return value
    }

    private func list(_ key: String, _ faults: inout FaultList) -> [(JSONNode, String)] {
        guard let value = member(key) else { return [] }
        guard value.kind == .array else {
            faults.add("query.wrong-type", "a list is wanted", at: place(key))
            return []
        }
        return value.elements.enumerated().map { ($1, "\(place(key))/\($0)") }
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String,
        at pointer: String,
        _ faults: inout FaultList
    ) -> Choice? where Choice.RawValue == String {
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        faults.add("query.unknown-value", "\(text) is none of \(known)", at: pointer)
        return nil
    }

    private func wrong<Value>(
        _ key: String,
        _ wanted: String,
        _ faults: inout FaultList
    ) -> Value? {
        faults.add("query.wrong-type", "\(wanted) is wanted", at: place(key))
        return nil
    }

    private func place(_ key: String) -> String {
        let escaped = key.replacing("~", with: "~0").replacing("/", with: "~1")
        return "\(pointer)/\(escaped)"
    }
}

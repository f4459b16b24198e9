/// Values with dense numbers, each once.
package struct NumberedValues<Value: Hashable & Sendable>: Sendable {
    /// The values in the order of their numbers.
    package private(set) var values: [Value] = []
    private var numbers: [Value: Int32] = [:]

    /// Begins with none.
    package init() {}

    /// The number of a value, a new one for a value that comes first.
    package mutating func number(of value: Value) -> Int32 {
        if let known = numbers[value] { return known }
        let number = Int32(values.count)
        numbers[value] = number
        values.append(value)
        return number
    }
}

/// Writes out a short pattern with alternatives.
///
/// `問題(は|も|)ない` stands for three phrases. Groups may be nested; a space is part of the phrase.
enum PhrasePattern {
    /// Every phrase a pattern stands for, in the order the alternatives are written.
    static func expand(_ pattern: String) -> [String] {
        var rest = Array(pattern.unicodeScalars)[...]
        return alternatives(&rest).map { String($0) }
    }

    /// Reads alternatives up to a closing parenthesis or the end.
    private static func alternatives(
        _ rest: inout ArraySlice<Unicode.Scalar>
    ) -> [String.UnicodeScalarView] {
        var results: [String.UnicodeScalarView] = []
        var current: [String.UnicodeScalarView] = [.init()]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "(":
                let group = alternatives(&rest)
                current = current.flatMap { head in group.map { head + $0 } }
            case "|":
                results += current
                current = [.init()]
            case ")":
                return results + current
            default:
                for index in current.indices { current[index].append(scalar) }
            }
        }
        return results + current
    }
}

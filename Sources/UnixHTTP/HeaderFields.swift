import NIOHTTP1

/// The fields of a header; the case of the letters of their names does not matter.
package struct HeaderFields: Sendable, Equatable {
    /// How the parser gives them and the serialiser takes them, so that nothing is copied.
    var fields: HTTPHeaders

    init(_ fields: HTTPHeaders) { self.fields = fields }

    /// The first value of a name; setting one replaces all there are.
    package subscript(name: String) -> String? {
        get { fields.first(name: name) }
        set {
            if let newValue {
                fields.replaceOrAdd(name: name, value: newValue)
            } else {
                fields.remove(name: name)
            }
        }
    }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
    /// Takes fields in the order given; a name may be there more than once.
    package init(dictionaryLiteral elements: (String, String)...) {
        fields = HTTPHeaders(elements)
    }
}

/// A method and a path of the daemon, known to the server and its clients.
package struct Endpoint: Hashable, Sendable {
    /// The HTTP method, such as `GET`.
    package let method: String
    /// The path, absolute and without a query; `{id}` as its last part stands for any one part.
    package let path: String

    /// One query, one answer.
    package static let recommend = Endpoint(method: "POST", path: "/v1/recommend")
    /// NDJSON in, NDJSON out.
    package static let recommendBatch = Endpoint(method: "POST", path: "/v1/recommend:batch")
    /// The rule set in force and the last attempt to load one.
    package static let status = Endpoint(method: "GET", path: "/v1/status")
    /// Loads the rules again; answers after the swap.
    package static let reload = Endpoint(method: "POST", path: "/v1/reload")
    /// The process is alive.
    package static let liveness = Endpoint(method: "GET", path: "/livez")
    /// A rule set is in force.
    package static let readiness = Endpoint(method: "GET", path: "/readyz")
    /// Counters as Prometheus text.
    package static let metrics = Endpoint(method: "GET", path: "/metrics")
    /// The description of this interface, OpenAPI 3.1.
    package static let openAPI = Endpoint(method: "GET", path: "/v1/openapi.json")

    /// The five lists of the loaded book.
    package enum Collection: String, Hashable, Sendable, CaseIterable {
        /// Kinds of trouble.
        case categories
        /// Whom to go to.
        case partners
        /// Public measures.
        case policies
        /// Ways of helping.
        case approaches
        /// The rules themselves.
        case rules

        /// All entries of the list.
        package var list: Endpoint { Endpoint(method: "GET", path: "/v1/\(rawValue)") }

        /// One entry, as a pattern for a router.
        package var item: Endpoint { Endpoint(method: "GET", path: "/v1/\(rawValue)/{id}") }

        /// One entry by its id, percent-encoded, as a client asks for it.
        package func item(_ id: String) -> Endpoint {
            Endpoint(method: "GET", path: "/v1/\(rawValue)/\(Endpoint.percentEncoded(id))")
        }
    }

    /// Encodes everything but RFC 3986's unreserved characters.
    static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%"
                encoded.unicodeScalars.append(digits[Int(byte >> 4)])
                encoded.unicodeScalars.append(digits[Int(byte & 15)])
            }
        }
        return encoded
    }
}

import WireFormat

/// What a client sent.
enum ClientMessage {
    /// Something that must be answered.
    case request(RequestID, method: String, params: JSONNode?)
    /// Something that must not be answered.
    case notification(method: String, params: JSONNode?)
    /// The answer to a request of ours; none of them needs it.
    case response

    /// Reads a message.
    ///
    /// - Throws: The error to answer with, and the id to answer to where it can be told.
    init(_ bytes: [UInt8]) throws(MessageFault) {
        let root: JSONNode
        do {
            root = try JSONDocument(parsing: bytes).root
        } catch {
            throw MessageFault(id: nil, error: ResponseError(.parseError, error.description))
        }
        guard root.kind == .object else {
            let error = ResponseError(.invalidRequest, "a message is a JSON object")
            throw MessageFault(id: nil, error: error)
        }
        let id = root["id"].flatMap(RequestID.init)
        guard root["jsonrpc"]?.equals("2.0") == true else {
            let error = ResponseError(.invalidRequest, #"a message has "jsonrpc": "2.0""#)
            throw MessageFault(id: id, error: error)
        }
        guard let method = root["method"]?.string else {
            if root["result"] != nil || root["error"] != nil {
                self = .response
                return
            }
            throw MessageFault(
                id: id,
                error: ResponseError(.invalidRequest, "a request has a method")
            )
        }
        let params = root["params"]
        if let id {
            self = .request(id, method: method, params: params)
        } else if root["id"] == nil {
            self = .notification(method: method, params: params)
        } else {
            let error = ResponseError(.invalidRequest, "an id is a number or a string")
            throw MessageFault(id: nil, error: error)
        }
    }
}

/// The id of a request as it was sent, to be sent back.
struct RequestID: Hashable, Sendable {
    /// Its bytes in JSON.
    let raw: [UInt8]

    /// Takes a number or a string.
    init?(_ node: JSONNode) {
        guard node.kind == .number || node.kind == .string else { return nil }
        raw = Array(node.raw)
    }
}

/// A message that cannot be understood.
struct MessageFault: Error {
    /// The request, when it could be told.
    var id: RequestID?
    /// What to answer.
    var error: ResponseError
}

/// Why a request cannot be answered.
struct ResponseError: Error, Hashable, Sendable {
    /// The codes of JSON-RPC and of the Language Server Protocol.
    enum Code: Int, Sendable {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
        case serverNotInitialized = -32002
        case requestFailed = -32803
    }

    /// What sort of fault it is.
    var code: Code
    /// What is wrong, in one English sentence without a full stop.
    var message: String

    /// Describes a fault.
    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

import WireFormat

/// One call of the interface, as OpenAPI describes it.
struct Operation: Sendable {
    /// A body that is taken or given.
    struct Body: Sendable {
        let mediaType: String
        /// The name of its schema among the components; `nil` for text.
        let schema: String?

        static func json(_ schema: String) -> Body {
            Body(mediaType: "application/json", schema: schema)
        }

        /// Lines, each of the schema.
        static func lines(_ schema: String) -> Body {
            Body(mediaType: "application/x-ndjson", schema: schema)
        }

        static let text = Body(mediaType: "text/plain", schema: nil)
    }

    let endpoint: Endpoint
    /// The `operationId`.
    let name: String
    /// What it does, in a sentence without a full stop.
    let summary: String
    let takes: Body?
    let gives: Body
    /// The statuses of its problems.
    let problems: [Int]

    init(
        _ endpoint: Endpoint,
        _ name: String,
        _ summary: String,
        takes: Body? = nil,
        gives: Body,
        problems: [Int] = []
    ) {
        self.endpoint = endpoint
        self.name = name
        self.summary = summary
        self.takes = takes
        self.gives = gives
        self.problems = problems
    }
}

extension Operation {
    static let recommend = Operation(
        .recommend,
        "recommend",
        "Answers one query",
        takes: .json("Query"),
        gives: .json("Answer"),
        problems: [400, 411, 413, 415, 422]
    )
    static let recommendBatch = Operation(
        .recommendBatch,
        "recommendBatch",
        "Answers queries line by line, in order; a line that cannot be answered becomes a problem",
        takes: .lines("Query"),
        gives: .lines("BatchLine"),
        problems: [411, 415]
    )
    static let status = Operation(
        .status,
        "status",
        "Shows the rule set in force and how the last attempt to load one went",
        gives: .json("Status")
    )
    static let reload = Operation(
        .reload,
        "reload",
        "Loads the rules again and answers after the swap; on a fault the old ones stay",
        gives: .json("Reloaded"),
        problems: [403, 422, 503]
    )
    static let liveness = Operation(
        .liveness,
        "livez",
        "Says that the process answers",
        gives: .json("Health")
    )
    static let readiness = Operation(
        .readiness,
        "readyz",
        "Says that a rule set is in force",
        gives: .json("Health"),
        problems: [503]
    )
    static let metrics = Operation(
        .metrics,
        "metrics",
        "Shows counters in Prometheus' text format",
        gives: .text,
        problems: [503]
    )
    static let openAPI = Operation(
        .openAPI,
        "openapi",
        "Describes this interface",
        gives: .json("Document")
    )

    static func list(_ collection: Endpoint.Collection) -> Operation {
        Operation(
            collection.list,
            "list-\(collection.rawValue)",
            "Lists the \(collection.rawValue) of the book",
            gives: .json("RecordList")
        )
    }

    static func item(_ collection: Endpoint.Collection) -> Operation {
        Operation(
            collection.item,
            "get-\(collection.rawValue)",
            "Shows one record among the \(collection.rawValue)",
            gives: .json("Record"),
            problems: [400, 404]
        )
    }
}

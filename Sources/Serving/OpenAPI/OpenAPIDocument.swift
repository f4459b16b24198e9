import WireFormat

/// The description of the interface, OpenAPI 3.1: paths from the table of routes, schemas as they
/// are kept by hand in ``OpenAPISchemas``.
struct OpenAPIDocument {
    private let operations: [Operation]

    /// Describes the operations in the order given; those of one path have to be neighbours.
    init(_ operations: [Operation]) { self.operations = operations }

    /// The document as JSON.
    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 32 * 1024)
        writer.beginObject()
        writer.member("openapi", "3.1.0")
        writer.key("info")
        writer.beginObject()
        writer.member("title", "Banso")
        writer.member(
            "summary",
            "Recommends partners, policies and a style of support for a firm's issue"
        )
        writer.member("version", Version.current)
        writer.endObject()
        servers(to: &writer)
        writer.key("paths")
        writer.beginObject()
        for operation in operations {
            writer.key(operation.endpoint.path)
            writer.beginObject()
            parameters(of: operation, to: &writer)
            writer.key(operation.endpoint.method.lowercased())
            write(operation, to: &writer)
            writer.endObject()
        }
        writer.endObject()
        writer.key("components")
        writer.beginObject()
        writer.key("schemas")
        writer.raw(OpenAPISchemas.bytes)
        writer.key("parameters")
        writer.raw(OpenAPISchemas.parameters)
        writer.key("headers")
        writer.raw(OpenAPISchemas.headers)
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private func servers(to writer: inout JSONWriter) {
        writer.key("servers")
        writer.beginArray()
        writer.beginObject()
        writer.member("url", "http://localhost")
        writer.member("description", "Over the daemon's Unix socket; the host does not matter")
        writer.endObject()
        writer.endArray()
    }

    private func parameters(of operation: Operation, to writer: inout JSONWriter) {
        guard operation.endpoint.path.hasSuffix("/{id}") else { return }
        writer.key("parameters")
        writer.beginArray()
        writer.beginObject()
        writer.member("name", "id")
        writer.member("in", "path")
        writer.member("required", true)
        writer.key("schema")
        writer.beginObject()
        writer.member("type", "string")
        writer.endObject()
        writer.endObject()
        writer.endArray()
    }

    private func write(_ operation: Operation, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("operationId", operation.name)
        writer.member("summary", operation.summary)
        writer.key("parameters")
        writer.beginArray()
        reference("parameters/traceparent", to: &writer)
        writer.endArray()
        if let body = operation.takes {
            writer.key("requestBody")
            writer.beginObject()
            writer.member("required", true)
            content(body, to: &writer)
            writer.endObject()
        }
        writer.key("responses")
        writer.beginObject()
        response("200", "Done", operation.gives, to: &writer)
        for status in operation.problems {
            let problem = ProblemBody(status: status, code: "", detail: "")
            response("\(status)", problem.title, Self.problem, to: &writer)
        }
        response("default", "Another problem", Self.problem, to: &writer)
        writer.endObject()
        writer.endObject()
    }

    private static let problem = Operation.Body(
        mediaType: ProblemBody.contentType,
        schema: "Problem"
    )

    private func response(
        _ status: String,
        _ description: String,
        _ body: Operation.Body,
        to writer: inout JSONWriter
    ) {
        writer.key(status)
        writer.beginObject()
        writer.member("description", description)
        writer.key("headers")
        writer.beginObject()
        writer.key("traceparent")
        reference("headers/traceparent", to: &writer)
        writer.endObject()
        content(body, to: &writer)
        writer.endObject()
    }

    private func reference(_ component: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("$ref", "#/components/\(component)")
        writer.endObject()
    }

    private func content(_ body: Operation.Body, to writer: inout JSONWriter) {
        writer.key("content")
        writer.beginObject()
        writer.key(body.mediaType)
        writer.beginObject()
        writer.key("schema")
        writer.beginObject()
        if let schema = body.schema {
            writer.member("$ref", "#/components/schemas/\(schema)")
        } else {
            writer.member("type", "string")
        }
        writer.endObject()
        writer.endObject()
        writer.endObject()
    }
}

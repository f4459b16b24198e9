package import UnixHTTP
import WireFormat

/// Everything the daemon answers to: the list a newcomer reads first.
package struct RouteTable: Sendable {
    /// An operation and what carries it out.
    struct Route: Sendable {
        let operation: Operation
        let handler: Router.Handler

        init(_ operation: Operation, _ handler: Router.Handler) {
            self.operation = operation
            self.handler = handler
        }
    }

    let routes: [Route]

    /// Connects the operations with what they work on.
    ///
    /// - Parameters:
    ///   - store: What queries are answered from.
    ///   - reloader: What loads the rules again.
    ///   - access: Who may make it do so.
    ///   - metrics: What the server counts.
    ///   - decisions: Where decisions are recorded; `nil` means nowhere.
    ///   - rules: The rule folder, to be shown.
    ///   - lineLimit: The most bytes of a line of a batch.
    package init(
        store: RuleStore,
        reloader: Reloader,
        access: AccessPolicy,
        metrics: ServiceMetrics,
        decisions: DecisionLog? = nil,
        rules: String,
        lineLimit: Int
    ) {
        let desk = DecisionDesk(metrics: metrics, log: decisions)
        let queries = QueryHandler(store: store, desk: desk, lineLimit: lineLimit)
        let health = HealthHandler(store: store, rules: rules)
        let reload = ReloadHandler(store: store, reloader: reloader, access: access)
        let counters = MetricsHandler(store: store, metrics: metrics, decisions: decisions)
        var routes = [
            Route(.recommend, MediaTypes.json.guarding(queries.recommend)),
            Route(.recommendBatch, MediaTypes.lines.guarding(queries.batch)),
        ]
        for collection in Endpoint.Collection.allCases {
            let catalog = CatalogHandler(store: store, collection: collection)
            routes.append(Route(.list(collection), .immediate(catalog.list)))
            routes.append(Route(.item(collection), .immediate(catalog.item)))
        }
        routes += [
            Route(.status, .immediate(health.status)),
            Route(.reload, .background(reload.reload)),
            Route(.liveness, .immediate(health.liveness)),
            Route(.readiness, .immediate(health.readiness)),
            Route(.metrics, .background(counters.metrics)),
        ]
        let document = OpenAPIDocument(routes.map(\.operation) + [.openAPI]).bytes
        routes.append(Route(.openAPI, .immediate { _ in .json(document) }))
        for operation in routes.map(\.operation) {
            metrics.expect(operation.endpoint.path, statuses: [200] + operation.problems)
        }
        self.routes = routes.map { Route($0.operation, metrics.inFlight.counting($0.handler)) }
    }

    /// The routes as the server wants them.
    package var router: Router {
        var router = Router()
        for route in routes {
            let endpoint = route.operation.endpoint
            router.add(endpoint.method, endpoint.path, route.handler)
        }
        return router
    }
}

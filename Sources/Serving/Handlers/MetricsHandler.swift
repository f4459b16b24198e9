import UnixHTTP

/// Shows what was counted, for Prometheus.
struct MetricsHandler: Sendable {
    let store: RuleStore
    let metrics: ServiceMetrics

    /// All metrics.
    func metrics(_ request: Request) -> Response {
        var text = PrometheusText()
        requests(&text)
        rules(&text)
        return Response(contentType: PrometheusText.contentType, body: Array(text.text.utf8))
    }

    private func requests(_ text: inout PrometheusText) {
        let counts = metrics.counts
        let total = "banso_http_requests_total"
        text.begin(total, .counter, "Requests by route and status.")
        for (key, count) in counts.requests.sorted(by: { $0.key < $1.key }) {
            text.sample(total, ["route": key.route, "status": "\(key.status)"], count)
        }
        let duration = "banso_http_request_duration_seconds"
        text.begin(duration, .histogram, "Time from the end of the header to the last write.")
        for (route, histogram) in counts.latencies.sorted(by: { $0.key < $1.key }) {
            for (bound, count) in zip(LatencyHistogram.bounds, histogram.cumulative) {
                text.sample("\(duration)_bucket", ["route": route, "le": bound.label], count)
            }
            text.sample("\(duration)_bucket", ["route": route, "le": "+Inf"], histogram.count)
            text.sample("\(duration)_sum", ["route": route], Double(histogram.nanoseconds) / 1e9)
            text.sample("\(duration)_count", ["route": route], histogram.count)
        }
        text.single(
            "banso_http_requests_in_flight",
            .gauge,
            "Requests being answered now, this one among them.",
            metrics.inFlight.value
        )
        text.single(
            "banso_http_connections",
            .gauge,
            "Connections open now.",
            counts.openConnections
        )
        text.single(
            "banso_http_connections_accepted_total",
            .counter,
            "Connections accepted.",
            counts.acceptedConnections
        )
        text.single(
            "banso_http_connections_refused_total",
            .counter,
            "Connections turned away because there were too many.",
            counts.refusedConnections
        )
        text.single(
            "banso_http_request_bytes_total",
            .counter,
            "Bytes of request bodies.",
            counts.requestBytes
        )
        text.single(
            "banso_http_response_bytes_total",
            .counter,
            "Bytes of response bodies.",
            counts.responseBytes
        )
    }

    private func rules(_ text: inout PrometheusText) {
        let (snapshot, attempt) = store.current
        text.begin("banso_load_attempts_total", .counter, "Attempts to load the rules.")
        for outcome in LoadAttempt.Outcome.allCases {
            text.sample(
                "banso_load_attempts_total",
                ["outcome": outcome.rawValue],
                store.attempts(outcome)
            )
        }
        text.single(
            "banso_last_load_successful",
            .gauge,
            "Whether the last attempt to load the rules succeeded.",
            attempt.outcome == .failed ? 0 : 1
        )
        text.single(
            "banso_last_load_timestamp_seconds",
            .gauge,
            "When the last attempt to load the rules ended.",
            attempt.at.seconds
        )
        text.single(
            "banso_ruleset_generation",
            .gauge,
            "The number of the rule set in force since the start.",
            snapshot.generation
        )
        text.single(
            "banso_ruleset_loaded_timestamp_seconds",
            .gauge,
            "When the rule set came into force.",
            snapshot.loadedAt.seconds
        )
        text.begin("banso_ruleset_info", .gauge, "The digest of the rule set in force.")
        text.sample("banso_ruleset_info", ["ruleset": snapshot.ruleset], 1)
        text.begin("banso_book_entries", .gauge, "What the rule set in force holds.")
        for count in snapshot.counts {
            text.sample("banso_book_entries", ["kind": count.name], count.value)
        }
        text.begin("banso_build_info", .gauge, "The release.")
        text.sample("banso_build_info", ["version": Version.current], 1)
    }
}

import UnixHTTP

/// Shows what was counted, for Prometheus.
struct MetricsHandler: Sendable {
    let store: RuleStore
    let metrics: ServiceMetrics
    /// `nil` when decisions are not recorded.
    let decisions: DecisionLog?

    /// All metrics.
    func metrics(_ request: Request) async -> Response {
        var text = PrometheusText()
        let counts = metrics.counts
        requests(counts, &text)
        queries(counts, &text)
        records(&text)
        rules(&text)
        process(&text)
        return Response(contentType: PrometheusText.contentType, body: Array(text.text.utf8))
    }

    private func requests(_ counts: ServiceMetrics.Counts, _ text: inout PrometheusText) {
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

    private func queries(_ counts: ServiceMetrics.Counts, _ text: inout PrometheusText) {
        let name = "banso_decisions_total"
        text.begin(name, .counter, "Queries by route and outcome, each line of a batch by itself.")
        for key in ServiceMetrics.DecisionKey.all {
            let count = counts.decisions[key, default: 0]
            text.sample(name, ["route": key.route, "outcome": key.outcome], count)
        }
        text.single(
            "banso_answer_cache_hits_total",
            .counter,
            "Queries whose answer was given before.",
            counts.repeatedDecisions
        )
        let kept = store.snapshot.cache?.counts ?? AnswerCache.Counts()
        text.single(
            "banso_answer_cache_answers",
            .gauge,
            "Answers kept for queries that are asked again.",
            kept.answers
        )
        text.single(
            "banso_answer_cache_bytes",
            .gauge,
            "About the memory that the kept answers take.",
            kept.bytes
        )
    }

    /// The decision log; all zero while it is off, so that a query for it always finds something.
    private func records(_ text: inout PrometheusText) {
        let counts = decisions?.counts ?? DecisionLog.Counts()
        text.single(
            "banso_decision_log_enabled",
            .gauge,
            "Whether decisions are recorded.",
            decisions == nil ? 0 : 1
        )
        text.single(
            "banso_decision_log_records_total",
            .counter,
            "Records that were written to the decision log.",
            counts.written
        )
        let dropped = "banso_decision_log_dropped_total"
        text.begin(dropped, .counter, "Records that were lost, by reason.")
        text.sample(dropped, ["reason": "queue_full"], counts.droppedForRoom)
        text.sample(dropped, ["reason": "write_failed"], counts.droppedForFaults)
        text.single(
            "banso_decision_log_errors_total",
            .counter,
            "Attempts to open or to write the decision log that failed.",
            counts.faults
        )
        text.single(
            "banso_decision_log_reopens_total",
            .counter,
            "Files opened in place of another, as after a rotation.",
            counts.reopenings
        )
        text.single(
            "banso_decision_log_queue_bytes",
            .gauge,
            "Bytes that wait to be written to the decision log.",
            counts.waitingBytes
        )
    }

    private func process(_ text: inout PrometheusText) {
        guard let figures = ProcessFigures() else { return }
        text.single(
            "process_cpu_seconds_total",
            .counter,
            "Time on the processors.",
            figures.processorSeconds
        )
        text.single(
            "process_resident_memory_bytes",
            .gauge,
            "Memory that is held.",
            figures.residentBytes
        )
        text.single(
            "process_virtual_memory_bytes",
            .gauge,
            "Memory that is addressed.",
            figures.virtualBytes
        )
        text.single("process_threads", .gauge, "Threads.", figures.threads)
        if let count = figures.openDescriptors {
            text.single("process_open_fds", .gauge, "Descriptors that are open.", count)
        }
        if let most = figures.mostDescriptors {
            text.single("process_max_fds", .gauge, "Descriptors that may be open.", most)
        }
        text.single(
            "process_start_time_seconds",
            .gauge,
            "When the process began, since 1970-01-01T00:00Z.",
            figures.start
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
            "banso_last_load_success_timestamp_seconds",
            .gauge,
            "When the last attempt that succeeded ended, also one that found nothing new.",
            store.lastSuccess.seconds
        )
        text.single(
            "banso_last_load_duration_seconds",
            .gauge,
            "How long the last attempt to load the rules took.",
            (attempt.duration.seconds * 1e6).rounded() / 1e6
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

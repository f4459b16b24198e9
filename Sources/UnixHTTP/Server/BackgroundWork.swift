/// The way from connections, which live on event loops, to handlers that take their time.
struct BackgroundWork: Sendable {
    /// A request on its way to its handler.
    struct Job: Sendable {
        var handler: @concurrent @Sendable (Request) async -> Response
        var request: Request
        /// Hands the response back; may be called on any thread, once.
        var respond: @Sendable (Response) -> Void
    }

    private let jobs: AsyncStream<Job>
    private let entrance: AsyncStream<Job>.Continuation

    /// Opens the way.
    init() {
        (jobs, entrance) = AsyncStream.makeStream(of: Job.self)
    }

    /// Sends a job in; `false` if the way is closed already.
    func submit(_ job: Job) -> Bool {
        if case .enqueued = entrance.yield(job) { return true }
        return false
    }

    /// Lets no more jobs in.
    func close() { entrance.finish() }

    /// Runs the jobs, each in a task of its own, until the way is closed and all are done.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs {
                group.addTask { job.respond(await job.handler(job.request)) }
            }
        }
    }
}

import ArgumentParser
import CMeasure

/// A closed loop of requests at a socket.
struct Load {
    /// What came back.
    struct Outcome {
        var replies: Int
        var lines: Int
        var refused: Int
        var bytes: Int
        var seconds: Double
        var serverCPU: Double
        var p50: Double
        var p99: Double

        /// Replies in a second.
        var rate: Double { Double(replies) / seconds }
        /// Lines of replies in a second: the answers of batches.
        var lineRate: Double { Double(lines) / seconds }
        /// Microseconds of the server's processor time for one reply.
        var cpuPerReply: Double { serverCPU * 1e6 / Double(max(1, replies)) }
        /// Microseconds of the server's processor time for one line.
        var cpuPerLine: Double { serverCPU * 1e6 / Double(max(1, lines)) }
    }

    enum Framing {
        case http, resp
    }

    let socket: String
    let requests: [[UInt8]]
    var connections = 16
    var warmUp = 0.3
    var seconds = 1.0
    /// Replies after which it ends early; 0 for none.
    var mostReplies = 0
    var server: Int32 = 0
    var framing = Framing.http

    init(socket: String, requests: [[UInt8]], connections: Int = 16) {
        self.socket = socket
        self.requests = requests
        self.connections = connections
    }

    /// A request with a JSON body.
    static func post(_ path: String, _ body: [UInt8], type: String = "application/json") -> [UInt8]
    {
        Array(
            """
            POST \(path) HTTP/1.1\r
            Host: localhost\r
            Content-Type: \(type)\r
            Content-Length: \(body.count)\r
            \r\n
            """.utf8
        ) + body
    }

    /// Runs the loop.
    ///
    /// - Throws: ``ExitCode`` when the server cannot be reached or answers what is no answer.
    func run() throws -> Outcome {
        var outcome = measure_outcome()
        let fault = start(&outcome, seconds: seconds)
        guard fault == 0 else {
            remark("bench: the load at \(socket) failed with \(fault)")
            throw ExitCode(69)
        }
        guard outcome.refused == 0 else {
            remark("bench: \(outcome.refused) requests at \(socket) were refused")
            throw ExitCode(70)
        }
        return Outcome(
            replies: Int(outcome.replies),
            lines: Int(outcome.lines),
            refused: Int(outcome.refused),
            bytes: Int(outcome.received_bytes),
            seconds: outcome.seconds,
            serverCPU: outcome.server_cpu,
            p50: outcome.p50,
            p99: outcome.p99
        )
    }

    /// Whether somebody listens.
    var canConnect: Bool {
        var outcome = measure_outcome()
        var probe = self
        probe.warmUp = 0
        return probe.start(&outcome, seconds: 0) == 0
    }

    private func start(_ outcome: inout measure_outcome, seconds: Double) -> Int32 {
        let bytes = requests.flatMap(\.self)
        var ends: [Int] = []
        for request in requests { ends.append((ends.last ?? 0) + request.count) }
        return unsafe socket.withCString { path in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe ends.withUnsafeBufferPointer { ends in
                    var plan = unsafe measure_plan()
                    unsafe plan.socket = path
                    unsafe plan.framing = framing == .http ? 0 : 1
                    unsafe plan.connections = Int32(connections)
                    unsafe plan.warm_up = warmUp
                    unsafe plan.seconds = seconds
                    unsafe plan.most_replies = UInt64(mostReplies)
                    unsafe plan.requests = bytes.baseAddress
                    unsafe plan.ends = ends.baseAddress
                    unsafe plan.count = ends.count
                    unsafe plan.server = server
                    return unsafe measure_load(&plan, &outcome)
                }
            }
        }
    }
}

import Foundation

/// Clients that take their time.
enum SlowFaults {
    static let all = [
        Fault(
            "slow-clients",
            "slow, half-open and never-reading clients against limits of 1 s",
            isBrief: false
        ) {
            try slow($0, Limits(head: 1, body: 1, idle: 1, write: 1), each: 10, 100, &$1)
        },
        Fault(
            "slow-clients-real",
            "the same against the limits the daemon has by default",
            isBrief: false
        ) {
            guard $0.isThorough else {
                $1.skipped = "takes 65 s; only with --thorough"
                return
            }
            try slow($0, Limits(head: 10, body: 30, idle: 60, write: 30), each: 50, 50, &$1)
        },
    ]

    /// What the daemon grants, in seconds.
    private struct Limits {
        var head: Int
        var body: Int
        var idle: Int
        var write: Int

        var options: [String] {
            [
                "--head-timeout", "\(head)", "--body-timeout", "\(body)", "--idle-timeout",
                "\(idle)", "--write-timeout", "\(write)",
            ]
        }
    }

    private static func slow(
        _ stage: Stage,
        _ limits: Limits,
        each few: Int,
        _ many: Int,
        _ seen: inout Observation
    ) throws {
        _ = Descriptors.raise()
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let daemon = try DaemonProcess(stage, limits.options)
        try daemon.waitUntilReady()
        let before = try daemon.figures.descriptors
        let load = LoadClient(stage.socket, key)
        load.start()
        var clients: [SlowClient] = []
        for _ in 0..<stage.count(few, thorough: many) {
            for habit in SlowClient.Habit.allCases {
                let patience =
                    switch habit {
                    case .dripsHead, .stopsInHead: limits.head
                    case .dripsBody, .stopsInBody: limits.body
                    case .saysNothing, .asksOnce: limits.idle
                    case .neverReads: limits.write
                    case .endsInHead, .endsInBody, .endsAfterRequest: 0
                    }
                clients.append(try SlowClient(stage.socket, habit, patience: patience))
            }
        }
        seen.provoked = clients.count
        let last = clients.map(\.patience).max() ?? 0
        _ = Pause.until(within: .seconds(last + 10)) {
            for client in clients { client.look() }
            Pause.milliseconds(20)
            return clients.allSatisfy(\.isOver)
        }
        for client in clients { client.judge(&seen) }
        clients = []
        seen.add(load.stop())
        try seen.expect(
            Pause.until(within: .seconds(20)) { try daemon.figures.descriptors <= before },
            "descriptors leaked: \(daemon.figures.descriptors) are open"
        )
        try daemon.stop(&seen)
    }
}

/// A client that is slow in one way.
private final class SlowClient {
    /// How it is slow.
    enum Habit: String, CaseIterable {
        case saysNothing = "says nothing"
        case asksOnce = "asks once and stays"
        case dripsHead = "drips its head"
        case stopsInHead = "stops in its head"
        case dripsBody = "drips its body"
        case stopsInBody = "stops in its body"
        case endsInHead = "ends in its head"
        case endsInBody = "ends in its body"
        case endsAfterRequest = "ends after its request"
        case neverReads = "never reads"
    }

    /// How long the daemon may put up with it, in seconds.
    let patience: Int
    /// Whether the daemon has closed the connection.
    private(set) var isOver = false
    private let habit: Habit
    private let connection: Connection
    private let start = ContinuousClock.now
    private var end = ContinuousClock.now
    private var input: [UInt8] = []
    /// When it last sent something.
    private var sent = ContinuousClock.now

    private static let head =
        "POST /v1/recommend HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: 1000\r\n\r\n"

    init(_ socket: String, _ habit: Habit, patience: Int) throws {
        self.habit = habit
        self.patience = patience
        connection = try Connection(socket)
        switch habit {
        case .saysNothing, .neverReads: break
        case .asksOnce, .endsAfterRequest: try connection.send(Ask.get("/livez"))
        case .dripsHead, .stopsInHead, .endsInHead: try connection.send("POST /v1/recommend HT")
        case .dripsBody, .stopsInBody, .endsInBody: try connection.send(Self.head + #"{"problem""#)
        }
        if [.endsInHead, .endsInBody, .endsAfterRequest].contains(habit) {
            connection.endSending()
        }
    }

    /// Does what is its habit, and sees whether it is put up with.
    func look() {
        if isOver { return }
        end = .now
        if habit == .neverReads {
            // As many requests as the daemon takes, none of whose answers is read.
            let request = Ask.get("/v1/openapi.json")
            while true {
                guard let count = connection.sendSome(request) else {
                    isOver = true
                    return
                }
                // A part of a request would make nonsense of the next.
                if count < request.count { break }
            }
            isOver = connection.isOver
            return
        }
        if habit == .dripsHead || habit == .dripsBody, end - sent > .milliseconds(100) {
            sent = end
            _ = connection.sendSome([UInt8(ascii: " ")])
        }
        guard let bytes = connection.receiveSome() else {
            isOver = true
            return
        }
        input += bytes
    }

    /// Whether it was put up with for as long as granted, and told what it had to be told.
    func judge(_ seen: inout Observation) {
        seen.expect(isOver, "a client that \(habit.rawValue) is put up with")
        let time = (end - start).inSeconds
        // After a refusal, the daemon reads on for two seconds, so that the client comes to read it.
        let most = Double(patience) + 2 + 1.5
        seen.measure("closed: \(habit.rawValue)", time, "s", atMost: most)
        seen.expect(
            time > Double(patience) * 0.9,
            "a client that \(habit.rawValue) is cut off after \(time) s"
        )
        let text = String(decoding: input.prefix(20), as: UTF8.self)
        let wanted: [String] =
            switch habit {
            case .saysNothing, .neverReads: [""]
            case .asksOnce, .endsAfterRequest: ["HTTP/1.1 200"]
            case .dripsHead, .stopsInHead, .dripsBody, .stopsInBody: ["HTTP/1.1 408"]
            // Nobody can say whether it still listens.
            case .endsInHead, .endsInBody: ["", "HTTP/1.1 400"]
            }
        seen.expect(
            wanted.contains { $0.isEmpty ? text.isEmpty : text.hasPrefix($0) },
            "a client that \(habit.rawValue) is told \(text.isEmpty ? "nothing" : text)"
        )
    }
}

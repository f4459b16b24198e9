import Foundation

/// A daemon that is killed at any instant.
enum CrashFaults {
    static let all = [
        Fault(
            "kill-reload",
            "kill -9 at random instants of reloads and of starts, and started again",
            killDuringReloads
        ),
        Fault(
            "kill-shipped",
            "the same with the shipped rule folder",
            isBrief: false,
            killWithShippedRules
        ),
    ]

    private static func killDuringReloads(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 2)
        var edition = 1
        for number in 0..<stage.count(20, thorough: 200) {
            let daemon = try start(stage, key, edition, &seen)
            edition = 3 - edition
            try book.write(edition: edition)
            if number % 2 == 0 {
                daemon.process.signal(SIGHUP)
            } else {
                // Sent and not waited for.
                try Connection(stage.socket).send(Ask.reload)
            }
            try kill(daemon, within: 20, &seen)
            if number % 4 == 0 {
                // Once more, before it has come to serve.
                try kill(try DaemonProcess(stage, options(stage)), within: 60, &seen)
            }
            try checkRemains(stage, &seen)
        }
        let last = try start(stage, key, edition, &seen)
        try last.stop(&seen, leaving: ["decisions"])
        _ = DecisionLines(stage.path("decisions"), &seen)
    }

    private static func killWithShippedRules(_ stage: Stage, _ seen: inout Observation) throws {
        let rules = stage.path("rules")
        try FileManager.default.copyItem(
            at: URL(filePath: stage.shipped).resolvingSymlinksInPath(),
            to: URL(filePath: rules)
        )
        let key = AnswerKey([try AnswerKey.answers(of: rules, to: Queries.all)])
        for _ in 0..<stage.count(2, thorough: 20) {
            let daemon = try start(stage, key, 1, &seen)
            let book = URL(filePath: "\(rules)/faults.yaml")
            try Data("schema: 1\n".utf8).write(to: book)
            daemon.process.signal(SIGHUP)
            try kill(daemon, within: 300, &seen)
            try FileManager.default.removeItem(at: book)
            try checkRemains(stage, &seen)
        }
        try start(stage, key, 1, &seen).stop(&seen, leaving: ["decisions"])
        _ = DecisionLines(stage.path("decisions"), &seen)
    }

    private static func options(_ stage: Stage) -> [String] {
        ["--decision-log", stage.path("decisions")]
    }

    /// Starts a daemon in what the last one has left, and asks it everything.
    private static func start(
        _ stage: Stage,
        _ key: AnswerKey,
        _ edition: Int,
        _ seen: inout Observation
    ) throws -> DaemonProcess {
        let daemon = try DaemonProcess(stage, options(stage))
        try seen.measureStart(daemon)
        for (query, text) in Queries.all.enumerated() {
            seen.ask(stage.socket, Ask.recommend(text), "a query after a start") {
                key.isRight($0, to: query, edition: edition)
            }
        }
        return daemon
    }

    /// Kills a daemon at some instant of the next milliseconds.
    private static func kill(
        _ daemon: DaemonProcess,
        within milliseconds: Int,
        _ seen: inout Observation
    ) throws {
        usleep(UInt32.random(in: 0...UInt32(milliseconds * 1_000)))
        daemon.process.signal(SIGKILL)
        let ending = daemon.process.waitForEnd(within: .seconds(10))
        // Any other end is one it came to by itself.
        seen.expect(
            ending == .signal(SIGKILL),
            "killed, it ended with \(ending.map { "\($0)" } ?? "?")"
        )
        seen.provoked += 1
    }

    /// A killed daemon cannot clear up; there must be nothing but what the next one takes over.
    private static func checkRemains(_ stage: Stage, _ seen: inout Observation) throws {
        let known: Set = ["banso.sock", "banso.sock.lock", "decisions"]
        let others = try stage.remains().filter { !known.contains($0) }
        seen.expect(others.isEmpty, "left behind by kill -9: \(others.joined(separator: ", "))")
    }
}

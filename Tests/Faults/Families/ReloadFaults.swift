import Foundation

/// Rules that are loaded again, under load, over and over, good and bad.
enum ReloadFaults {
    static let all = [
        Fault(
            "reload-load",
            "reloads by SIGHUP and POST, of good and of three kinds of broken folders, under load",
            reloadUnderLoad
        ),
        Fault(
            "reload-shipped",
            "reloads of the shipped rule folder under load, each of other bytes",
            isBrief: false,
            reloadShipped
        ),
    ]

    /// What memory may grow by, in MB.
    private static let growth = 10.0

    private static func reloadUnderLoad(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 2)
        let daemon = try DaemonProcess(stage)
        try daemon.waitUntilReady()
        var cycle = ReloadCycle(daemon, book, key)
        // Memory settles during the first ones.
        for _ in 0..<stage.count(10, thorough: 25) { try cycle.turn(&seen) }
        seen.provoked = 0
        let quiet = LoadClient(stage.socket, key)
        quiet.start()
        Pause.milliseconds(stage.count(2_000, thorough: 10_000))
        let before = quiet.stop()
        seen.add(before)
        let old = try daemon.figures
        let load = LoadClient(stage.socket, key)
        load.start()
        while seen.provoked < stage.count(100, thorough: 1_000) { try cycle.turn(&seen) }
        let during = load.stop()
        seen.add(during)
        try compare(daemon, old, &seen)
        tell(before, during, &seen)
        try daemon.stop(&seen)
    }

    private static func reloadShipped(_ stage: Stage, _ seen: inout Observation) throws {
        let rules = stage.path("rules")
        try FileManager.default.copyItem(
            at: URL(filePath: stage.shipped).resolvingSymlinksInPath(),
            to: URL(filePath: rules)
        )
        // Only bytes that no answer shows: an answer names the rule set, so it is left out below.
        let mark = URL(filePath: "\(rules)/faults.yaml")
        let editions = try (1...2).map { edition in
            try Data("# edition \(edition)\nschema: 1\n".utf8).write(to: mark)
            return try AnswerKey.answers(of: rules, to: Queries.all)
        }
        let key = AnswerKey(editions)
        let daemon = try DaemonProcess(stage)
        seen.measure("ready after", try daemon.waitUntilReady())
        let load = LoadClient(stage.socket, key)
        load.start()
        let warmUp = 5
        var old = try daemon.figures
        for number in 0..<(stage.count(5, thorough: 50) + warmUp) {
            if number == warmUp { old = try daemon.figures }
            try Data("# edition \(number % 2 + 1)\nschema: 1\n".utf8).write(to: mark)
            let start = ContinuousClock.now
            seen.ask(stage.socket, Ask.reload, "a reload") { $0.status == 200 }
            seen.measure("longest reload", .now - start)
            if number >= warmUp { seen.provoked += 1 }
        }
        seen.add(load.stop())
        try compare(daemon, old, &seen)
        try daemon.stop(&seen)
    }

    /// Memory and descriptors, before and after.
    private static func compare(
        _ daemon: DaemonProcess,
        _ old: ProcessFigures,
        _ seen: inout Observation
    ) throws {
        let isSettled = try Pause.until(within: .seconds(20)) {
            try daemon.figures.descriptors <= old.descriptors
        }
        let new = try daemon.figures
        seen.expect(
            isSettled,
            "descriptors leaked: \(old.descriptors) before, \(new.descriptors) after"
        )
        seen.measure(
            "memory growth",
            Double(new.residentBytes - old.residentBytes) / 1e6,
            "MB",
            atMost: growth
        )
        seen.measure("descriptors more", Double(new.descriptors - old.descriptors), "", atMost: 0)
    }

    private static func tell(
        _ before: LoadClient.Outcome,
        _ during: LoadClient.Outcome,
        _ seen: inout Observation
    ) {
        let quiet = before.quantile(0.99)
        seen.measure("quiet p99", quiet, "ms")
        seen.measure("p99 meanwhile", during.quantile(0.99), "ms", atMost: 2 * quiet, isGoal: true)
    }
}

/// Good and broken editions of a book, put in place and loaded in turn.
private struct ReloadCycle {
    private let daemon: DaemonProcess
    private let book: TestBook
    private let key: AnswerKey
    private var count = 0
    private var edition = 1

    init(_ daemon: DaemonProcess, _ book: TestBook, _ key: AnswerKey) {
        self.daemon = daemon
        self.book = book
        self.key = key
    }

    /// One reload, and whether the right rules are in force after it.
    mutating func turn(_ seen: inout Observation) throws {
        try seen.giveUpIfHopeless()
        defer { count += 1 }
        let isGood = count % 2 == 0
        if isGood {
            edition = 3 - edition
            try book.write(edition: edition)
        } else {
            let damages = TestBook.Damage.allCases
            try book.write(damages[count / 2 % damages.count])
        }
        // Good by POST, broken by POST, good by SIGHUP, broken by SIGHUP.
        if count % 4 < 2 {
            seen.ask(
                daemon.socket,
                Ask.reload,
                "a reload of a \(isGood ? "good" : "broken") folder"
            ) {
                isGood ? $0.status == 200 : $0.status == 422 && $0.code == "rules.refused"
            }
        } else {
            try hangUp(isGood, &seen)
        }
        seen.provoked += 1
        let request = Ask.recommend(Queries.all[Queries.telling])
        seen.ask(daemon.socket, request, "a query after reload \(count)") {
            key.isRight($0, to: Queries.telling, edition: edition)
        }
    }

    private func hangUp(_ isGood: Bool, _ seen: inout Observation) throws {
        let old = try daemon.status()
        daemon.process.signal(SIGHUP)
        let expected = isGood ? "loaded" : "failed"
        let isDone = try Pause.until(within: .seconds(20)) {
            let new = try daemon.status()
            return new.trigger == "signal" && new.outcome == expected && new != old
        }
        seen.expect(isDone, "a reload by SIGHUP did not come to be \(expected)")
    }
}

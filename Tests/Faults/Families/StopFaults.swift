import Foundation

/// A daemon that is told to stop, or stopped like a debugger stops it, while it is asked.
enum StopFaults {
    static let all = [
        Fault(
            "sigterm-load",
            "SIGTERM under load, on kept and new connections, with a body on its way",
            terminateUnderLoad
        ),
        Fault("sigterm-twice", "a second SIGTERM while a request is under way", terminateTwice),
        Fault(
            "sigstop",
            "SIGSTOP and SIGCONT under load, also for longer than a limit",
            isBrief: false,
            freeze
        ),
    ]

    private static let body = Array(Queries.all[0].utf8)

    /// The head of a query whose body is still to come.
    private static var head: String {
        "POST /v1/recommend HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.count)\r\n\r\n"
    }

    private static func terminateUnderLoad(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        for _ in 0..<stage.count(10, thorough: 50) {
            let daemon = try DaemonProcess(stage)
            try daemon.waitUntilReady()
            let load = LoadClient(stage.socket, key, mayStop: true)
            load.start(.kept)
            load.start(.fresh, threads: 2)
            let idle = try Connection(stage.socket)
            let busy = try Connection(stage.socket)
            try busy.send(head + String(decoding: body.prefix(10), as: UTF8.self))
            seen.expect(load.waitFor(200), "the load came to a halt")
            daemon.process.signal(SIGTERM)
            let start = ContinuousClock.now
            seen.provoked += 1
            seen.expect((try? idle.receiveToEnd()) == [], "an idle connection was not just closed")
            seen.measure("idle connection closed after", .now - start, atMost: 1)
            seen.ask(busy, Array(body.dropFirst(10)), "the body on its way") {
                key.isRight($0, to: 0) && $0.isLast
            }
            seen.add(load.wait())
            try daemon.stop(&seen)
            seen.measure("ended after", .now - start, atMost: 3)
        }
    }

    private static func terminateTwice(_ stage: Stage, _ seen: inout Observation) throws {
        _ = try TestBook(stage)
        for _ in 0..<stage.count(3, thorough: 20) {
            let daemon = try DaemonProcess(stage, ["--drain-timeout", "3600"])
            try daemon.waitUntilReady()
            let busy = try Connection(stage.socket)
            try busy.send(head + "{")
            // The daemon has it when it answers somebody who came later.
            seen.ask(stage.socket, Ask.get("/livez"), "/livez") { $0.status == 200 }
            daemon.process.signal(SIGTERM)
            seen.expect(
                Pause.until(within: .seconds(20)) {
                    !FileManager.default.fileExists(atPath: stage.socket)
                },
                "the socket stays after SIGTERM"
            )
            seen.expect(
                daemon.process.waitForEnd(within: .milliseconds(200)) == nil,
                "cut off early"
            )
            let start = ContinuousClock.now
            try daemon.stop(&seen)
            seen.measure("ended after the second", .now - start, atMost: 1)
            seen.provoked += 1
        }
    }

    private static func freeze(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let daemon = try DaemonProcess(stage, ["--idle-timeout", "1"])
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start(.kept)
        load.start(.fresh, threads: 2)
        for number in 0..<stage.count(6, thorough: 50) {
            seen.expect(load.waitFor(50), "the load came to a halt")
            daemon.process.signal(SIGSTOP)
            // Every third time, all connections are then beyond their limit.
            Pause.milliseconds(number % 3 == 0 ? 1_300 : 100)
            daemon.process.signal(SIGCONT)
            seen.provoked += 1
        }
        seen.add(load.stop())
        try daemon.stop(&seen)
    }
}

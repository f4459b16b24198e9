import Foundation
import Logging
import Serving
import Synchronization
import Testing
import UnixHTTP
import WireFormat

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What a log goes through in a long life; requests are answered all the same.
@Suite struct DecisionLogFaultTests {
    private static let query = #"{"problem":"資金が足りない"}"#
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A metric without labels, or with these as they are written.
    private static func metric(_ name: String, of service: TestService) async throws -> Int? {
        let text = try await service.ask("GET", "/metrics").text
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Int($0.dropFirst(name.count + 1)) }
    }

    private static let failed = #"banso_decision_log_dropped_total{reason="write_failed"}"#
    private static let full = #"banso_decision_log_dropped_total{reason="queue_full"}"#

    @Test func `on a full disk requests are answered and the losses counted`() async throws {
        let book = try SmallBook()
        let settings = DecisionLogSettings(path: "/dev/full")
        try await TestService.run(book, decisions: settings) { service in
            for _ in 0..<20 {
                let response = try await service.ask("POST", "/v1/recommend", Self.query)
                #expect(try response.json["outcome"]?.string == "answered")
            }
            await service.decisions?.flush()
            #expect(try await Self.metric(Self.failed, of: service) == 20)
            #expect(try await Self.metric("banso_decision_log_records_total", of: service) == 0)
            let errors = try await Self.metric("banso_decision_log_errors_total", of: service)
            #expect((1...20).contains(errors ?? 0))
            #expect(try await Self.metric("banso_decision_log_queue_bytes", of: service) == 0)
        }
    }

    @Test func `on a disk that fails requests are answered and the losses counted`() async throws {
        let book = try SmallBook()
        // Where nothing is mapped, a write to one's own memory fails as one to a broken disk does.
        let settings = DecisionLogSettings(path: "/proc/self/mem")
        let heard = HeardLog()
        let log = try DecisionLog(settings, logger: heard.logger)
        try await TestService.run(book, recording: log) { service in
            for _ in 0..<3 {
                let response = try await service.ask("POST", "/v1/recommend", Self.query)
                #expect(response.status == 200)
                await log.flush()
            }
            #expect(heard.messages == ["decision log: cannot write: Input/output error"])
            #expect(try await Self.metric(Self.failed, of: service) == 3)
            #expect(try await Self.metric("banso_decision_log_errors_total", of: service) == 3)
            #expect(try await Self.metric("banso_decision_log_records_total", of: service) == 0)
        }
    }

    @Test func `what nobody takes waits up to a limit and holds no request up`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        try place.makePipe()
        // Somebody has the pipe open and does not read: the thread of the log stands still.
        let reader = unsafe open(place.path, O_RDONLY | O_NONBLOCK)
        try #require(reader >= 0)
        defer { close(reader) }
        // F_SETPIPE_SZ: as small as a pipe can be.
        let capacity = fcntl(reader, 1_031, 4_096)
        try #require(capacity == 4_096)
        var settings = place.settings
        settings.queueBytes = 16 << 10
        try await TestService.run(book, decisions: settings) { service in
            for _ in 0..<100 {
                let response = try await service.ask("POST", "/v1/recommend", Self.query)
                #expect(response.status == 200)
            }
            let waiting = try await Self.metric("banso_decision_log_queue_bytes", of: service)
            #expect((1...16 << 10).contains(waiting ?? 0))
            let dropped = try #require(try await Self.metric(Self.full, of: service))
            #expect(dropped > 0)
            // What does wait arrives whole once somebody reads.
            var text = ""
            let expected = 100 - dropped
            var buffer = [UInt8](repeating: 0, count: 65_536)
            _ = fcntl(reader, F_SETFL, 0)
            while text.count(where: { $0 == "\n" }) < expected {
                let count = unsafe read(reader, &buffer, buffer.count)
                try #require(count > 0)
                text += String(decoding: buffer[..<count], as: UTF8.self)
            }
            await service.decisions?.flush()
            let lines = text.split(separator: "\n")
            #expect(lines.count == expected)
            for line in lines { _ = try JSONDocument(parsing: String(line)) }
            let written = try await Self.metric("banso_decision_log_records_total", of: service)
            #expect(written == expected)
        }
    }

    @Test func `a pipe that nobody reads is no reason not to start`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        try place.makePipe()
        try await TestService.run(book, decisions: place.settings) { service in
            let response = try await service.ask("POST", "/v1/recommend", Self.query)
            #expect(response.status == 200)
            await service.decisions?.flush()
            #expect(try await Self.metric(Self.failed, of: service) == 1)
        }
    }

    @Test func `a file that was moved away is made anew, and none of its lines is lost`()
        async throws
    {
        let place = LogPlace()
        let book = try SmallBook()
        let old = LogPlace()
        try await TestService.run(book, decisions: place.settings) { service in
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            await service.decisions?.flush()
            try FileManager.default.moveItem(atPath: place.path, toPath: old.path)
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            await service.decisions?.flush()
            #expect(try old.records.count == 1 && place.records.count == 1)
            // Told by a signal, it does not wait for a decision.
            try FileManager.default.removeItem(atPath: old.path)
            try FileManager.default.moveItem(atPath: place.path, toPath: old.path)
            service.decisions?.reopen()
            await service.decisions?.flush()
            #expect(try place.text == "")
            #expect(try await Self.metric("banso_decision_log_reopens_total", of: service) == 2)
        }
    }

    @Test func `while no new file can be opened the old one is written, and that is said once`()
        async throws
    {
        let place = LogPlace()
        let old = LogPlace()
        let book = try SmallBook()
        let heard = HeardLog()
        let log = try DecisionLog(place.settings, logger: heard.logger)
        try await TestService.run(book, recording: log) { service in
            let ask = {
                _ = try await service.ask("POST", "/v1/recommend", Self.query)
                await log.flush()
            }
            try FileManager.default.moveItem(atPath: place.path, toPath: old.path)
            try FileManager.default.createDirectory(
                atPath: place.path,
                withIntermediateDirectories: false
            )
            for _ in 0..<3 { try await ask() }
            #expect(try old.records.count == 3)
            #expect(heard.messages == ["decision log: cannot open: Is a directory"])
            #expect(try await Self.metric("banso_decision_log_errors_total", of: service) == 3)
            #expect(try await Self.metric("banso_decision_log_records_total", of: service) == 3)
            try FileManager.default.removeItem(atPath: place.path)
            for _ in 0..<2 { try await ask() }
            #expect(try old.records.count == 3 && place.records.count == 2)
            #expect(
                heard.messages.dropFirst() == [
                    "decision log opened again", "decision log: it can be written again",
                ]
            )
        }
    }

    @Test func `a file that was copied and cut goes on at its beginning`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        try await TestService.run(book, decisions: place.settings) { service in
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            await service.decisions?.flush()
            let result = unsafe truncate(place.path, 0)
            try #require(result == 0)
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            await service.decisions?.flush()
            #expect(try place.records.count == 1)
        }
    }

    @Test(arguments: [
        ("{\"decision_id\":\"1\"}\n{\"decision_id\":\"01a2\",\"ti", "{\"decision_id\":\"1\"}\n"),
        ("{\"decision_id\":\"1", ""), ("theirs", "theirs\n"), ("theirs\n", "theirs\n"), ("", ""),
        ("{\"decision_id\":\"1\"}\nnot ours", "{\"decision_id\":\"1\"}\nnot ours\n"),
    ])
    func `half a record from before is cut off, what is not ours stays`(
        _ before: String,
        _ after: String
    ) async throws {
        let place = LogPlace()
        let book = try SmallBook()
        try Data(before.utf8).write(to: URL(filePath: place.path))
        try await TestService.run(book, decisions: place.settings) { service in
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            await service.decisions?.flush()
            let text = try place.text
            #expect(text.hasPrefix(after))
            let line = text.dropFirst(after.count)
            #expect(line.hasSuffix("\n") && line.count(where: { $0 == "\n" }) == 1)
            _ = try JSONDocument(parsing: String(line))
        }
    }

    @Test func `two do not write one file`() throws {
        let place = LogPlace()
        let first = try DecisionLog(place.settings, logger: Self.logger)
        let fault = #expect(throws: DecisionLogFault.self) {
            try DecisionLog(place.settings, logger: Self.logger)
        }
        #expect(fault?.isHeld == true)
        withExtendedLifetime(first) {}
    }

    @Test func `a device is nobody's alone`() throws {
        let settings = DecisionLogSettings(path: "/dev/null")
        let logs = try (0..<2).map { _ in try DecisionLog(settings, logger: Self.logger) }
        withExtendedLifetime(logs) {}
    }

    @Test func `the file is for its owner alone`() throws {
        let place = LogPlace()
        _ = try DecisionLog(place.settings, logger: Self.logger)
        let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test(arguments: ["/nowhere/decisions.log", "/tmp", "/dev/null/log"])
    func `a path that can never be written is a fault at the start`(_ path: String) {
        let fault = #expect(throws: DecisionLogFault.self) {
            try DecisionLog(DecisionLogSettings(path: path), logger: Self.logger)
        }
        #expect(fault?.description.hasPrefix("cannot open: ") == true)
    }
}

/// A log that keeps what it is told.
private final class HeardLog: Sendable {
    private let state = Mutex<[String]>([])

    var messages: [String] { state.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: HeardLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { log.state.withLock { $0.append("\(event.message)") } }
    }
}

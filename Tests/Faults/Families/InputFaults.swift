import Foundation

/// Bytes that are no request, or more than one.
enum InputFaults {
    static let all = [
        Fault("garbage", "random bytes and requests with random damage, under load", sendGarbage),
        Fault("smuggling", "requests that two readers could take apart differently", smuggle),
        Fault("hostile-json", "bodies that are no JSON, or JSON of the wrong kind", sendBadJSON),
    ]

    private static func withLoad(
        _ stage: Stage,
        _ seen: inout Observation,
        _ body: (inout Observation) throws -> Void
    ) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let daemon = try DaemonProcess(stage)
        try daemon.waitUntilReady()
        let before = try daemon.figures.descriptors
        let load = LoadClient(stage.socket, key)
        load.start(threads: 2)
        seen.expect(load.waitFor(50), "the load came to a halt")
        try body(&seen)
        seen.add(load.stop())
        seen.expect(
            try Pause.until(within: .seconds(20)) { try daemon.figures.descriptors <= before },
            "descriptors leaked"
        )
        try daemon.stop(&seen)
    }

    // MARK: Garbage

    private static func sendGarbage(_ stage: Stage, _ seen: inout Observation) throws {
        try withLoad(stage, &seen) { seen in
            // Always the same, so that what is found is found again.
            var numbers = Numbers(seed: 4_711)
            let sound = [
                Ask.recommend(Queries.all[0]), Ask.get("/v1/partners"), Ask.get("/v1/status"),
                Ask.post(
                    "/v1/recommend:batch",
                    Array(Queries.all[1].utf8),
                    type: "application/x-ndjson"
                ),
            ]
            for number in 0..<stage.count(500, thorough: 10_000) {
                let bytes =
                    number % 4 == 0
                    ? numbers.bytes(1 + numbers.below(4_096))
                    : damaged(sound[numbers.below(sound.count)], &numbers)
                seen.provoked += 1
                seen.add(asked: 1, lost: [], lostCount: 0)
                send(bytes, "garbage \(number)", to: stage.socket, &seen)
            }
        }
    }

    /// A request with some bytes changed, taken out or put in.
    private static func damaged(_ request: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
        var bytes = request
        for _ in 0...numbers.below(6) where !bytes.isEmpty {
            let place = numbers.below(bytes.count)
            switch numbers.below(4) {
            case 0: bytes[place] = UInt8(numbers.below(256))
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: numbers.bytes(1 + numbers.below(4)), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    /// Sends bytes and nothing more; whatever comes has to be HTTP, and then the end.
    private static func send(
        _ bytes: [UInt8],
        _ what: String,
        to socket: String,
        _ seen: inout Observation
    ) {
        do throws(Connection.Fault) {
            let connection = try Connection(socket)
            do throws(Connection.Fault) {
                try connection.send(bytes)
            } catch .closed {
                // Refused before it had all of it.
            }
            connection.endSending()
            let answer = try connection.receiveToEnd()
            let isHTTP = answer.isEmpty || answer.starts(with: Array("HTTP/1.1 ".utf8))
            seen.expect(isHTTP, "\(what): answered with what is no HTTP")
            let status = answer.count > 12 ? String(decoding: answer[9..<12], as: UTF8.self) : ""
            // Neither an error of ours, nor a redirection, nor anything new.
            let known = ["", "100", "200", "400", "404", "405", "408", "411", "413", "414", "415"]
            let more = ["417", "422", "431", "501", "505"]
            seen.expect((known + more).contains(status), "\(what): status \(status)")
        } catch {
            seen.lose("\(what): \(error)")
        }
    }

    // MARK: Smuggling

    /// Requests with a second one behind them, which must never be answered.
    private static let smuggled: [(name: String, head: String, body: String)] = [
        ("a length and chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        ("chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 4", "0\r\n\r\n"),
        ("two lengths", "Content-Length: 2\r\nContent-Length: 30", "{}"),
        ("two lengths in one", "Content-Length: 2, 30", "{}"),
        ("the same length twice", "Content-Length: 2\r\nContent-Length: 2", "{}"),
        ("a length with a sign", "Content-Length: +2", "{}"),
        ("a negative length", "Content-Length: -1", ""),
        ("a hexadecimal length", "Content-Length: 0x2", "{}"),
        ("a length with a space in it", "Content-Length: 1 0", "{}"),
        ("an endless length", "Content-Length: 99999999999999999999", "{}"),
        ("a length with a space before the colon", "Content-Length : 2", "{}"),
        ("a folded length", "Content-Length:\r\n 2", "{}"),
        ("chunks by another name", "Transfer-Encoding: xchunked", "0\r\n\r\n"),
        ("chunks twice", "Transfer-Encoding: chunked, chunked", "0\r\n\r\n"),
        (
            "chunks on two lines", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "0\r\n\r\n"
        ),
        ("chunks and identity", "Transfer-Encoding: chunked, identity", "0\r\n\r\n"),
        ("quoted chunks", "Transfer-Encoding: \"chunked\"", "0\r\n\r\n"),
        ("chunks after a tab", "Transfer-Encoding:\u{0B}chunked", "0\r\n\r\n"),
        ("a chunk with a sign", "Transfer-Encoding: chunked", "+2\r\n{}\r\n0\r\n\r\n"),
        ("a hexadecimal chunk", "Transfer-Encoding: chunked", "0x2\r\n{}\r\n0\r\n\r\n"),
        ("an endless chunk", "Transfer-Encoding: chunked", "ffffffffffffffff2\r\n{}\r\n0\r\n\r\n"),
        ("a chunk with a bare line feed", "Transfer-Encoding: chunked", "2\n{}\r\n0\r\n\r\n"),
        (
            "a chunk that is longer than it says", "Transfer-Encoding: chunked",
            "1\r\n{}\r\n0\r\n\r\n"
        ),
        ("a bare line feed", "Content-Length: 2\nX: y", "{}"),
        ("a bare carriage return", "X: a\rContent-Length: 2", "{}"),
        ("a null in a field", "X: a\u{0}b\r\nContent-Length: 2", "{}"),
        ("two hosts", "Host: y\r\nContent-Length: 2", "{}"),
        ("a field without a name", ": y\r\nContent-Length: 2", "{}"),
        ("a field without a colon", "Content-Length 2", "{}"),
        ("a name with a space", "Content Length: 2", "{}"),
    ]

    private static func smuggle(_ stage: Stage, _ seen: inout Observation) throws {
        try withLoad(stage, &seen) { seen in
            for _ in 0..<stage.count(1, thorough: 20) {
                for item in smuggled { try smuggle(item, stage.socket, &seen) }
            }
        }
    }

    private static func smuggle(
        _ item: (name: String, head: String, body: String),
        _ socket: String,
        _ seen: inout Observation
    ) throws {
        let request =
            "POST /v1/recommend HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + item.head + "\r\n\r\n" + item.body + "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
        let connection = try Connection(socket)
        seen.provoked += 1
        seen.add(asked: 1, lost: [], lostCount: 0)
        do throws(Connection.Fault) {
            try connection.send(request)
            connection.endSending()
            let answer = String(decoding: try connection.receiveToEnd(), as: UTF8.self)
            let answers = answer.components(separatedBy: "HTTP/1.1 ").count - 1
            seen.expect(answers == 1, "\(item.name): \(answers) answers")
            seen.expect(
                answer.hasPrefix("HTTP/1.1 400 ") || answer.hasPrefix("HTTP/1.1 501 ")
                    || answer.hasPrefix("HTTP/1.1 413 "),
                "\(item.name): \(answer.prefix(12))"
            )
        } catch {
            seen.lose("\(item.name): \(error)")
        }
    }

    // MARK: JSON

    private static let bodies: [(name: String, status: Int, body: [UInt8])] = [
        ("nothing", 400, []), ("a null byte", 400, [0]),
        ("half an object", 400, Array(#"{"problem":"#.utf8)),
        ("a trailing comma", 400, Array(#"{"problem":"x",}"#.utf8)),
        ("a key twice", 400, Array(#"{"problem":"x","problem":"y"}"#.utf8)),
        ("a byte order mark", 400, [0xEF, 0xBB, 0xBF] + Array(#"{"problem":"x"}"#.utf8)),
        ("UTF-16", 400, [0xFE, 0xFF, 0, 0x7B, 0, 0x7D]),
        ("no UTF-8", 400, Array(#"{"problem":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)),
        ("half a pair", 400, Array(#"{"problem":"\ud800"}"#.utf8)),
        ("two values", 400, Array(#"{"problem":"x"}{"problem":"y"}"#.utf8)),
        ("100 kB of [", 400, Array(repeating: 0x5B, count: 100_000)),
        ("NaN", 400, Array(#"{"problem":NaN}"#.utf8)),
        ("a number as long as a novel", 400, Array(repeating: 0x31, count: 200_000) + [0x65]),
        ("a list", 422, Array("[]".utf8)), ("an unknown key", 422, Array(#"{"problme":"x"}"#.utf8)),
        ("a wrong type", 422, Array(#"{"problem":1}"#.utf8)),
        ("a body too large", 413, Array(repeating: 0x20, count: 300_000)),
    ]

    private static func sendBadJSON(_ stage: Stage, _ seen: inout Observation) throws {
        try withLoad(stage, &seen) { seen in
            for _ in 0..<stage.count(2, thorough: 50) {
                for item in bodies {
                    seen.provoked += 1
                    let request = Ask.post("/v1/recommend", item.body)
                    seen.ask(stage.socket, request, item.name) { $0.status == item.status }
                }
            }
        }
    }
}

/// Numbers that look like chance and are always the same: SplitMix64.
private struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}

import Foundation
import NIOCore
import NIOPosix

/// A connection that sends and receives bytes as they are.
final class RawConnection {
    private var parts: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let writer: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received = ""

    private init(
        _ parts: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ writer: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.parts = parts
        self.writer = writer
    }

    /// Connects to a path while `body` runs.
    static func open<Result>(
        _ path: String,
        _ body: (RawConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(
                            backPressureStrategy: .init(lowWatermark: 1, highWatermark: 2),
                            isOutboundHalfClosureEnabled: true
                        )
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(RawConnection(inbound.makeAsyncIterator(), outbound))
        }
    }

    func send(_ text: String) async throws {
        try await writer.write(ByteBuffer(string: text))
    }

    /// A writer that another task may use.
    var output: NIOAsyncChannelOutboundWriter<ByteBuffer> { writer }

    /// Says that nothing more will be sent.
    func endInput() { writer.finish() }

    /// Everything until the peer closes; a reset after the last byte counts as closing.
    func readToEnd() async -> String {
        while await readMore() {}
        defer { received = "" }
        return received
    }

    /// The next message: a header, and as much of a body as it announces.
    func readMessage(hasBody: Bool = true) async -> String {
        while true {
            if let end = received.range(of: "\r\n\r\n") {
                let head = received[..<end.upperBound]
                let length = hasBody ? Self.length(head) : 0
                let rest = received.utf8.distance(from: end.upperBound, to: received.endIndex)
                if rest >= length {
                    let index = received.utf8.index(end.upperBound, offsetBy: length)
                    defer { received = String(received[index...]) }
                    return String(received[..<index])
                }
            }
            if await !readMore() { return received }
        }
    }

    /// Counts the bytes until the peer closes, pausing before each read.
    func countToEnd(pausing pause: Duration = .zero) async -> Int {
        var count = received.utf8.count
        while let part = try? await parts.next(isolation: #isolation) {
            count += part.readableBytes
            if pause > .zero { try? await Task.sleep(for: pause) }
        }
        return count
    }

    private func readMore() async -> Bool {
        guard let part = try? await parts.next(isolation: #isolation) else { return false }
        received += String(buffer: part)
        return true
    }

    private static func length(_ head: Substring) -> Int {
        for line in head.split(separator: "\r\n") {
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2, field[0].lowercased() == "content-length" else { continue }
            return Int(field[1].filter { $0 != " " }) ?? 0
        }
        return 0
    }
}

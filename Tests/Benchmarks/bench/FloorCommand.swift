import ArgumentParser
import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves one static reply with NIO's HTTP parts and nothing else; what `socket` divides by.
struct FloorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "floor", shouldDisplay: false)

    @Option var socket: String
    @Option(help: "The bytes of the body.") var bytes = 3000

    func run() throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes)
        let channel = try ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(StaticReply(body))
                }
            }
            .bind(unixDomainSocketPath: socket, cleanupExistingSocketFile: true).wait()
        try channel.closeFuture.wait()
    }
}

/// Answers every request with the same bytes.
private final class StaticReply: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let head: HTTPResponseHead
    private let body: ByteBuffer

    init(_ body: ByteBuffer) {
        self.body = body
        var headers = HTTPHeaders()
        headers.add(name: "content-type", value: "application/json")
        headers.add(name: "content-length", value: String(body.readableBytes))
        head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

import Foundation
import Testing
import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct PeerTests {
    private static let router: Router = {
        var router = Router()
        let answer: @Sendable (Request) -> Response = { request in
            guard let peer = request.peer else { return .text("nobody") }
            return .text("\(peer.uid) \(peer.gid) \(peer.pid)")
        }
        router.add("GET", "/immediate", .immediate(answer))
        router.add("GET", "/background", .background { answer($0) })
        router.add("GET", "/stream", .stream { .refuse(answer($0)) })
        return router
    }()

    @Test(arguments: ["/immediate", "/background", "/stream"])
    func `a handler knows user, group and process of who asks`(_ path: String) async throws {
        try await TestServer.run(Self.router) { server in
            let response = try await server.client.send(Request(method: "GET", path: path))
            #expect(response.text == "\(geteuid()) \(getegid()) \(getpid())")
            #expect(server.observer.finished.map(\.peer?.pid) == [getpid()])
        }
    }

    @Test func `supplementary groups are known when they are wanted`() async throws {
        var own = [gid_t](repeating: 0, count: 256)
        let count = unsafe getgroups(256, &own)
        let expected = Set(own.prefix(Int(count))).subtracting([0])
        var router = Router()
        router.add(
            "GET",
            "/",
            .immediate { request in
                .text(request.peer?.groups.sorted().map(String.init).joined(separator: " ") ?? "-")
            }
        )
        try await TestServer.run(router, .with(\.asksForGroups, true)) { server in
            let response = try await server.client.send(Request(method: "GET", path: "/"))
            #expect(response.text == expected.sorted().map(String.init).joined(separator: " "))
        }
    }

    @Test func `a member is known by its own group or by a supplementary one`() {
        let peer = Peer(uid: 7, gid: 8, pid: 9, groups: [10, 11])
        #expect([8, 10, 11].allSatisfy { peer.isMember(of: $0) })
        #expect([0, 7, 9].allSatisfy { !peer.isMember(of: $0) })
    }
}

import Serving
import Testing
import UnixHTTP

@Suite struct SystemdManagerTests {
    @Test(arguments: [
        (nil, false), ("", false), ("/", false), ("@", false), ("run/notify", false),
        ("vsock:2:1234", false), ("/run/systemd/notify", true), ("@/org/systemd", true),
        ("/" + String(repeating: "x", count: 106), true),
        ("/" + String(repeating: "x", count: 107), false),
    ])
    func `somebody is to be told where an address says so`(_ address: String?, _ isSomebody: Bool) {
        let environment = address.map { ["NOTIFY_SOCKET": $0] } ?? [:]
        #expect((SystemdManager(environment: environment) != nil) == isSomebody)
    }

    @Test(
        arguments: [
            ([:], nil), (["WATCHDOG_USEC": "30000000"], .seconds(15)),
            (["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "7"], .milliseconds(1_500)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil),
            (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "1"], nil),
            (["WATCHDOG_USEC": "-5"], nil), (["WATCHDOG_USEC": "soon"], nil),
            (["WATCHDOG_USEC": "", "WATCHDOG_PID": "7"], nil),
        ] as [([String: String], Duration?)]
    )
    func `signs of life are given at half the time, to who wants them of this process`(
        _ variables: [String: String],
        _ interval: Duration?
    ) throws {
        let manager = try #require(SystemdManager(environment: ["NOTIFY_SOCKET": "/run/notify"]))
        let heartbeat = manager.heartbeat(environment: variables, process: 7)
        #expect(heartbeat?.interval == interval)
    }
}

import Serving
import Testing

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

    @Test(arguments: [
        ([:], false), (["WATCHDOG_USEC": "30000000"], true),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], true),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], false),
        (["WATCHDOG_USEC": "0"], false), (["WATCHDOG_USEC": "1"], false),
        (["WATCHDOG_USEC": "-5"], false), (["WATCHDOG_USEC": "soon"], false),
        (["WATCHDOG_USEC": "", "WATCHDOG_PID": "7"], false),
    ])
    func `signs of life are given to who wants them of this process`(
        _ variables: [String: String],
        _ isWanted: Bool
    ) throws {
        let manager = try #require(SystemdManager(environment: ["NOTIFY_SOCKET": "/run/notify"]))
        let heartbeat = manager.heartbeat(environment: variables, process: 7)
        #expect((heartbeat != nil) == isWanted)
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Sockets that a service manager hands to its services.
package enum InheritedSocket {
    /// The variables that tell of them.
    package static let variables = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]

    /// The first descriptor that is handed over; further ones would follow it.
    private static let first: Int32 = 3

    /// Finds the one socket that systemd's socket activation has left for this process.
    ///
    /// - Parameters:
    ///   - environment: The variables of the process.
    ///   - process: The number of the process; variables meant for another one do not count.
    /// - Returns: The descriptor, or `nil` if there is no handing over.
    /// - Throws: `badDescriptor` if something is handed over that is not one socket: with several we
    ///   could not tell which, and to serve somewhere else would leave those who wait at it alone.
    package static func descriptor(
        environment: [String: String],
        process: Int32
    ) throws(ServerError) -> Int32? {
        guard let owner = environment["LISTEN_PID"].flatMap(Int32.init), owner == process,
            let text = environment["LISTEN_FDS"]
        else { return nil }
        guard let count = Int(text), count >= 0 else {
            throw ServerError(.badDescriptor, "LISTEN_FDS", "is no number of sockets")
        }
        guard count == 1 else {
            throw ServerError(.badDescriptor, "LISTEN_FDS", "\(count) sockets where one is wanted")
        }
        return first
    }

    /// Takes variables out of the environment of this process, so that no other one that it may
    /// start takes them for its own.
    package static func forget(_ variables: [String] = variables) {
        for name in variables { _ = unsafe unsetenv(name) }
    }
}

/// Sockets that a service manager hands to its services.
package enum InheritedSocket {
    /// The first descriptor that is handed over; further ones would follow it.
    private static let first: Int32 = 3

    /// Finds the one socket that systemd's socket activation has left for this process.
    ///
    /// - Parameters:
    ///   - environment: The variables of the process.
    ///   - process: The number of the process; variables meant for another one do not count.
    /// - Returns: The descriptor, or `nil` if there is no handing over.
    /// - Throws: `badDescriptor` if there is more than one socket, for then we cannot tell which.
    package static func descriptor(
        environment: [String: String],
        process: Int32
    ) throws(ServerError) -> Int32? {
        guard let owner = environment["LISTEN_PID"].flatMap(Int32.init), owner == process,
            let count = environment["LISTEN_FDS"].flatMap(Int32.init), count > 0
        else { return nil }
        guard count == 1 else {
            throw ServerError(.badDescriptor, "LISTEN_FDS", "\(count) sockets where one is wanted")
        }
        return first
    }
}

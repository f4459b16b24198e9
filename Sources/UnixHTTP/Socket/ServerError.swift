/// Why a server cannot listen, or not any more.
package struct ServerError: Error, Hashable, Sendable {
    /// What sort of trouble it is.
    package enum Code: String, Hashable, Sendable {
        /// A living server answers at the path or holds its lock.
        case addressInUse
        /// The path is empty or longer than 107 bytes, or leads through what is no directory.
        case badPath
        /// The file system does not let us.
        case permissionDenied
        /// Something other than a socket is at the path, or than a lock beside it; it is left alone.
        case notASocket
        /// What was handed over is not one listening Unix stream socket.
        case badDescriptor
        /// Another failure of the system.
        case system
    }

    /// What sort of trouble it is.
    package var code: Code
    /// The path, the descriptor, or the variable that tells of descriptors.
    package var subject: String
    /// What is wrong, as an English sentence without a full stop.
    package var detail: String

    /// Describes a trouble.
    package init(_ code: Code, _ subject: String, _ detail: String) {
        self.code = code
        self.subject = subject
        self.detail = detail
    }
}

extension ServerError: CustomStringConvertible {
    /// Path and trouble on one line.
    package var description: String { "\(subject): \(detail)" }
}

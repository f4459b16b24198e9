import ArgumentParser
import Serving
import UnixHTTP

/// Why the daemon does not start or cannot go on, for people and for scripts.
struct Failure: Error {
    /// What standard error says.
    let message: String
    /// After sysexits.h.
    let code: ExitCode
}

extension Failure {
    /// Options are a matter of usage (64), everything else of configuration (78).
    init(_ error: ConfigurationError) {
        message = "bansod: \(error.detail)"
        code = ExitCode(error.origin == .usage ? 64 : 78)
    }

    /// Folders with faults (65).
    init(_ failure: BookLoader.Failure, folders: [String]) {
        let lines = failure.diagnostics.map { $0.line(withSeverity: true) }
        let summary = "bansod: the rules in \(folders.joined(separator: " + ")) cannot be used"
        message = (lines + [summary]).joined(separator: "\n")
        code = ExitCode(65)
    }

    /// A socket that cannot be listened at.
    init(_ error: ServerError) {
        message = "bansod: \(error)"
        code =
            switch error.code {
            case .addressInUse: ExitCode(75)
            case .permissionDenied: ExitCode(77)
            case .badPath, .notASocket, .badDescriptor: ExitCode(78)
            case .system: ExitCode(70)
            }
    }

    /// A decision log that cannot be written: another process has it (75), it is not permitted (77),
    /// or the path does not do (78).
    init(_ fault: DecisionLogFault, path: String) {
        message = "bansod: decision log \(path): \(fault)"
        code = ExitCode(fault.isHeld ? 75 : fault.isForbidden ? 77 : 78)
    }

    /// A group that the system does not know (78).
    static func noGroup(_ name: String) -> Failure {
        Failure(message: "bansod: there is no group \(name)", code: ExitCode(78))
    }

    /// A folder that is not there (66).
    static func noFolder(_ path: String) -> Failure {
        Failure(message: "bansod: there is no folder \(path)", code: ExitCode(66))
    }
}

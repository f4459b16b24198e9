import FoundationEssentials

/// Where things are when nobody says so; the same for the daemon and the command line.
package enum DefaultPaths {
    /// Where an installation keeps its rules.
    package static let installedRules = "/usr/share/banso/Rules"
    /// Where an installation keeps the daemon's configuration.
    package static let configuration = "/etc/banso/bansod.conf"

    /// The rules of the installation, or those of a checkout.
    package static var rules: String {
        FileManager.default.fileExists(atPath: installedRules) ? installedRules : "Rules"
    }

    /// The rule folders that a text names, joined by colons, the lowest first.
    package static func folders(in text: String) -> [String] {
        text.split(separator: ":").map(String.init)
    }

    /// The socket: the user's runtime folder, or the system's.
    package static func socket(environment: [String: String]) -> String {
        if let runtime = environment["XDG_RUNTIME_DIR"], !runtime.isEmpty {
            return "\(runtime)/banso/banso.sock"
        }
        return "/run/banso/banso.sock"
    }
}

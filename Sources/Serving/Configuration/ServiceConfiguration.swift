import Diagnostics
import FoundationEssentials
package import Logging
import RuleLoading
package import UnixHTTP

/// Why the daemon cannot be configured.
package struct ConfigurationError: Error, Hashable, Sendable {
    /// Whose fault it is.
    package enum Origin: Hashable, Sendable {
        /// An option of the command line.
        case usage
        /// The environment or the configuration file.
        case configuration
    }

    /// Whose fault it is.
    package let origin: Origin
    /// What is wrong and where, as an English sentence without a full stop.
    package let detail: String

    /// Describes a fault; what the file or an option says must not be able to steer a terminal.
    package init(_ origin: Origin, _ detail: String) {
        self.origin = origin
        self.detail = Diagnostic.printable(detail)
    }
}

/// How the daemon works: options beat the environment, the environment beats the configuration
/// file, the file beats the defaults.
package struct ServiceConfiguration: Sendable {
    /// The rule folders, the lowest first; at least one.
    package private(set) var rules: [String]
    /// The socket's path.
    package private(set) var socket: String
    /// The permission bits of the socket file.
    package private(set) var socketMode: UInt16 = 0o660
    /// The group of the socket file, by name or number; `nil` means that of the process.
    package private(set) var socketGroup: String?
    /// The group whose members may reload, by name or number; `nil` means none.
    package private(set) var adminGroup: String?
    /// The time between two looks at the rule folders; `nil` means they are not looked at.
    package private(set) var poll: Duration? = .seconds(2)
    /// The least important log messages that are written.
    package private(set) var logLevel = Logger.Level.info
    /// The threads that serve connections.
    package private(set) var threads = 1
    /// About the most bytes of answers that are kept for queries asked again; 0 for none.
    package private(set) var answerCache = 1 << 25
    /// What the decision log does; its path is empty when there is none.
    private var decisions = DecisionLogSettings(path: "")
    /// What a peer may demand.
    package private(set) var limits = ServerConfiguration.Limits()

    /// The most bytes of the configuration file, many times what all its keys take.
    private static let fileLimit = 64 << 10

    /// Puts the sources together.
    ///
    /// - Parameters:
    ///   - options: What the command line says; several values only for what may be repeated.
    ///   - file: The configuration file the command line names; else `BANSO_CONFIG`, else the
    ///     installed one, which need not exist.
    ///   - environment: The variables of the process.
    /// - Throws: The first fault of any source.
    package init(
        options: [Setting: [String]] = [:],
        file: String? = nil,
        environment: [String: String] = [:]
    ) throws(ConfigurationError) {
        rules = [DefaultPaths.rules]
        socket = DefaultPaths.socket(environment: environment)
        let named = file ?? environment["BANSO_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let entries = try Self.entries(of: named)
        for setting in Setting.allCases {
            if let values = options[setting], !values.isEmpty {
                try set(setting, to: values, from: .usage, called: setting.flag)
            } else if let value = environment[setting.variable], !value.isEmpty {
                let values = setting.mayRepeat ? DefaultPaths.folders(in: value) : [value]
                try set(setting, to: values, from: .configuration, called: setting.variable)
            } else if let given = entries[setting], let line = given.first?.line {
                let place = "\(named ?? DefaultPaths.configuration):\(line)"
                try set(
                    setting,
                    to: given.map(\.value),
                    from: .configuration,
                    called: "\(place): \(setting.rawValue)"
                )
            }
        }
    }

    /// What the decision log does; `nil` when there is none.
    package var decisionLog: DecisionLogSettings? { decisions.path.isEmpty ? nil : decisions }

    private static func entries(
        of named: String?
    ) throws(ConfigurationError) -> [Setting: [ConfigurationFile.Entry]] {
        let path = named ?? DefaultPaths.configuration
        if named == nil, !FileManager.default.fileExists(atPath: path) { return [:] }
        let bytes: [UInt8]
        do throws(RegularFile.Fault) {
            bytes = try RegularFile(path).bytes(upTo: fileLimit)
        } catch {
            let fault = error.diagnostic(at: path, limit: fileLimit)
            throw ConfigurationError(.configuration, "\(path): \(fault.message)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError(.configuration, "\(path): the file is not UTF-8")
        }
        return try ConfigurationFile(text, name: path).entries
    }

    private mutating func set(
        _ setting: Setting,
        to values: [String],
        from origin: ConfigurationError.Origin,
        called name: String
    ) throws(ConfigurationError) {
        let text = values.last ?? ""
        guard setting.mayRepeat ? apply(setting, values) : apply(setting, text) else {
            throw ConfigurationError(
                origin,
                "\(name): \(text) does not do; expected is \(setting.help)"
            )
        }
    }

    /// Takes several values over; `false` if they are none for the setting.
    private mutating func apply(_ setting: Setting, _ values: [String]) -> Bool {
        switch setting {
        case .rules where !values.isEmpty: rules = values
        case .decisionLogMask:
            let pointers = values.compactMap { RecordPointer($0) }
            guard pointers.count == values.count else { return false }
            decisions.masks = pointers
        default: return false
        }
        return true
    }

    /// Takes a value over; `false` if it is none for the setting.
    private mutating func apply(_ setting: Setting, _ text: String) -> Bool {
        switch setting {
        case .rules, .decisionLogMask: return apply(setting, [text])
        case .socket: socket = text
        case .socketMode:
            guard let mode = UInt16(text, radix: 8), mode <= 0o777 else { return false }
            socketMode = mode
        case .socketGroup: socketGroup = text
        case .adminGroup: adminGroup = text
        case .poll:
            guard let interval = Self.seconds(text) else { return false }
            poll = interval == .zero ? nil : interval
        case .logLevel:
            guard let level = Logger.Level(rawValue: text) else { return false }
            logLevel = level
        case .threads:
            guard let count = Int(text), (1...64).contains(count) else { return false }
            threads = count
        case .connections: return Self.set(&limits.connections, Int(text), in: 1...65_536)
        case .body: return Self.set(&limits.body, Int(text), in: 1_024...(1 << 28))
        case .header: return Self.set(&limits.header, Int(text), in: 1_024...(1 << 20))
        case .idle: return Self.set(&limits.idle, text)
        case .head: return Self.set(&limits.head, text)
        case .request: return Self.set(&limits.request, text)
        case .stall: return Self.set(&limits.writeStall, text)
        case .handler: return Self.set(&limits.handler, text)
        case .drain:
            guard let time = Self.seconds(text) else { return false }
            limits.drain = time
        case .answerCache: return Self.set(&answerCache, Int(text), in: 0...(1 << 34))
        case .decisionLog: decisions.path = text
        case .decisionLogText:
            guard let isKept = ["true": true, "false": false][text] else { return false }
            decisions.keepsText = isKept
        case .decisionLogQueue:
            guard let count = Int(text), (1_024...(1 << 30)).contains(count) else { return false }
            decisions.queueBytes = count
        }
        return true
    }

    /// Takes a number over if it is in a range; `false` if not.
    private static func set(_ limit: inout Int, _ value: Int?, in range: ClosedRange<Int>) -> Bool {
        guard let value, range.contains(value) else { return false }
        limit = value
        return true
    }

    /// Takes over a time that is more than none; `false` if it is not one.
    private static func set(_ limit: inout Duration, _ text: String) -> Bool {
        guard let time = seconds(text), time > .zero else { return false }
        limit = time
        return true
    }

    /// A time of at most a day.
    private static func seconds(_ text: String) -> Duration? {
        guard let value = Double(text), (0...86_400).contains(value) else { return nil }
        return .seconds(value)
    }
}

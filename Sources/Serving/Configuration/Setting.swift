/// What can be configured.
package enum Setting: String, Hashable, Sendable, CaseIterable {
    /// The rule folders.
    case rules
    /// The socket's path.
    case socket
    /// The permission bits of the socket file.
    case socketMode = "socket_mode"
    /// The group of the socket file.
    case socketGroup = "socket_group"
    /// The group whose members may reload.
    case adminGroup = "admin_group"
    /// How often the rule folder is looked at.
    case poll
    /// The least important log messages that are written.
    case logLevel = "log_level"
    /// Threads that serve connections.
    case threads
    /// Connections open at one time.
    case connections = "max_connections"
    /// Bytes of a query, or of a line of a batch.
    case body = "max_body"
    /// Bytes of a request's line and fields.
    case header = "max_header"
    /// How long a connection may wait for its next request.
    case idle = "idle_timeout"
    /// How long the head of a request may take to arrive.
    case head = "head_timeout"
    /// How long the body of a request may take to arrive.
    case request = "body_timeout"
    /// How long a peer may take nothing of its answer.
    case stall = "write_timeout"
    /// How long a slow answer may take.
    case handler = "handler_timeout"
    /// How long requests may go on when the daemon stops.
    case drain = "drain_timeout"
    /// Bytes of answers that are kept for queries asked again.
    case answerCache = "answer_cache"
    /// The file of the decision log.
    case decisionLog = "decision_log"
    /// Whether the decision log keeps the owner's words.
    case decisionLogText = "decision_log_text"
    /// What is left out of each record of the decision log.
    case decisionLogMask = "decision_log_mask"
    /// Bytes of records that may wait to be written.
    case decisionLogQueue = "decision_log_queue"

    /// The option of the command line.
    package var flag: String { "--" + rawValue.replacing("_", with: "-") }

    /// The variable of the environment.
    package var variable: String { "BANSO_" + rawValue.uppercased() }

    /// Whether the file may give it more than once, and an option too.
    package var mayRepeat: Bool { self == .rules || self == .decisionLogMask }

    /// What it means, its values and its default, for the help.
    package var help: String {
        switch self {
        case .rules:
            "a rule folder; a later one is laid over those before it; in the variable they are "
                + "joined by colons (default: \(DefaultPaths.installedRules), else Rules)"
        case .socket: "the socket (default: banso/banso.sock in $XDG_RUNTIME_DIR, else in /run)"
        case .socketMode: "permissions of the socket file, octal (0660)"
        case .socketGroup: "group of the socket file, by name or number (that of the daemon)"
        case .adminGroup:
            "group whose members may reload, besides root and the daemon's user (none)"
        case .poll: "seconds between looks at the rule folders for changes, 0 for never (2)"
        case .logLevel: "trace, debug, info, notice, warning or error (info)"
        case .threads: "threads that serve connections, 1 to 64 (1)"
        case .connections:
            "connections open at one time; the descriptors may allow fewer (16384)"
        case .body: "bytes of a query or of a line of a batch (262144)"
        case .header: "bytes of a request's line and fields (16384)"
        case .idle: "seconds a connection may wait for its next request (60)"
        case .head: "seconds the head of a request may take to arrive (10)"
        case .request: "seconds the body of a request may take to arrive (30)"
        case .stall: "seconds a peer may take nothing of its answer (30)"
        case .handler: "seconds a slow answer, such as that of a reload, may take (10)"
        case .drain: "seconds that requests may go on when the daemon stops (22)"
        case .answerCache:
            "bytes of answers kept in memory for queries that are asked again, 0 for none "
                + "(33554432)"
        case .decisionLog:
            "the file that every decision is recorded in, - for standard output (none)"
        case .decisionLogText: "true or false: whether records keep the owner's words (false)"
        case .decisionLogMask:
            "a JSON pointer to what is left out of records, such as /query/company; in the "
                + "variable they are joined by colons (none)"
        case .decisionLogQueue: "bytes of records that may wait to be written (8388608)"
        }
    }
}

import Foundation
import Synchronization

/// A program that was started, until it has ended.
final class ChildProcess {
    /// How it ended.
    enum Ending: Hashable, CustomStringConvertible {
        case exit(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .exit(let status): "exit status \(status)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    /// Its process number.
    let id: pid_t
    /// When it was started.
    let start = ContinuousClock.now
    private var ending: Ending?

    /// Those that run, so that none stays behind whatever becomes of this program.
    private static let running = Mutex<Set<pid_t>>([])

    /// Starts a program with nothing to read.
    ///
    /// - Throws: ``Breakdown`` if it cannot be started.
    init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        output: Int32? = nil,
        errors: Int32
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        if let output {
            unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        } else {
            unsafe posix_spawn_file_actions_addopen(
                &actions,
                STDOUT_FILENO,
                "/dev/null",
                O_WRONLY,
                0
            )
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // What this program blocks for itself, its children do not.
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        // Nor do they ignore what whoever started this program ignores; it is theirs to see to.
        var usual = sigset_t()
        unsafe sigemptyset(&usual)
        for number in [SIGPIPE, SIGXFSZ, SIGHUP, SIGTERM] { unsafe sigaddset(&usual, number) }
        unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )
        let words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        let variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") }
        defer {
            for place in unsafe words.indices { unsafe free(words[place]) }
            for place in unsafe variables.indices { unsafe free(variables[place]) }
        }
        var number: pid_t = 0
        let fault = unsafe posix_spawn(
            &number,
            program,
            &actions,
            &attributes,
            words + [nil],
            variables + [nil]
        )
        guard fault == 0 else { throw Breakdown("cannot start \(program)", fault) }
        id = number
        Self.running.withLock { _ = $0.insert(number) }
    }

    deinit {
        guard ending == nil else { return }
        signal(SIGKILL)
        _ = waitForEnd(within: .seconds(10))
    }

    /// Sends a signal.
    func signal(_ number: Int32) { if ending == nil { kill(id, number) } }

    /// Waits for the end; `nil` if it does not come in time.
    func waitForEnd(within limit: Duration) -> Ending? {
        let deadline = ContinuousClock.now + limit
        while ending == nil {
            var status: Int32 = 0
            if unsafe waitpid(id, &status, WNOHANG) == id {
                let number = status & 0x7F
                ending = number == 0 ? .exit(status >> 8 & 0xFF) : .signal(number)
                Self.running.withLock { _ = $0.remove(id) }
            } else if ContinuousClock.now >= deadline {
                return nil
            } else {
                Pause.milliseconds(1)
            }
        }
        return ending
    }

    /// The signals by which somebody ends this program.
    static var interrupts: sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        return set
    }

    /// Ends all that run, at once.
    static func killAll() { running.withLock { for id in $0 { kill(id, SIGKILL) } } }
}

/// Short pauses between two looks at something that tells nobody when it changes.
enum Pause {
    /// Lets time pass.
    static func milliseconds(_ count: Int) { usleep(UInt32(count) * 1_000) }

    /// Looks until something is so; `false` if it is not in time.
    static func until(within limit: Duration, _ isSo: () throws -> Bool) rethrows -> Bool {
        let deadline = ContinuousClock.now + limit
        while try !isSo() {
            if ContinuousClock.now >= deadline { return false }
            milliseconds(2)
        }
        return true
    }
}

/// Why the suite itself cannot go on.
struct Breakdown: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    init(_ action: String, _ number: Int32) {
        description = "\(action): \(unsafe String(cString: strerror(number)))"
    }
}

extension Duration {
    /// The whole duration in seconds.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

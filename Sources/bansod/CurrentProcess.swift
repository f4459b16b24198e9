#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What the daemon asks of its own process.
enum CurrentProcess {
    /// Its number.
    static var id: Int32 { getpid() }

    /// Lets a write to a reader who has gone away fail instead of ending the process.
    static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    /// Keeps the runtime library from writing to the system's log, in which its lines would stand
    /// between ours, unless somebody wants that: it remarks on every thread that it would like to
    /// give a higher priority and must not.
    ///
    /// It has to come before the first thread.
    static func silenceRuntime() { _ = unsafe setenv("LIBDISPATCH_LOG", "NO", 0) }

    /// Leaves no image of the memory behind when it crashes: owners' words are in it.
    static func leaveNoCore() {
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = unsafe setrlimit(resource(RLIMIT_CORE), &limit)
    }

    /// Allows itself as many descriptors as the system lets it.
    static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard unsafe getrlimit(resource(RLIMIT_NOFILE), &limit) == 0 else { return }
        // Some systems allow a thousand million, for which nobody is prepared.
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 1 << 17))
        _ = unsafe setrlimit(resource(RLIMIT_NOFILE), &limit)
    }

    #if canImport(Glibc)
    private static func resource(_ value: __rlimit_resource) -> __rlimit_resource_t {
        __rlimit_resource_t(value.rawValue)
    }
    #else
    private static func resource(_ value: Int32) -> Int32 { value }
    #endif

    /// Writes a line to standard error; when that fails, there is nobody left to tell.
    static func remark(_ text: String) { put(Array("\(text)\n".utf8)) }

    /// Writes bytes to standard error; when that fails, there is nobody left to tell.
    static func put(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends the process after a time, whatever it is doing then.
    ///
    /// A thread of its own sees to it: work that never ends may hold all others.
    static func end(after limit: Duration) {
        let (seconds, attoseconds) = limit.components
        let milliseconds = Int(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
        var thread = pthread_t()
        let argument = unsafe UnsafeMutableRawPointer(bitPattern: max(milliseconds, 1))
        _ = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                var left = timespec()
                let milliseconds = Int(bitPattern: argument)
                left.tv_sec = milliseconds / 1_000
                left.tv_nsec = milliseconds % 1_000 * 1_000_000
                var rest = timespec()
                while unsafe nanosleep(&left, &rest) != 0 { left = rest }
                CurrentProcess.remark("bansod: still at work; ends nevertheless")
                _exit(0)
            },
            argument
        )
    }

    /// The number of a group that is given by its name or its number; `nil` if there is none.
    static func number(ofGroup text: String) -> UInt32? {
        if let number = UInt32(text) { return number }
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        // Large enough for groups of some thousand members.
        var buffer = [CChar](repeating: 0, count: 1 << 18)
        guard unsafe getgrnam_r(text, &entry, &buffer, buffer.count, &found) == 0,
            unsafe found != nil
        else { return nil }
        return unsafe entry.gr_gid
    }
}

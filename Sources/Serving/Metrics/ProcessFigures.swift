import RuleLoading
import UnixHTTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What the kernel knows of this process, under the names that Prometheus' own libraries use.
struct ProcessFigures {
    /// Time on the processors since the start, in seconds.
    var processorSeconds: Double
    /// Memory that is held, in bytes.
    var residentBytes: Int
    /// Memory that is addressed, in bytes.
    var virtualBytes: Int
    /// Threads.
    var threads: Int
    /// Descriptors that are open; `nil` when they cannot be counted.
    var openDescriptors: Int?
    /// The most descriptors that may be open; `nil` for no limit.
    var mostDescriptors: Int?
    /// When the process began, in seconds since 1970-01-01T00:00Z.
    var start: Double

    /// Looks at this process; `nil` where there is no `/proc`.
    init?() {
        guard let words = Self.statistics, words.count > 21, let threads = Int(words[17]),
            let start = Double(words[19]), let bytes = Int(words[20]), let pages = Int(words[21])
        else { return nil }
        processorSeconds = Self.seconds(of: CLOCK_PROCESS_CPUTIME_ID)
        residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
        virtualBytes = bytes
        self.threads = threads
        openDescriptors = Self.countDescriptors()
        mostDescriptors = UnixSocket.descriptorLimit
        self.start = Self.boot + start / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The words of `/proc/self/stat` behind the name of the program, which may hold anything.
    private static var statistics: [Substring]? {
        do throws(RegularFile.Fault) {
            let bytes = try RegularFile("/proc/self/stat").bytes(upTo: 4_096)
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.lastIndex(of: ")") else { return nil }
            return text[text.index(after: end)...].split { $0 == " " || $0 == "\n" }
        } catch {
            return nil
        }
    }

    /// When the machine began, looked up once: it must not seem to change from scrape to scrape.
    private static let boot = seconds(of: CLOCK_REALTIME) - seconds(of: CLOCK_BOOTTIME)

    private static func seconds(of clock: clockid_t) -> Double {
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func countDescriptors() -> Int? {
        var status = stat()
        guard unsafe stat("/proc/self/fd", &status) == 0 else { return nil }
        // Linux 6.2 and newer tell how many there are; before, they have to be counted.
        if status.st_size > 0 { return Int(status.st_size) }
        guard let folder = unsafe opendir("/proc/self/fd") else { return nil }
        defer { _ = unsafe closedir(folder) }
        var count = 0
        while unsafe readdir(folder) != nil { count += 1 }
        // Not `.`, not `..`, and not the one it is counted by.
        return max(0, count - 3)
    }
}

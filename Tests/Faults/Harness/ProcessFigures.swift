import Foundation

/// What the kernel tells of a process.
struct ProcessFigures {
    /// Memory that is held, in bytes.
    var residentBytes: Int
    /// Descriptors that are open.
    var descriptors: Int
    /// Time on the processors so far, in seconds.
    var processorSeconds: Double

    /// Looks at a process.
    ///
    /// - Throws: If it has ended, or belongs to somebody else.
    init(of process: pid_t) throws {
        let folder = "/proc/\(process)"
        let text = try String(contentsOfFile: "\(folder)/stat", encoding: .utf8)
        // The name of the program, in parentheses, may hold anything.
        let words = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard words.count > 21, let user = Double(words[11]), let system = Double(words[12]),
            let pages = Int(words[21])
        else { throw Breakdown("cannot read \(folder)/stat") }
        residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
        processorSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd").count
    }
}

import CMeasure
import Foundation

/// Who allocates: stacks of functions with how often each came to an allocation.
struct AllocationSites: Sendable {
    /// One function that led to allocations.
    struct Site: Sendable {
        /// The function as the linker knows it.
        var name: String
        /// Allocations for each unit.
        var number: Double
    }

    /// The functions nearest to the allocations that a test lets pass, most allocations first.
    let sites: [Site]

    /// Notes the stack of every allocation of work.
    ///
    /// - Parameters:
    ///   - pass: The work, which says how many units it was.
    ///   - isOwn: Whether a linker's name is of the code of interest; others pass on to callers.
    /// - Throws: What keeps nm from being run.
    init(of pass: () -> Int, where isOwn: (String) -> Bool) throws {
        let symbols = try ProgramSymbols()
        measure_trace_start(1)
        let units = Double(max(1, pass()))
        let count = measure_trace_stop()
        var sums: [String: Double] = [:]
        var frames = [UInt](repeating: 0, count: 28)
        for index in 0..<count {
            var times: UInt64 = 0
            let depth = unsafe measure_trace_stack(index, &times, &frames, frames.count)
            let names = frames.prefix(depth).lazy.map { symbols.name(at: $0) }
            sums[names.first(where: isOwn) ?? "elsewhere", default: 0] += Double(times) / units
        }
        sites = sums.map { Site(name: $0.key, number: $0.value) }
            .sorted { ($1.number, $0.name) < ($0.number, $1.name) }
    }
}

/// The functions of this program, as nm lists them; the loader knows only exported ones.
private struct ProgramSymbols {
    private var starts: [UInt] = []
    private var names: [Substring] = []

    init() throws {
        let process = Process()
        let output = Pipe()
        // The link names whoever reads it, so it is followed before nm starts.
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["nm", "-n", "--defined-only", program]
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let start = UInt(parts[0], radix: 16) else { continue }
            starts.append(start)
            names.append(parts[2])
        }
    }

    func name(at address: UInt) -> String {
        var offset: UInt = 0
        if let known = unsafe measure_symbol(address, &offset) {
            return unsafe String(cString: known)
        }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? String(names[low - 1]) : "0x" + String(offset, radix: 16)
    }
}

import Foundation

/// Where a fault is provoked: an empty folder, the daemon's program and the rules it ships with.
struct Stage {
    /// A folder for this fault alone.
    let folder: String
    /// The program of the daemon.
    let program: String
    /// The shipped rule folder.
    let shipped: String
    /// How often things are done.
    let extent: Extent

    /// How often things are done, and what is judged.
    enum Extent {
        /// Half as often as in a short run; times are told and not judged.
        case brief
        /// A few times.
        case short
        /// As often as the requirements say, and with the real limits.
        case thorough
    }

    /// Whether the full counts are wanted.
    var isThorough: Bool { extent == .thorough }

    /// How often something is done: a few times, or as often as the full counts want.
    func count(_ few: Int, thorough many: Int) -> Int {
        switch extent {
        case .brief: (few + 1) / 2
        case .short: few
        case .thorough: many
        }
    }

    /// The path of something in the folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Where the daemon listens.
    var socket: String { path("banso.sock") }

    /// What lies in the folder beside the rules and the daemon's messages, sorted.
    func remains() throws -> [String] {
        let own: Set = ["rules", "stderr", "tmp", "expected"]
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let temporary = try FileManager.default.contentsOfDirectory(atPath: path("tmp"))
        return (names.filter { !own.contains($0) } + temporary.map { "tmp/\($0)" }).sorted()
    }

    /// Provokes a fault in a folder of its own, which is gone afterwards.
    static func play(
        _ fault: Fault,
        program: String,
        shipped: String,
        extent: Extent
    ) -> Observation {
        let name = "banso-faults-\(UUID().uuidString.prefix(8))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        let stage = Stage(
            folder: folder.path,
            program: program,
            shipped: shipped,
            extent: extent
        )
        var observation = Observation(judgesTimes: extent != .brief)
        do {
            try FileManager.default.createDirectory(
                at: folder.appending(path: "tmp"),
                withIntermediateDirectories: true
            )
            try fault.provoke(stage, &observation)
        } catch {
            observation.lose("the fault was not provoked to its end: \(error)")
        }
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            observation.note("\(folder.path) stays behind: \(error)")
        }
        return observation
    }
}

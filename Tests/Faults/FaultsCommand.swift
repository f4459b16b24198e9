import ArgumentParser
import Foundation

/// Provokes faults against a running daemon and tells what was lost.
@main
struct FaultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Provoke faults against the daemon and tell what was lost.",
        discussion: """
            Every fault gets a folder and daemons of its own, on Unix sockets only. Exits with 1 if \
            anything was lost or a bound was broken.
            """
    )

    @Option(help: "Provoke only this fault; may be repeated.") var only: [String] = []
    @Flag(help: "List the faults and end.") var list = false
    @Flag(help: "Provoke as often as the requirements say, with the real limits: half an hour.")
    var thorough = false
    @Flag(help: "Only what a busy machine does not change, a few times, no times judged.")
    var brief = false
    @Option(help: "text or json.") var format = FaultTable.Format.text
    @Option(help: "The daemon's program; by default the one that was built beside this one.")
    var daemon: String?
    @Option(help: "The shipped rule folder.") var rules = "Rules"

    /// How long all faults together may take, in minutes.
    private var limit: Double { thorough ? 45 : 10 }

    func validate() throws {
        if brief, thorough { throw ValidationError("--brief and --thorough exclude each other") }
        let names = Set(Fault.all.map(\.name))
        for name in only where !names.contains(name) {
            throw ValidationError("there is no fault \(name); --list names them")
        }
    }

    func run() throws {
        if list {
            let width = Fault.all.map(\.name.count).max() ?? 0
            for fault in Fault.all {
                let space = String(repeating: " ", count: width - fault.name.count)
                print("\(fault.name)\(space)  \(fault.summary)")
            }
            return
        }
        let program = try program()
        Ending.prepare(after: limit * 60)
        var table = FaultTable()
        let extent: Stage.Extent = thorough ? .thorough : brief ? .brief : .short
        for fault in Fault.all where isWanted(fault) {
            remark("\(fault.name): \(fault.summary)")
            let start = ContinuousClock.now
            let seen = Stage.play(
                fault,
                program: program,
                shipped: rules,
                extent: extent
            )
            table.add(fault, seen, seconds: (ContinuousClock.now - start).inSeconds)
            for loss in seen.lost { remark("  LOST: \(loss)") }
        }
        FileHandle.standardOutput.write(Data(table.text(format).utf8))
        if !table.holds { throw ExitCode(1) }
    }

    private func isWanted(_ fault: Fault) -> Bool {
        only.isEmpty ? fault.isBrief || !brief : only.contains(fault.name)
    }

    private func program() throws -> String {
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let path = daemon ?? own.deletingLastPathComponent().appending(path: "bansod").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw ValidationError("there is no program \(path); swift build -c release makes it")
        }
        return URL(filePath: path).path
    }

    /// Tells whoever waits what is being done.
    private func remark(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}

extension FaultTable.Format: ExpressibleByArgument {}

/// Ends that are not wanted: no daemon stays behind.
private enum Ending {
    /// Ends everything after a time, and when somebody interrupts.
    static func prepare(after seconds: Double) {
        var set = ChildProcess.interrupts
        _ = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        Thread.detachNewThread {
            var number: Int32 = 0
            var set = ChildProcess.interrupts
            _ = unsafe sigwait(&set, &number)
            ChildProcess.killAll()
            _exit(128 + number)
        }
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: seconds)
            ChildProcess.killAll()
            FileHandle.standardError.write(Data("faults: did not end in time\n".utf8))
            _exit(1)
        }
    }
}

/// Something that goes wrong, provoked on purpose.
struct Fault: Sendable {
    /// What it is called on the command line and in the table.
    let name: String
    /// What is done, in a line.
    let summary: String
    /// Whether a brief run has it: it takes seconds in a debug build too, and what comes of it is the
    /// same on a machine that is busy.
    let isBrief: Bool
    /// Provokes it.
    let provoke: @Sendable (Stage, inout Observation) throws -> Void

    init(
        _ name: String,
        _ summary: String,
        isBrief: Bool = true,
        _ provoke: @escaping @Sendable (Stage, inout Observation) throws -> Void
    ) {
        self.name = name
        self.summary = summary
        self.isBrief = isBrief
        self.provoke = provoke
    }

    /// All there are, in the order they are provoked.
    static let all =
        ReloadFaults.all + FolderFaults.all + CrashFaults.all + StopFaults.all + SocketFaults.all
        + ConnectionFaults.all + SlowFaults.all + InputFaults.all + DecisionLogFaults.all
        + LogFaults.all
}

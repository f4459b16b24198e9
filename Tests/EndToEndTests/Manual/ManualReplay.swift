import Foundation

/// Types what a page shows into a shell, in a folder with a copy of the rule book.
struct ManualReplay {
    /// A command whose output is not what the page shows.
    struct Difference: Sendable, CustomStringConvertible {
        var place: String
        var command: String
        var shown: [String]
        var said: [String]

        var description: String {
            let said =
                self.said.prefix(80) + (self.said.count > 80 ? ["… (\(self.said.count))"] : [])
            return "\(place): $ \(command)\nshown:\n\(shown.joined(separator: "\n"))\n"
                + "said:\n\(said.joined(separator: "\n"))"
        }
    }

    /// What came of a page.
    struct Result: Sendable {
        var differences: [Difference] = []
        /// The page with what the commands say now.
        var page: String
        /// How long each block took, in seconds, by the place of its first line.
        var seconds: [(place: String, value: Double)] = []
    }

    /// Stands between the outputs of two commands.
    private static let mark: Character = "\u{1}"

    let page: ManualPage
    /// The top of the repository.
    let root: String
    /// The folder of the programs.
    let programs: String
    /// Which blocks are not replayed.
    let isSkipped: (ManualPage.Block) -> Bool

    /// Replays the page's blocks in their order.
    func run() throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "banso-manual-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try shell("cp -r '\(root)/Rules' Rules && ln -s '\(root)/Tests' Tests", in: folder)
        try write(program, to: "\(folder)/bin/banso", behind: "")
        try shell("chmod +x bin/banso", in: folder)
        var result = Result(page: "")
        var replacements: [(lines: Range<Int>, text: [String])] = []
        for block in page.blocks where !isSkipped(block) {
            try prepare(block, in: folder)
            guard !block.steps.isEmpty else { continue }
            let start = ContinuousClock.now
            let outputs = try outputs(of: block, in: folder)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            result.seconds.append(("\(page.name):\(block.lines.lowerBound + 1)", seconds))
            for (step, output) in zip(block.steps, outputs) {
                let shown = ShownOutput(page.shown(step))
                // Where nothing is shown only the command itself must be right.
                let isAsShown =
                    shown.lines.isEmpty ? output.status != 64 : shown.matches(output.lines)
                if isAsShown { continue }
                replacements.append((step.shown, shown.rewritten(for: output.lines)))
                result.differences.append(
                    Difference(
                        place: "\(page.name):\(step.shown.lowerBound)",
                        command: step.command,
                        shown: shown.lines,
                        said: output.lines
                    )
                )
            }
        }
        var text = page.text
        for (lines, new) in replacements.reversed() { text.replaceSubrange(lines, with: new) }
        result.page = text.joined(separator: "\n")
        return result
    }

    /// What is typed runs as on the day on which the manual was written.
    private var program: [String] {
        [
            "#!/bin/sh",
            "case \"$*\" in",
            "*--as-of*) ;;",
            "recommend*|check*|coverage*|impact*) set -- \"$@\" --as-of 2026-11-25 ;;",
            "esac",
            "exec '\(programs)/banso' \"$@\"",
        ]
    }

    private func prepare(_ block: ManualPage.Block, in folder: String) throws {
        for order in block.orders {
            switch order {
            case .prepare(let command): try shell(command, in: folder)
            case .file(let path, let hidden):
                let lines = hidden ?? Array(page.text[block.lines])
                try write(lines, to: "\(folder)/\(path)", behind: "")
            case .add(let path, let hidden):
                let added = hidden ?? page.text[block.lines].filter { $0 != "schema: 1" }
                let lines = Array(added.drop(while: \.isEmpty))
                let before = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
                try write(lines, to: "\(folder)/\(path)", behind: before + "\n")
            case .slip, .instead: break
            }
        }
    }

    private func write(_ lines: [String], to path: String, behind text: String) throws {
        let parent = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        let text = text + lines.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// What a command says, both streams as a terminal shows them, and its exit status.
    private typealias Output = (lines: [String], status: Int)

    private func outputs(of block: ManualPage.Block, in folder: String) throws -> [Output] {
        var commands = block.steps.map(\.command)
        for case .instead(let command) in block.orders { commands[0] = command }
        var restore = ""
        for case .slip(let path, let script) in block.orders {
            let change = "sed -i '\(script)' '\(path)' && ! cmp -s saved '\(path)'"
            try shell("cp '\(path)' saved && \(change)", in: folder)
            restore = "cp saved '\(path)'"
        }
        // Each command sees the exit status of the one before it.
        let script = commands.map { "\($0)\nlast=$?; printf '\(Self.mark)%d ' $last; (exit $last)" }
        let output = try run(script.joined(separator: "\n"), in: folder).output
        if !restore.isEmpty { try shell(restore, in: folder) }
        let parts = output.split(separator: Self.mark, omittingEmptySubsequences: false)
        guard parts.count == commands.count + 1 else {
            throw ManualFault("\(page.name):\(block.lines.lowerBound): a command ended the shell")
        }
        // Behind each mark stands the status of the command before it.
        var outputs: [Output] = []
        var text = parts[0]
        for part in parts.dropFirst() {
            let status = part.prefix { $0 != " " }
            outputs.append((ShownOutput.lines(of: String(text)), Int(status) ?? -1))
            text = part.dropFirst(status.count + 1)
        }
        return outputs
    }

    private func shell(_ command: String, in folder: String) throws {
        let result = try run(command, in: folder)
        guard result.status == 0 else {
            throw ManualFault("\(page.name): \(command): \(result.output)")
        }
    }

    private func run(_ script: String, in folder: String) throws -> Program.Result {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try Program.run(
            path: "/bin/bash",
            ["-c", "cd '\(folder)' && exec 2>&1\n\(script)"],
            input: "",
            environment: [
                "PATH": "\(folder)/bin:\(programs):\(path)", "LC_ALL": "C.UTF-8",
                "NO_COLOR": "1",
            ]
        )
    }
}

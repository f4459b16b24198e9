import ArgumentParser
import Authoring
import FoundationEssentials

/// Writes the rule language as a JSON Schema.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a JSON Schema of rule files, for editors.",
        discussion: """
            It is made from the tables by which the loader reads, and describes every rule file, \
            since a file may hold any of the sections. A schema knows shapes, not names: banso \
            check and banso lsp know both.
            """
    )

    @Flag(help: "The schema of files of a folder that is laid over others.")
    var layer = false
    @Option(help: "Write both schemas into this folder instead of one to standard output.")
    var output: String?

    func run() throws {
        guard let output else {
            return Console.write(RuleSchema.json(of: layer ? .layer : .rule) + [0x0A])
        }
        for kind in RuleSchema.Kind.allCases {
            let path = "\(output)/\(kind.fileName)"
            do {
                try FileManager.default.createDirectory(
                    atPath: output,
                    withIntermediateDirectories: true
                )
                let text = Data(RuleSchema.json(of: kind) + [0x0A])
                try text.write(to: URL(filePath: path), options: .atomic)
            } catch {
                Console.remark("banso: \(path) cannot be written")
                throw ExitCode.notPermitted
            }
        }
    }
}

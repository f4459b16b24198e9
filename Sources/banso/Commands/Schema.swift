import ArgumentParser
import Authoring

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
        try ReplacedFile.createFolder(output)
        for kind in RuleSchema.Kind.allCases {
            try ReplacedFile("\(output)/\(kind.fileName)").replace(
                with: RuleSchema.json(of: kind) + [0x0A]
            )
        }
    }
}

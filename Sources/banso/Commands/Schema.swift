import ArgumentParser
import Authoring

/// Writes the rule language as a JSON Schema.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a JSON Schema of rule files, for editors.",
        discussion: """
            It is made from the tables by which the loader reads. A schema knows shapes, not names: \
            banso check knows both.
            """
    )

    func run() { Console.write(RuleSchema.json + [0x0A]) }
}

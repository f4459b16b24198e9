import ArgumentParser
import WireFormat

/// Answers whether policies can be used together.
struct CombinePolicies: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "combine",
        abstract: "Tell whether policies can be used together, with reason, source and date.",
        discussion: """
            Every pair is answered: allowed, separate-costs (never for the same costs), excluded, \
            or unknown when the book says nothing of it. Exit status 1 when any pair is excluded.
            """
    )

    @Argument(help: "The ids of two or more policies.") var ids: [String]
    @OptionGroup var options: CatalogOptions

    func validate() throws {
        guard Set(ids).count == ids.count, ids.count >= 2 else {
            throw ValidationError("name two or more different policies")
        }
    }

    func run() async throws {
        let bodies = try await AnswerSource(options.source).records(.policies, ids: ids)
        let answer = CombinationAnswer(try bodies.map { try JSONDocument(parsing: $0).root })
        switch options.format {
        case .json: Console.write(answer.json(options.lang.rawValue) + [0x0A])
        case .text: Console.write(Array(answer.text(isEnglish: options.lang == .en).utf8))
        }
        if answer.isExcluded { throw ExitCode(1) }
    }
}

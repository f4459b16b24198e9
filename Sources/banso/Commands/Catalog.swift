import ArgumentParser
import WireFormat

/// Shows a collection of the book or one record of it.
protocol CatalogCommand: AsyncParsableCommand {
    static var collection: Endpoint.Collection { get }
    var options: CatalogOptions { get }
}

extension CatalogCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: collection.rawValue,
            abstract: "List the \(collection.rawValue) of the book, or show one."
        )
    }

    func run() async throws {
        let body = try await AnswerSource(options.source).records(Self.collection, id: options.id)
        guard options.format == .text else { return Console.write(body + [0x0A]) }
        let document = try JSONDocument(parsing: body)
        let writer = RecordText(language: options.lang.rawValue)
        let text =
            options.id == nil
            ? writer.list(document.root, Self.collection) : writer.record(document.root)
        Console.write(Array(text.utf8))
    }
}

/// What all commands that show the book take.
struct CatalogOptions: ParsableArguments {
    /// The language of names.
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case ja, en
    }

    @Argument(help: "The id of one record (default: all).") var id: String?
    @OptionGroup var source: SourceOptions
    @Option(help: "text or json.") var format: OutputFormat = .text
    @Option(help: "ja or en: which names the text shows.") var lang: Language = .ja
}

struct Categories: CatalogCommand {
    static let collection = Endpoint.Collection.categories
    @OptionGroup var options: CatalogOptions
}

struct Partners: CatalogCommand {
    static let collection = Endpoint.Collection.partners
    @OptionGroup var options: CatalogOptions
}

struct Policies: CatalogCommand {
    static let collection = Endpoint.Collection.policies
    @OptionGroup var options: CatalogOptions
}

struct Approaches: CatalogCommand {
    static let collection = Endpoint.Collection.approaches
    @OptionGroup var options: CatalogOptions
}

struct Rules: CatalogCommand {
    static let collection = Endpoint.Collection.rules
    @OptionGroup var options: CatalogOptions
}

import ArgumentParser
import WireFormat

/// A collection of the book that a command shows.
protocol CatalogKind {
    static var collection: Endpoint.Collection { get }
    /// What this collection alone can do.
    static var extras: [any ParsableCommand.Type] { get }
}

extension CatalogKind {
    static var extras: [any ParsableCommand.Type] { [] }
}

/// Shows a collection of the book or one record of it.
protocol CatalogCommand: AsyncParsableCommand, CatalogKind {}

extension CatalogCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: collection.rawValue,
            abstract: "List the \(collection.rawValue) of the book, or show one.",
            discussion: """
                Without list or show, an id shows that record, and nothing lists all.
                """,
            subcommands: [CatalogList<Self>.self, CatalogShow<Self>.self] + extras + [
                CatalogAny<Self>.self
            ],
            defaultSubcommand: CatalogAny<Self>.self
        )
    }
}

/// Lists a collection.
struct CatalogList<Kind: CatalogKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: "List the \(Kind.collection.rawValue) of the book.",
            discussion: "In a book of several layers it tells which of them have a part in each."
        )
    }

    @Flag(help: "List what layers took out of the book instead, with the reasons.")
    var removed = false
    @OptionGroup var options: CatalogOptions

    func run() async throws {
        let body = try await AnswerSource(options.source).records(Kind.collection, id: nil)
        guard removed else { return try options.writeList(body, of: Kind.collection) }
        let root = try JSONDocument(parsing: body).root
        switch options.format {
        case .json: Console.write(Array(root["removed"]?.raw ?? ArraySlice("[]".utf8)) + [0x0A])
        case .text:
            let text = root["removed"].map(options.writer.removals) ?? ""
            if text.isEmpty { Console.remark("banso: nothing was removed") }
            Console.write(Array(text.utf8))
        }
    }
}

/// Shows one record of a collection.
struct CatalogShow<Kind: CatalogKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract:
                "Show one of the \(Kind.collection.rawValue), and where each value comes from."
        )
    }

    @Argument(help: "The id of the record.") var id: String
    @OptionGroup var options: CatalogOptions

    func run() async throws {
        try options.writeRecord(
            try await AnswerSource(options.source).records(Kind.collection, id: id)
        )
    }
}

/// Shows one record when an id is given, and lists all otherwise.
struct CatalogAny<Kind: CatalogKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "any",
            abstract: "Show one record, or list all.",
            shouldDisplay: false
        )
    }

    @Argument(help: "The id of one record (default: all).") var id: String?
    @OptionGroup var options: CatalogOptions

    func run() async throws {
        let body = try await AnswerSource(options.source).records(Kind.collection, id: id)
        if id == nil {
            try options.writeList(body, of: Kind.collection)
        } else {
            try options.writeRecord(body)
        }
    }
}

/// What all commands that show the book take.
struct CatalogOptions: ParsableArguments {
    /// The language of names.
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case ja, en
    }

    @OptionGroup var source: SourceOptions
    @Option(help: "text or json.") var format: OutputFormat = .text
    @Option(help: "ja or en: which names the text shows.") var lang: Language = .ja

    /// What writes the text.
    var writer: RecordText { RecordText(language: lang.rawValue) }

    /// Writes a collection.
    func writeList(_ body: [UInt8], of collection: Endpoint.Collection) throws {
        guard format == .text else { return Console.write(body + [0x0A]) }
        let root = try JSONDocument(parsing: body).root
        Console.write(Array(writer.list(root, collection).utf8))
    }

    /// Writes one record.
    func writeRecord(_ body: [UInt8]) throws {
        guard format == .text else { return Console.write(body + [0x0A]) }
        let root = try JSONDocument(parsing: body).root
        Console.write(Array((writer.record(root) + writer.origins(root)).utf8))
    }
}

struct Categories: CatalogCommand {
    static let collection = Endpoint.Collection.categories
}

struct Partners: CatalogCommand {
    static let collection = Endpoint.Collection.partners
}

struct Policies: CatalogCommand {
    static let collection = Endpoint.Collection.policies
    static var extras: [any ParsableCommand.Type] { [CombinePolicies.self] }
}

struct Approaches: CatalogCommand {
    static let collection = Endpoint.Collection.approaches
}

struct Rules: CatalogCommand {
    static let collection = Endpoint.Collection.rules
    static var extras: [any ParsableCommand.Type] { [RuleCosts.self] }
}

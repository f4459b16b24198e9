package import Diagnostics
package import Knowledge
import YAMLTree

/// What came of reading a rule folder.
package struct LoadResult: Sendable {
    /// The book; `nil` when there is any error.
    package var book: Book?
    /// All that is wrong or odd, by file, line and column.
    package var diagnostics: [Diagnostic]
    /// The files read, by path: what a fingerprint of the book is made from.
    package var inputs: [RuleFile]
}

/// Turns rule files into a book, or into a list of all that is wrong with them.
package struct RuleLoader: Sendable {
    private let limits: RuleLimits

    /// Makes a loader that refuses folders beyond the limits.
    package init(limits: RuleLimits = RuleLimits()) { self.limits = limits }

    /// Reads every file of a source.
    ///
    /// The order in which the source lists its files never matters. All faults are reported in one
    /// run; only a file that cannot be parsed hides faults of its own behind its first.
    package func load(_ source: some RuleSource) -> LoadResult {
        load([RuleLayer(name: "", source: source)])
    }

    /// Reads every file of several layers, the lowest first, and lays them over each other.
    ///
    /// With more than one layer the path of every file begins with the name of its layer. A layer
    /// adds entries, and overrides and removes those of the layers below it.
    package func load(_ layers: [RuleLayer]) -> LoadResult {
        let context = LoadingContext()
        var inputs: [RuleFile] = []
        var parsed: [(name: String, roots: [YAMLNode])] = []
        for number in layers.indices {
            let files = read(layers, number, context)
            inputs += files
            let roots = parse(files, context).compactMap { checkedRoot(of: $0, context) }
            parsed.append((layers[number].name, roots))
        }
        var merger = LayerMerger(context)
        let roots = merger.merged(parsed)
        merger.count(files: layers.indices.map { layer in inputs.count { $0.layer == layer } })
        for root in roots { readSections(of: root, context) { $0.name == Section.industries.name } }
        for root in roots { readSections(of: root, context) { $0.name != Section.industries.name } }
        var references = ReferenceCheck(context, losses: merger.losses)
        references.run()
        AxesCheck.run(context)
        context.book.provenance = merger.provenance
        let book = context.bag.hasErrors ? nil : context.book.completed()
        return LoadResult(book: book, diagnostics: context.bag.sorted(), inputs: inputs)
    }

    /// Reads every file of folders that are laid over each other; with one, paths begin in it.
    package func load(_ stack: LayerStack) -> LoadResult {
        stack.isLayered ? load(stack.layers) : load(stack.folders[0].directory)
    }

    /// The files of one layer, with the paths they have in the book.
    private func read(
        _ layers: [RuleLayer],
        _ number: Int,
        _ context: LoadingContext
    ) -> [RuleFile] {
        let layer = layers[number]
        let isLayered = layers.count > 1
        var listing = RuleListing(paths: [])
        do {
            listing = try layer.source.list()
            for diagnostic in listing.diagnostics {
                context.report(isLayered ? layer.placed(diagnostic) : diagnostic)
            }
        } catch {
            context.report(isLayered ? layer.placed(error) : error)
            return []
        }
        let folder = SourcePlace(file: isLayered ? layer.name : ".", line: 1, column: 1)
        // A layer above others may have nothing to say yet.
        if listing.paths.isEmpty, number == 0 {
            context.report(.noFiles, "the folder holds no .yaml file", at: folder)
        }
        guard listing.paths.count <= limits.files else {
            let message =
                "the folder holds \(listing.paths.count) rule files; "
                + "at most \(limits.files) are read"
            context.report(.tooManyFiles, message, at: folder)
            return []
        }
        var files: [RuleFile] = []
        var total = 0
        for path in listing.paths.sorted() {
            do {
                let bytes = try layer.source.read(path)
                total += bytes.count
                guard total <= limits.folderBytes else {
                    let message = "the files hold more than \(limits.folderBytes) bytes together"
                    context.report(.folderTooLarge, message, at: folder)
                    return files
                }
                let name = isLayered ? layer.path(path) : path
                files.append(RuleFile(path: name, bytes: bytes, layer: number))
            } catch {
                context.report(isLayered ? layer.placed(error) : error)
                context.unreadNames = context.unreadNames ?? []
            }
        }
        return files
    }

    /// The trees of the files, which are parsed on all cores and reported in their order.
    private func parse(_ files: [RuleFile], _ context: LoadingContext) -> [YAMLDocument] {
        let parsed = Cores.map(files.count) { number in
            Result { () throws(Diagnostic) in
                let file = files[number]
                return try YAMLTree.parse(file.bytes, file: file.path, limits: limits.file)
            }
        }
        var documents: [YAMLDocument] = []
        for (file, result) in zip(files, parsed) {
            switch result {
            case .success(let document):
                for problem in document.problems { context.report(problem) }
                documents.append(document)
            case .failure(let error):
                context.report(error)
                context.unreadNames = UnreadNames.of(file.bytes).union(context.unreadNames ?? [])
            }
        }
        return documents
    }

    /// The mapping of a file that is written in this version of the language.
    private func checkedRoot(of document: YAMLDocument, _ context: LoadingContext) -> YAMLNode? {
        let root = document.root
        guard root.kind == .mapping else {
            context.mismatch(root, expected: "a mapping that begins with `schema: 1`")
            return nil
        }
        guard let schema = root.entries.first(where: { $0.key.text == "schema" })?.value else {
            let message = "a rule file needs the key `schema`"
            context.report(.schemaVersion, message, at: root.place, suggestion: "write `schema: 1`")
            return root
        }
        guard schema.integer == RuleLanguage.version else {
            let found = Diagnostic.quote(schema.text)
            let message = "this is version \(found) of the rule language; version 1 is read"
            context.report(
                .schemaVersion,
                message,
                at: schema.place,
                suggestion: "write `schema: 1`"
            )
            return nil
        }
        return root
    }

    private func readSections(
        of root: YAMLNode,
        _ context: LoadingContext,
        where isWanted: (Section) -> Bool
    ) {
        for entry in root.entries {
            let name = entry.key.text
            guard name != "schema" else { continue }
            if let section = Section.all.first(where: { $0.name == name }) {
                if isWanted(section) { section.read(entry.value, context) }
            } else if isWanted(Section.all[0]) {
                let names = Section.all.map(\.name)
                context.report(
                    .unknownSection,
                    "there is no section \(Diagnostic.quote(name))",
                    at: entry.key.place,
                    suggestion: NearestName.suggestion(for: name, among: names)
                )
            }
        }
    }
}

import Diagnostics
import Knowledge

/// Reports names that are used and defined nowhere.
struct ReferenceCheck {
    /// How many nearest names are looked for, since each look-up goes through a whole section.
    private static let suggestionLimit = 1000

    /// A name looked for among certain names.
    private struct Lookup: Hashable {
        var kind: ReferenceKind
        var name: String
    }

    private let context: LoadingContext
    private let losses: Losses
    private var suggestions: [Lookup: String?] = [:]

    /// Prepares to check what a context has gathered; `losses` are names that layers took out.
    init(_ context: LoadingContext, losses: Losses = Losses()) {
        self.context = context
        self.losses = losses
    }

    /// Reports every dangling name.
    mutating func run() {
        var uses: [Losses.Use: [SourcePlace]] = [:]
        for reference in context.references where !isDefined(reference) {
            if let loss = losses[reference.name] {
                let use = Losses.Use(loss: loss, name: reference.name)
                uses[use, default: []].append(reference.place)
                continue
            }
            report(reference)
        }
        for (use, places) in uses { context.report(use.diagnostic(places: places.sorted())) }
    }

    private mutating func report(_ reference: LoadingContext.Reference) {
        let quoted = Diagnostic.quote(reference.name)
        let isUnlisted =
            reference.isAnswer && reference.kind == .municipality
            && Place.isMunicipalityName(reference.name)
        let verb = reference.kind.isPlace ? "is called" : "has the id"
        context.report(
            Diagnostic(
                isUnlisted ? .unlistedPlace : reference.kind.code,
                isUnlisted
                    ? "the places list no municipality \(quoted)"
                    : "no \(reference.kind.noun) \(verb) \(quoted)",
                at: reference.place,
                severity: isUnlisted ? .warning : .error,
                suggestion: suggestion(for: reference)
            )
        )
    }

    private func isDefined(_ reference: LoadingContext.Reference) -> Bool {
        if reference.kind == .area, reference.name == "全国" { return true }
        let namespaces = reference.kind.namespaces
        if namespaces.contains(where: { context.definitions[$0]?[reference.name] != nil }) {
            return true
        }
        if reference.isAnswer, reference.kind == .prefecture,
            context.book.places.contains(where: { $0.allNames.contains(reference.name) })
        {
            return true
        }
        // A book without a list of places, or without municipalities, leaves their names open.
        if reference.kind.isPlace, namespaces.allSatisfy({ context.definitions[$0] == nil }) {
            return true
        }
        return context.unreadNames?.contains(reference.name) ?? false
    }

    private mutating func suggestion(for reference: LoadingContext.Reference) -> String? {
        let lookup = Lookup(kind: reference.kind, name: reference.name)
        if let known = suggestions[lookup] { return known }
        guard suggestions.count < Self.suggestionLimit else { return nil }
        let names = reference.kind.namespaces.flatMap { context.definitions[$0, default: [:]].keys }
        var found =
            severalNames(in: reference) ?? NearestName.suggestion(for: reference.name, among: names)
        // Ids are ASCII: whoever writes Japanese here has written what owners say.
        if found == nil, reference.kind == .concept,
            !reference.name.utf8.allSatisfy({ $0 < 0x80 })
        {
            found = "name a concept by its id; banso text shows which ones a text says"
        }
        suggestions[lookup] = found
        return found
    }

    /// What to say of several names that stand where one is read, as `神戸市, 堺市` without brackets.
    private func severalNames(in reference: LoadingContext.Reference) -> String? {
        let parts = reference.name.split { ",、，・ 　".contains($0) }.map(String.init)
        let areNames = parts.allSatisfy { part in
            reference.kind.namespaces.contains { context.definitions[$0]?[part] != nil }
        }
        guard parts.count > 1, areNames else { return nil }
        return "write several names as a list: [\(parts.joined(separator: ", "))]"
    }
}

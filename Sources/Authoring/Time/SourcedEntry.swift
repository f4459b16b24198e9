import Knowledge

/// An entry of a book that rests on a source which somebody has to read again in time.
struct SourcedEntry {
    /// What sort of entry it is, in a sentence.
    var noun: String
    /// Its id.
    var id: String
    /// Its name.
    var title: Localized
    /// What it rests on.
    var source: Source
    /// Where it is written.
    var origin: Origin
}

extension Book {
    /// All that rests on a source; what is over or switched off helps nobody, read or not.
    var sourced: [SourcedEntry] {
        partners.map {
            SourcedEntry("partner", $0.id, $0.title, $0.source, $0.origin)
        }
            + policies.filter { $0.state != .closed }.map {
                SourcedEntry("policy", $0.id, $0.title, $0.source, $0.origin)
            }
            + combinations.map {
                SourcedEntry("combination", $0.id, $0.because, $0.source, $0.origin)
            }
            + models.map { SourcedEntry("programme", $0.id, $0.title, $0.source, $0.origin) }
            + sizes.map { SourcedEntry("size", $0.id, $0.title, $0.source, $0.origin) }
            + rules.filter(\.isEnabled).compactMap { rule in
                rule.source.map { SourcedEntry("rule", rule.id, rule.title, $0, rule.origin) }
            }
    }
}

extension SourcedEntry {
    fileprivate init<Entity>(
        _ noun: String,
        _ id: Identifier<Entity>,
        _ title: Localized,
        _ source: Source,
        _ origin: Origin
    ) {
        self.init(noun: noun, id: id.text, title: title, source: source, origin: origin)
    }
}

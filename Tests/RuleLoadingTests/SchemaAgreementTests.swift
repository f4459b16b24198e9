import Authoring
import Diagnostics
import Foundation
import RuleLoading
import Testing
import WireFormat
import YAMLTree

/// Holds the JSON Schema to the loader: on what is sound, and on every fault there is a case of.
@Suite struct SchemaAgreementTests {
    private static func validator(
        of kind: RuleSchema.Kind = .rule
    ) throws -> SchemaValidator {
        SchemaValidator(try JSONDocument(parsing: RuleSchema.json(of: kind)).root)
    }

    @Test(arguments: SoundBook.paths)
    func `the schema takes a sound file that uses every key`(_ path: String) throws {
        let text = try #require(SoundBook.files.first { $0.0 == path }?.1)
        let document = try YAMLTree.parse(Array(text.utf8), file: path)
        #expect(try Self.validator().faults(of: document.root) == [])
        #expect(try Self.validator(of: .layer).faults(of: document.root) == [])
    }

    @Test func `the schema and the loader both take every file of the shipped book`() throws {
        let rules = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules").path
        let result = RuleLoader().load(RuleDirectory(path: rules))
        #expect(result.book != nil, "\(result.diagnostics.prefix(3))")
        let validator = try Self.validator()
        for input in result.inputs {
            let document = try YAMLTree.parse(input.bytes, file: input.path)
            #expect(try validator.faults(of: document.root) == [], "\(input.path)")
        }
    }

    @Test(arguments: ShapeFaults.all + MeaningFaults.all + ReferenceFaults.all)
    func `the schema refuses what the loader refuses, as far as shapes go`(
        _ fault: FaultCase
    ) throws {
        let text = fault.text.replacing("▲", with: "")
        let document = try YAMLTree.parse(Array(text.utf8), file: "case.yaml")
        let faults = try Self.validator().faults(of: document.root)
        #expect(faults.isEmpty == !fault.isOfShape, "\(faults)")
        #expect(!faults.contains { $0.hasPrefix("unknown keyword") }, "\(faults)")
    }

    /// Entries of the section `cautions` in a layer, and whether they are sound.
    private static let layerEntries: [(String, Bool)] = [
        ("{id: new, title: {ja: 例, en: x}, text: {ja: 例, en: x}}", true),
        (
            "{id: policy-first, override: replace, title: {ja: 例, en: y}, text: {ja: 例, en: y}}",
            true
        ),
        ("{id: policy-first, override: {title: replace}, title: {ja: 別, en: y}}", true),
        ("{id: policy-first, override: {title.en: replace}, title: {en: y}}", true),
        ("{id: policy-first, override: replace, title: {ja: 例, en: y}}", false),
        ("{id: policy-first, override: append, title: {ja: 例, en: y}}", false),
        ("{id: policy-first, override: {}}", false),
        ("{id: policy-first, override: {title: repalce}, title: {ja: 別, en: y}}", false),
        ("{id: policy-first, override: {id: replace}}", false),
        ("{id: policy-first, override: {titel: replace}, titel: {ja: 別, en: y}}", false),
        ("{override: {title: replace}, title: {ja: 別, en: y}}", false),
        ("{id: policy-first, override: {title: replace}, remove: true}", false),
        ("{id: policy-first, remove: true}", false),
        ("{id: policy-first, remove: false, reason: {ja: 例, en: x}}", false),
        ("{id: policy-first, remove: true, reason: 例}", false),
        ("{id: new, title: {ja: 例, en: x}}", false),
    ]

    @Test(arguments: layerEntries)
    func `of an entry of a layer, the schema and the loader think alike`(
        _ entry: String,
        _ isSound: Bool
    ) throws {
        let text = "schema: 1\ncautions:\n  - \(entry)\n"
        let document = try YAMLTree.parse(Array(text.utf8), file: "a.yaml")
        let faults = try Self.validator(of: .layer).faults(of: document.root)
        #expect(faults.isEmpty == isSound, "\(faults)")
        let layer = LayeredBook.layer("local", ["a.yaml": text])
        let result = RuleLoader().load([LayeredBook.sound, layer])
        #expect((result.book != nil) == isSound, "\(result.diagnostics)")
    }

    @Test func `a removal is no entry of a folder by itself`() throws {
        let text = "schema: 1\ncautions: [{id: a, remove: true, reason: {ja: 例, en: x}}]\n"
        let document = try YAMLTree.parse(Array(text.utf8), file: "a.yaml")
        #expect(try Self.validator(of: .layer).faults(of: document.root) == [])
        #expect(try Self.validator().faults(of: document.root) != [])
    }
}

extension FaultCase {
    /// Whether the fault shows without other entries and without comparing two values.
    fileprivate var isOfShape: Bool {
        switch code {
        case .duplicateID, .intervalOrder, .windowOrder, .lateCategory, .undatedTest,
            .unpairedPolicy, .badURL, .unlistedPlace:
            false
        case .badID: !message.contains("does not begin with")
        default: code.rawValue.hasPrefix("rule.unknown-") ? isOfNames : true
        }
    }

    /// Whether a name could not be any, or is none of those that the program knows.
    private var isOfNames: Bool {
        switch code {
        case .unknownSection, .unknownKey, .unknownValue, .unknownAxis: true
        // The program knows this one, and it is the book that does not ask it.
        case .unknownQuestion: !message.contains("`capital`")
        case .unknownIndustry: Self.malformed.contains { message.contains($0) }
        default:
            message.hasPrefix("no sub-category has the id `people`")
                || message.hasPrefix("no category has the id `people.recruit`")
                // What owners say is no id, whatever the book holds.
                || message.hasPrefix("no concept has the id `求人広告`")
        }
    }

    /// Industry codes that no table could hold.
    private static let malformed = ["`E2`", "`E24999`", "`24a`", "`業`", "`小売業`", "`Trade`"]
}

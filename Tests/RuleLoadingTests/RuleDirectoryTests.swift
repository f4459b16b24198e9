import Diagnostics
import Foundation
import RuleLoading
import Testing
import YAMLTree

@Suite struct RuleDirectoryTests {
    private let sound = "schema: 1\n"

    @Test func `yaml files of all folders are read, hidden ones and others are not`() throws {
        let folder = try TestFolder()
        for path in ["b", "b/c", ".git", "日本"] { try folder.make(path) }
        for path in ["a.yaml", "b/c/d.yaml", "日本/人.yaml", ".h.yaml", ".git/x.yaml", "R.md", "yaml"]
        {
            try folder.write(sound, to: path)
        }
        let result = RuleLoader().load(RuleDirectory(path: folder.path))
        #expect(result.inputs.map(\.path) == ["a.yaml", "b/c/d.yaml", "日本/人.yaml"])
        #expect(result.inputs.map(\.bytes) == Array(repeating: Array(sound.utf8), count: 3))
        #expect(result.diagnostics == [] && result.book != nil)
    }

    @Test(arguments: ["b.yml", "b.YAML", "b.Yml"])
    func `a file named otherwise is pointed out`(_ name: String) throws {
        let folder = try TestFolder()
        try folder.write(sound, to: "a.yaml")
        try folder.write("not: read", to: name)
        let result = RuleLoader().load(RuleDirectory(path: folder.path))
        #expect(result.diagnostics.map(\.code) == [.fileExtension])
        #expect(result.diagnostics.map(\.severity) == [.warning])
        #expect(result.diagnostics.map(\.suggestion) == ["name it .yaml"])
        #expect(result.book != nil)
    }

    @Test func `a link within the folder counts, one that leads out does not`() throws {
        let folder = try TestFolder()
        let outside = try TestFolder()
        try outside.write(sound, to: "secret.yaml")
        try folder.make("..data")
        try folder.write(sound, to: "..data/a.yaml")
        try folder.link("a.yaml", to: "..data/a.yaml")
        try folder.link("b.yaml", to: outside.path + "/secret.yaml")
        try folder.link("c.yaml", to: "nowhere")
        try folder.link("loop", to: ".")
        try folder.link("readme", to: "nowhere")
        let result = RuleLoader().load(RuleDirectory(path: folder.path))
        #expect(result.inputs.map(\.path) == ["a.yaml"])
        #expect(result.diagnostics.map(\.code) == [.link, .link, .link])
        #expect(result.diagnostics.map(\.file) == ["b.yaml", "c.yaml", "loop"])
    }

    @Test func `the folder itself may be a link`() throws {
        let folder = try TestFolder()
        try folder.make("real")
        try folder.write(sound, to: "real/a.yaml")
        try folder.link("current", to: "real")
        let result = RuleLoader().load(RuleDirectory(path: folder.path + "/current"))
        #expect(result.inputs.map(\.path) == ["a.yaml"] && result.book != nil)
    }

    @Test func `a folder named like a file is a folder`() throws {
        let folder = try TestFolder()
        try folder.make("x.yaml")
        try folder.write(sound, to: "x.yaml/a.yaml")
        let result = RuleLoader().load(RuleDirectory(path: folder.path + "/"))
        #expect(result.inputs.map(\.path) == ["x.yaml/a.yaml"])
    }

    @Test func `a missing folder, a file and an empty folder are errors`() throws {
        let folder = try TestFolder()
        try folder.write(sound, to: "a.txt")
        let empty = RuleLoader().load(RuleDirectory(path: folder.path))
        #expect(empty.diagnostics.map(\.code) == [.noFiles] && empty.book == nil)
        for path in ["/nowhere", "/a.txt"] {
            let result = RuleLoader().load(RuleDirectory(path: folder.path + path))
            #expect(result.diagnostics.map(\.code) == [.unreadable] && result.book == nil)
        }
    }

    @Test func `the limits hold`() throws {
        let folder = try TestFolder()
        try folder.make("x/y")
        for path in ["a.yaml", "x/b.yaml", "x/y/c.yaml"] { try folder.write(sound, to: path) }
        func codes(_ change: (inout RuleLimits) -> Void) -> [DiagnosticCode] {
            var limits = RuleLimits()
            change(&limits)
            let source = RuleDirectory(path: folder.path, limits: limits)
            return RuleLoader(limits: limits).load(source).diagnostics.map(\.code)
        }
        #expect(codes { _ in } == [])
        #expect(codes { $0.files = 2 } == [.tooManyFiles])
        #expect(codes { $0.folderBytes = 25 } == [.folderTooLarge])
        #expect(codes { $0.folderDepth = 1 } == [.folderTooDeep])
        #expect(codes { $0.file.bytes = 9 } == [.fileTooLarge, .fileTooLarge, .fileTooLarge])
    }

    @Test func `a source in memory is held to the limits too`() {
        var limits = RuleLimits()
        limits.files = 1
        let source = RulesInMemory(["a.yaml": sound, "b.yaml": sound])
        let result = RuleLoader(limits: limits).load(source)
        #expect(result.diagnostics.map(\.code) == [.tooManyFiles] && result.inputs.isEmpty)
    }
}

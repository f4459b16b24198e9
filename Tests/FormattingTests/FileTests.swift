import Diagnostics
import Formatting
import Foundation
import Testing

@Suite struct FileTests {
    /// A folder that is gone when the body ends.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test(arguments: [0o644, 0o600, 0o444, 0o755])
    func `a rewritten file keeps its permissions and leaves nothing beside it`(_ mode: Int) throws {
        try inFolder { folder in
            let path = folder.appending(path: "a.yaml").path
            try Data("old".utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            try FileRewriter.replace(path, with: Array("new".utf8))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == mode)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.yaml"])
        }
    }

    @Test func `a reader that has the file open keeps the old one whole`() throws {
        try inFolder { folder in
            let path = folder.appending(path: "a.yaml").path
            try Data("old".utf8).write(to: URL(filePath: path))
            let reader = try #require(FileHandle(forReadingAtPath: path))
            try FileRewriter.replace(path, with: Array("newer".utf8))
            #expect(try reader.readToEnd() == Data("old".utf8))
        }
    }

    @Test func `a symbolic link stays one and its target is rewritten`() throws {
        try inFolder { folder in
            let target = folder.appending(path: "target.yaml").path
            let link = folder.appending(path: "link.yaml").path
            try Data("old".utf8).write(to: URL(filePath: target))
            try FileManager.default.createSymbolicLink(
                atPath: link,
                withDestinationPath: "target.yaml"
            )
            try FileRewriter.replace(link, with: Array("new".utf8))
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "new")
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: link) == "target.yaml"
            )
        }
    }

    @Test func `what cannot be written is reported with the reason`() throws {
        try inFolder { folder in
            let path = folder.appending(path: "none.yaml").path
            let fault = #expect(throws: FormatFault.self) {
                try FileRewriter.replace(path, with: [])
            }
            #expect(fault?.code == "format.unwritable")
            #expect(fault?.text(sources: [:]).contains("No such file") == true)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names == [])
        }
    }

    @Test func `of a folder the rule files are taken, each once`() throws {
        try inFolder { folder in
            let sub = folder.appending(path: "sub")
            try FileManager.default.createDirectory(at: sub, withIntermediateDirectories: true)
            for name in ["b.yaml", "a.yaml", "README.md", ".hidden.yaml", "sub/c.yaml", "d.yml"] {
                try Data().write(to: folder.appending(path: name))
            }
            let path = folder.path
            let targets = FormatTargets(paths: [path, "\(path)/a.yaml"])
            #expect(
                targets.files == ["a.yaml", "b.yaml", "sub/c.yaml"].map { "\(path)/\($0)" }
            )
            #expect(targets.faults.map(\.code) == [.fileExtension])
            #expect(targets.faults.map(\.file) == ["\(path)/d.yml"])
        }
    }

    @Test func `a path that leads nowhere or to no rule file is reported`() throws {
        try inFolder { folder in
            try Data().write(to: folder.appending(path: "README.md"))
            let targets = FormatTargets(
                paths: ["\(folder.path)/none", "\(folder.path)/README.md"]
            )
            #expect(targets.files == [])
            #expect(targets.faults.map(\.code) == [.unreadable, .fileExtension])
        }
    }
}

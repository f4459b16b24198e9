import Diagnostics
import Foundation
import RuleLoading
import Testing
import YAMLTree

@Suite struct HostileFolderTests {
    @Test func `a named pipe is refused by its name and waited for by nobody`() throws {
        let folder = try TestFolder.sound()
        try folder.makePipe("b.yaml")
        try folder.makePipe("unread")
        let result = folder.load()
        #expect(result.diagnostics.map(\.file) == ["b.yaml"])
        #expect(result.diagnostics.map(\.message) == ["this is a named pipe and not a file"])
        // Whoever reads it by its name does not wait either.
        let fault = #expect(throws: Diagnostic.self) {
            try RuleDirectory(path: folder.path).read("b.yaml")
        }
        #expect(fault?.code == .unreadable)
        #expect(throws: RegularFile.Fault.other(.pipe)) {
            try RegularFile(folder.path + "/b.yaml").bytes(upTo: 1)
        }
    }

    @Test func `a socket is refused by its name`() throws {
        let folder = try TestFolder.sound()
        try folder.makeSocket("b.yaml")
        #expect(folder.load().diagnostics.map(\.message) == ["this is a socket and not a file"])
        #expect(throws: RegularFile.Fault.other(.socket)) {
            try RegularFile(folder.path + "/b.yaml").bytes(upTo: 1)
        }
    }

    @Test func `a device is refused, also behind a link`() throws {
        let folder = try TestFolder.sound()
        try folder.link("zero.yaml", to: "/dev/zero")
        let result = folder.load()
        #expect(result.diagnostics.map(\.code) == [.link])
        #expect(result.diagnostics.map(\.file) == ["zero.yaml"])
        #expect(throws: RegularFile.Fault.other(.device)) {
            try RegularFile("/dev/zero").bytes(upTo: 1)
        }
    }

    @Test func `of what a link leads to outside nothing is told`() throws {
        let folder = try TestFolder.sound()
        let secret = try TestFolder.sound()
        try secret.write("password: hunter2\n", to: "secret.yaml")
        try folder.link("b.yaml", to: secret.path + "/secret.yaml")
        try folder.link("c.yaml", to: secret.path)
        try folder.link("d", to: secret.path)
        let result = folder.load()
        #expect(result.diagnostics.map(\.code) == [.link, .link, .link])
        #expect(result.diagnostics.map(\.file) == ["b.yaml", "c.yaml", "d"])
        let stack = LayerStack([folder.path])
        var sources: [String: [UInt8]] = [:]
        for file in result.diagnostics.map(\.file) { sources[file] = stack.bytes(of: file) }
        let report = DiagnosticRenderer(sources: sources).render(result.diagnostics)
        #expect(sources.isEmpty)
        for word in ["hunter2", "secret", secret.path] { #expect(!report.contains(word)) }
        let fault = #expect(throws: Diagnostic.self) {
            try RuleDirectory(path: folder.path).read("b.yaml")
        }
        #expect(fault?.code == .link)
        #expect(throws: Diagnostic.self) {
            try RuleDirectory(path: folder.path).read(
                "../\(secret.path.split(separator: "/").last ?? "")/secret.yaml"
            )
        }
    }

    @Test func `links in a circle are refused by their names`() throws {
        let folder = try TestFolder.sound()
        try folder.link("b.yaml", to: "c.yaml")
        try folder.link("c.yaml", to: "b.yaml")
        try folder.link("d.yaml", to: "d.yaml")
        try folder.link("e", to: ".")
        let result = folder.load()
        #expect(result.diagnostics.map(\.code) == [.link, .link, .link, .link])
        #expect(result.diagnostics.map(\.file) == ["b.yaml", "c.yaml", "d.yaml", "e"])
        #expect(result.inputs.map(\.path) == ["a.yaml"])
    }

    @Test(arguments: [
        ".a.yaml.swp", ".#a.yaml", "#a.yaml#", "a.yaml~", "a.yaml.swp", "a.yaml.bak", "a.yaml.orig",
        "4913", "a.yaml___jb_tmp___", ".a.yaml.12345.part", "._a.yaml", ".a.yml", "a.yaml.tmp",
    ])
    func `what editors leave behind is passed over`(_ name: String) throws {
        let folder = try TestFolder.sound()
        if name == ".#a.yaml" {
            try folder.link(name, to: "somebody@somewhere.123:456")
        } else {
            try folder.write("schema: [1", to: name)
        }
        let result = folder.load()
        #expect(result.diagnostics == [] && result.inputs.map(\.path) == ["a.yaml"])
    }

    @Test func `a name that could steer a terminal is refused and not printed`() throws {
        let folder = try TestFolder.sound()
        try folder.write("schema: 1\n", to: "b\n\u{1B}[31m.yaml")
        let result = folder.load()
        #expect(result.diagnostics.map(\.file) == ["."])
        let message = try #require(result.diagnostics.first?.message)
        #expect(message.contains("`b\u{FFFD}\u{FFFD}[31m.yaml`"))
        #expect(result.book == nil)
    }

    @Test func `a name that is not UTF-8 is refused`() throws {
        let folder = try TestFolder.sound()
        let name = Array((folder.path + "/b").utf8) + [0xFF] + Array(".yaml\0".utf8)
        let descriptor = unsafe name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
            bytes in
            guard let start = bytes.baseAddress else { return Int32(-1) }
            return unsafe creat(start, 0o600)
        }
        try #require(descriptor >= 0)
        close(descriptor)
        #expect(folder.load().diagnostics.map(\.message) == ["a name in here is not UTF-8"])
    }

    @Test func `a file over the limit is refused before it is read`() throws {
        let folder = try TestFolder.sound()
        try folder.write("", to: "b.yaml")
        // A sparse file: reading it whole would take long, its size is there at once.
        let result = unsafe truncate(folder.path + "/b.yaml", 1 << 40)
        try #require(result == 0)
        let loaded = folder.load()
        #expect(loaded.diagnostics.map(\.code) == [.fileTooLarge])
        #expect(
            loaded.diagnostics.map(\.message)
                == ["the file holds 1099511627776 bytes; at most 1048576 are read"]
        )
    }

    @Test func `a file that does not tell its size is read to its end or to the limit`() throws {
        let status = try RegularFile("/proc/self/status").bytes(upTo: 1 << 20)
        #expect(status.starts(with: Array("Name:".utf8)))
        #expect(throws: RegularFile.Fault.tooLarge(17)) {
            try RegularFile("/proc/self/status").bytes(upTo: 16)
        }
    }

    @Test func `names of all kinds are counted`() throws {
        let folder = try TestFolder.sound()
        for number in 0..<9 { try folder.write("", to: "note-\(number).txt") }
        var limits = RuleLimits()
        limits.names = 10
        #expect(try RuleDirectory(path: folder.path, limits: limits).list().paths == ["a.yaml"])
        limits.names = 9
        let fault = #expect(throws: Diagnostic.self) {
            try RuleDirectory(path: folder.path, limits: limits).list()
        }
        #expect(fault?.code == .tooManyFiles)
    }

    @Test func `the limits are those that are documented`() {
        let limits = RuleLimits()
        #expect(limits.files == 10_000 && limits.folderBytes == 64 << 20)
        #expect(limits.file.bytes == 1 << 20 && limits.file.depth == 64)
        #expect(limits.file.anchors == 1000 && limits.file.aliases == 1000)
    }
}

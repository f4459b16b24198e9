import Diagnostics
import Foundation
import RuleLoading
import Testing

@Suite struct LayerStackTests {
    @Test func `layers are named after their folders, and no two alike`() {
        let stack = LayerStack(["/usr/share/banso/Rules", "local/", "/etc/banso/Rules", "a/../b"])
        #expect(stack.folders.map(\.name) == ["Rules", "local", "Rules-2", "b"])
        #expect(stack.path(of: "Rules/x.yaml") == "/usr/share/banso/Rules/x.yaml")
        #expect(stack.path(of: "Rules-2/x.yaml") == "/etc/banso/Rules/x.yaml")
        #expect(stack.path(of: "b/x.yaml") == "a/../b/x.yaml")
        #expect(stack.path(of: "b") == "a/../b")
    }

    @Test func `layers may be named by their paths, so that places can be opened`() {
        let stack = LayerStack(["Rules/", "/etc/banso/local"], naming: .paths)
        #expect(stack.folders.map(\.name) == ["Rules", "/etc/banso/local"])
        #expect(stack.path(of: "/etc/banso/local/a.yaml") == "/etc/banso/local/a.yaml")
        #expect(stack.path(of: "Rules/a.yaml") == "Rules//a.yaml")
    }

    @Test func `the files of one folder are not put behind its name`() {
        let stack = LayerStack(["Draft"])
        #expect(stack.path(of: "a.yaml") == "Draft/a.yaml")
        #expect(stack.path(of: "a.yaml", inLayer: 0) == "a.yaml")
    }

    @Test func `a folder twice, and a folder in another, are no layers`() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(
            atPath: home + "/base/local",
            withIntermediateDirectories: true
        )
        try FileManager.default.createDirectory(
            atPath: home + "/base-2",
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: home) }
        let twice = LayerStack([home + "/base", home + "/base-2", home + "/base/"]).overlap
        #expect(twice?.code == .overlap)
        #expect(twice?.message == "the layer is the same folder as the layer `base`")
        #expect(twice?.file == "base-2-2" || twice?.file == "base-3")
        let within = LayerStack([home + "/base", home + "/base/local"]).overlap
        #expect(within?.message == "the layer and the layer `base` lie one in the other")
        #expect(within?.file == "local")
        #expect(LayerStack([home + "/base", home + "/base-2"]).overlap == nil)
    }
}

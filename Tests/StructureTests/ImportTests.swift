import Testing

/// Who may import whom; the walls of the house.
@Suite struct ImportTests {
    private static let foundation: Set = ["FoundationEssentials"]
    private static let transport: Set = ["NIOCore", "NIOHTTP1", "NIOPosix"]

    /// The modules of the project and the packages each module may import.
    static let allowed: [String: Set<String>] = [
        "Diagnostics": [],
        "TextAnalysis": [],
        "WireFormat": [],
        "YAMLTree": ["CLibYAML", "Diagnostics"],
        "Knowledge": ["Diagnostics"],
        "RuleLoading": foundation.union([
            "Diagnostics", "Dispatch", "Glibc", "Knowledge", "Musl", "Synchronization", "YAMLTree",
        ]),
        "RuleEngine": ["Diagnostics", "Knowledge", "TextAnalysis"],
        "Answering": foundation.union([
            "Crypto", "Diagnostics", "Knowledge", "RuleEngine", "WireFormat",
        ]),
        "Authoring": foundation.union([
            "Diagnostics", "Knowledge", "RuleEngine", "RuleLoading", "TextAnalysis", "WireFormat",
            "YAMLTree",
        ]),
        "Portfolio": ["Answering", "Knowledge", "RuleEngine", "WireFormat"],
        "UnixHTTP": transport.union(["Logging", "ServiceLifecycle"]),
        "Serving": [
            "Answering", "Diagnostics", "Knowledge", "RuleEngine", "RuleLoading", "UnixHTTP",
            "WireFormat", "Dispatch", "Logging", "ServiceLifecycle", "UnixSignals",
        ],
        "Formatting": foundation.union([
            "Diagnostics", "Glibc", "Musl", "RuleLoading", "YAMLTree",
        ]),
        "LanguageServer": foundation.union([
            "Authoring", "Diagnostics", "RuleLoading", "WireFormat", "YAMLTree",
        ]),
        "banso": [
            "Answering", "Authoring", "Diagnostics", "Formatting", "Knowledge", "LanguageServer",
            "Portfolio", "RuleEngine",
            "RuleLoading",
            "Serving", "TextAnalysis", "UnixHTTP", "WireFormat", "ArgumentParser",
        ],
        "bansod": [
            "Serving", "UnixHTTP", "ArgumentParser", "Logging", "ServiceLifecycle", "UnixSignals",
        ],
    ]

    /// Modules that touch the system: the daemon's, the commands' and those of the transports.
    private static let systemModules: Set = [
        "LanguageServer", "UnixHTTP", "Serving", "banso", "bansod",
    ]
    /// What such modules may import of the toolchain.
    private static let system: Set = [
        "FoundationEssentials", "Glibc", "Musl", "Synchronization",
    ]

    private static func mayImport(_ module: String) -> Set<String>? {
        allowed[module].map { systemModules.contains(module) ? $0.union(system) : $0 }
    }

    @Test func `the sources are found`() {
        #expect(SourceTree.files.count > 100)
        #expect(Set(SourceTree.files.map(\.module)) == Set(Self.allowed.keys))
    }

    @Test func `every import is in the table`() {
        for file in SourceTree.files {
            guard let allowed = Self.mayImport(file.module) else {
                Issue.record("\(file.path): the table has no row for \(file.module)")
                continue
            }
            for item in file.imports where !allowed.contains(item.module) {
                Issue.record(
                    "\(file.path):\(item.line): \(file.module) may not import \(item.module)"
                )
            }
        }
    }

    @Test(arguments: [
        ("CLibYAML", ["YAMLTree"]), ("Crypto", ["Answering"]), ("NIOCore", ["UnixHTTP"]),
        ("NIOPosix", ["UnixHTTP"]), ("NIOHTTP1", ["UnixHTTP"]),
        ("ArgumentParser", ["banso", "bansod"]),
    ])
    func `only one place sees this module`(_ module: String, _ owners: [String]) {
        for file in SourceTree.files where file.imports.contains(where: { $0.module == module }) {
            #expect(owners.contains(file.module), "\(file.path) imports \(module)")
        }
    }

    @Test func `of the stages of an answer only Answering sees both knowledge and wire`() {
        let tools: Set = ["Authoring", "Portfolio", "Serving", "banso", "bansod"]
        for module in Self.allowed.keys where !tools.contains(module) {
            let imports = Set(
                SourceTree.files.filter { $0.module == module }.flatMap { $0.imports }.map(\.module)
            )
            let seesBoth = imports.isSuperset(of: ["Knowledge", "WireFormat"])
            #expect(!seesBoth || module == "Answering", "\(module) sees both sides")
        }
    }

    @Test func `the table has no cycle`() {
        var open = Self.allowed.mapValues { $0.intersection(Self.allowed.keys) }
        while let leaf = open.first(where: { $0.value.isEmpty })?.key {
            open[leaf] = nil
            open = open.mapValues { $0.subtracting([leaf]) }
        }
        #expect(open.keys.sorted() == [])
    }

    @Test(arguments: [
        ("import Knowledge", "Knowledge"), ("package import Knowledge", "Knowledge"),
        ("@testable import RuleEngine", "RuleEngine"), ("import struct Crypto.SHA256", "Crypto"),
        ("internal import NIOCore", "NIOCore"), ("@preconcurrency import Glibc", "Glibc"),
        ("// import Knowledge", nil), ("let important = 1", nil),
    ])
    func `an import line is understood`(_ line: String, _ module: String?) {
        let file = SourceFile(module: "M", path: "M/a.swift", text: "\n\(line)")
        #expect(file.imports.first?.module == module)
        #expect(file.imports.first?.line == (module == nil ? nil : 2))
    }
}

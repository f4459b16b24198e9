// swift-tools-version: 6.2
import PackageDescription

/// One library target a stage.
///
/// A stage sees only the stages before it; `Tests/StructureTests` holds every import to its table.
let package = Package(
    name: "banso",
    products: [
        .executable(name: "banso", targets: ["banso"]),
        .executable(name: "bansod", targets: ["bansod"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"])]
        ),
        .target(name: "Diagnostics"),
        .target(name: "TextAnalysis"),
        .target(name: "WireFormat"),
        .target(name: "YAMLTree", dependencies: ["CLibYAML", "Diagnostics"]),
        .target(name: "Knowledge", dependencies: ["Diagnostics"]),
        .target(name: "RuleLoading", dependencies: ["Diagnostics", "Knowledge", "YAMLTree"]),
        .target(name: "RuleEngine", dependencies: ["Diagnostics", "Knowledge", "TextAnalysis"]),
        .target(
            name: "Answering",
            dependencies: [
                "Diagnostics", "Knowledge", "RuleEngine", "WireFormat",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(
            name: "Authoring",
            dependencies: [
                "Diagnostics", "Knowledge", "RuleEngine", "RuleLoading", "TextAnalysis",
                "WireFormat", "YAMLTree",
            ]
        ),
        .target(name: "Formatting", dependencies: ["Diagnostics", "RuleLoading", "YAMLTree"]),
        .target(
            name: "LanguageServer",
            dependencies: ["Authoring", "Diagnostics", "RuleLoading", "WireFormat", "YAMLTree"]
        ),
        .target(
            name: "Portfolio",
            dependencies: ["Answering", "Knowledge", "RuleEngine", "WireFormat"]
        ),
        .target(
            name: "Serving",
            dependencies: [
                "Answering", "Diagnostics", "Knowledge", "RuleEngine", "RuleLoading", "UnixHTTP",
                "WireFormat",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "banso",
            dependencies: [
                "Answering", "Authoring", "Diagnostics", "Formatting", "Knowledge",
                "LanguageServer", "Portfolio", "RuleEngine", "RuleLoading", "Serving",
                "TextAnalysis", "UnixHTTP", "WireFormat",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "bansod",
            dependencies: [
                "Serving", "UnixHTTP",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "UnixHTTP",
            dependencies: [
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "bench",
            dependencies: [
                "Answering", "BenchmarkBooks", "BenchmarkHarness", "CMeasure", "Diagnostics",
                "Knowledge", "RuleEngine", "RuleLoading", "Serving", "TextAnalysis", "UnixHTTP",
                "WireFormat", "YAMLTree",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/Benchmarks/bench"
        ),
        .target(
            name: "BenchmarkBooks",
            dependencies: ["Diagnostics", "Knowledge", "RuleLoading", "YAMLTree"],
            path: "Tests/Benchmarks/Books"
        ),
        .target(
            name: "BenchmarkHarness",
            dependencies: ["WireFormat"],
            path: "Tests/Benchmarks/Harness"
        ),
        .target(name: "CMeasure", dependencies: ["CLibYAML"], path: "Tests/Benchmarks/CMeasure"),
        .executableTarget(
            name: "faults",
            dependencies: [
                "Answering", "Serving", "WireFormat", "bansod",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Faults",
            exclude: ["README.md"]
        ),
        .executableTarget(
            name: "quality",
            dependencies: [
                "Diagnostics", "Knowledge", "RuleEngine", "RuleLoading", "TextAnalysis",
                "WireFormat",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Quality",
            exclude: ["Cases", "README.md", "floors"]
        ),
        .target(name: "TestSupport", path: "Tests/Support"),
        .testTarget(
            name: "AnsweringTests",
            dependencies: [
                "Answering", "Diagnostics", "Knowledge", "RuleEngine", "RuleLoading", "WireFormat",
            ]
        ),
        .testTarget(
            name: "AuthoringTests",
            dependencies: [
                "Authoring", "Diagnostics", "Knowledge", "RuleEngine", "RuleLoading", "WireFormat",
            ]
        ),
        .testTarget(
            name: "BenchmarkTests",
            dependencies: [
                "BenchmarkBooks", "BenchmarkHarness", "Knowledge", "RuleEngine", "RuleLoading",
                "WireFormat",
            ]
        ),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Answering", "Serving", "WireFormat", "banso", "bansod"]
        ),
        .executableTarget(
            name: "fuzz",
            dependencies: ["FuzzChecks"],
            path: "Tests/Fuzz/Entry"
        ),
        .target(
            name: "FuzzChecks",
            dependencies: [
                "Answering", "Diagnostics", "Formatting", "Knowledge", "RuleEngine", "RuleLoading",
                "Serving", "TextAnalysis", "UnixHTTP", "WireFormat", "YAMLTree",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests/Fuzz/Checks"
        ),
        .testTarget(name: "FuzzCorpusTests", dependencies: ["FuzzChecks"]),
        .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge"]),
        .testTarget(
            name: "FormattingTests",
            dependencies: ["Diagnostics", "Formatting", "Knowledge", "RuleLoading", "YAMLTree"]
        ),
        .testTarget(
            name: "LanguageServerTests",
            dependencies: [
                "Authoring", "Diagnostics", "LanguageServer", "RuleLoading", "WireFormat",
            ]
        ),
        .testTarget(
            name: "PortfolioTests",
            dependencies: [
                "Answering", "Knowledge", "Portfolio", "RuleEngine", "RuleLoading", "WireFormat",
            ]
        ),
        .testTarget(
            name: "RuleEngineTests",
            dependencies: [
                "Knowledge", "RuleEngine", "RuleLoading", "TestSupport", "TextAnalysis",
            ]
        ),
        .testTarget(
            name: "RuleLoadingTests",
            dependencies: [
                "Authoring", "Diagnostics", "Knowledge", "RuleLoading", "WireFormat", "YAMLTree",
            ]
        ),
        .testTarget(
            name: "ServingTests",
            dependencies: [
                "Answering", "Diagnostics", "RuleEngine", "Serving", "UnixHTTP", "WireFormat",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(name: "StructureTests"),
        .testTarget(name: "TextAnalysisTests", dependencies: ["TestSupport", "TextAnalysis"]),
        .testTarget(
            name: "UnixHTTPTests",
            dependencies: [
                "UnixHTTP",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(name: "WireFormatTests", dependencies: ["WireFormat"]),
        .testTarget(name: "YAMLTreeTests", dependencies: ["Diagnostics", "YAMLTree"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .enableUpcomingFeature("ImmutableWeakCaptures"),
            .enableUpcomingFeature("InferIsolatedConformances"),
            .strictMemorySafety(),
            .treatAllWarnings(as: .error),
        ]
}

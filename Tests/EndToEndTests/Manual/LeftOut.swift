/// The console blocks of the manual that are not replayed, each with the reason.
enum LeftOut {
    /// Why a block is not replayed.
    enum Reason: Equatable {
        /// It lists commands and shows nothing of what they say.
        case listing
        /// What it shows differs from run to run.
        case varying(String)
        /// It takes long in a debug build; `.ci/manual` replays it.
        case slow
    }

    /// Blocks of a page, named by how their first command begins.
    struct Row: Equatable {
        var page: String
        var command: String
        var why: Reason

        init(_ page: String, _ command: String, _ why: Reason) {
            (self.page, self.command, self.why) = (page, command, why)
        }
    }

    /// The pages that are replayed.
    static let pages =
        ["README.md", "Rules/README.md"]
        + ["checking", "editor", "field", "formatting", "layers", "portfolio", "testing"].map {
            "Rules/manual/\($0).md"
        }

    /// Commands with commands of their own.
    static let nested = [
        "test record", "policies combine", "policies show", "policies list",
        "rules list", "rules show", "rules cost",
    ]

    static let rows = [
        Row("README.md", ".ci/try     #", .listing),
        Row("README.md", "bansod --rules Rules", .listing),
        Row("README.md", "banso check Rules --strict", .listing),
        Row("Rules/README.md", "cp -r Rules Draft", .listing),
        // A check of the whole book and all its tests.
        Row("Rules/README.md", "banso fmt --check Draft", .slow),
        Row("Rules/manual/checking.md", "banso check Draft --cases", .slow),
        Row("Rules/manual/checking.md", "banso check Draft --fix", .slow),
        Row("Rules/manual/checking.md", "banso check Draft --level warning --show", .slow),
        Row("Rules/manual/field.md", "banso rules cost", .varying("it measures times")),
        // Some twenty answers over the shipped book, each by a process that loads it.
        Row("Rules/manual/field.md", "", .slow),
        Row("Rules/manual/formatting.md", "banso fmt Draft  ", .listing),
        Row("Rules/manual/layers.md", "banso recommend --rules Rules --rules local", .listing),
        Row("Rules/manual/layers.md", "banso rules list", .slow),
        Row("Rules/manual/layers.md", "banso status", .slow),
        // Every query over two books, and the whole grid.
        Row("Rules/manual/portfolio.md", "", .slow),
        Row("Rules/manual/testing.md", "banso test", .slow),
    ]

    /// What is said of a block; `nil` when it is replayed.
    static func row(of block: ManualPage.Block, page: String) -> Row? {
        guard let command = block.steps.first?.command else { return nil }
        return rows.first { $0.page == page && command.hasPrefix($0.command) }
    }
}

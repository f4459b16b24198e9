import Knowledge

/// A grid in fewer words: sums over parts of it, and combinations that fare alike.
struct GridSummary {
    let grid: CoverageGrid

    /// How a measure fares over some combinations.
    struct Spread: Hashable {
        var combinations = 0
        var least = 0
        var median = 0
        var most = 0
        var gaps = 0
        var fragile = 0
        var crowded = 0
    }

    /// How a measure fares over the combinations that fit.
    func spread(
        _ measure: GridMeasure,
        where isWanted: (CoverageGrid.Position) -> Bool = { _ in true }
    ) -> Spread {
        let wanted = grid.positions.filter(isWanted)
        let counts = wanted.compactMap { grid.count(measure, at: $0) }.sorted()
        var result = Spread()
        guard let least = counts.first, let most = counts.last else { return result }
        result.combinations = counts.count
        result.least = least
        result.median = counts[counts.count / 2]
        result.most = most
        for position in wanted {
            switch grid.level(measure, at: position) {
            case .gap?: result.gaps += 1
            case .fragile?: result.fragile += 1
            case .crowded?: result.crowded += 1
            case .fair?, nil: continue
            }
        }
        return result
    }

    /// Combinations of one level that make up a block: each issue with each place and size.
    struct Block: Hashable {
        var issues: [Int]
        var places: [Int]
        var sizes: [Int]
        /// The one entry that all of them hang on, for a fragile level.
        var sole: String?

        var count: Int { issues.count * places.count * sizes.count }
    }

    /// The combinations of a level as few blocks, largest first.
    func blocks(_ level: CoverageGrid.Level, _ measure: GridMeasure) -> [Block] {
        struct Row: Hashable {
            var issue: Int
            var size: Int
            var sole: String?
        }
        struct Patch: Hashable {
            var places: [Int]
            var sole: String?
        }
        var rows: [Row: [Int]] = [:]
        for position in grid.positions(level, measure) {
            let sole = level == .fragile ? grid[position].sole[measure] : nil
            rows[Row(issue: position.issue, size: position.size, sole: sole), default: []]
                .append(position.place)
        }
        // First the sizes of an issue that are alike, then the issues.
        var patches: [Int: [Patch: [Int]]] = [:]
        for (row, places) in rows {
            patches[row.issue, default: [:]][Patch(places: places, sole: row.sole), default: []]
                .append(row.size)
        }
        var blocks: [Block: [Int]] = [:]
        for (issue, alike) in patches {
            for (patch, sizes) in alike {
                let block = Block(
                    issues: [],
                    places: patch.places,
                    sizes: sizes.sorted(),
                    sole: patch.sole
                )
                blocks[block, default: []].append(issue)
            }
        }
        return blocks.map { block, issues in
            Block(
                issues: issues.sorted(),
                places: block.places,
                sizes: block.sizes,
                sole: block.sole
            )
        }.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            if left.issues != right.issues {
                return left.issues.lexicographicallyPrecedes(right.issues)
            }
            if left.places != right.places {
                return left.places.lexicographicallyPrecedes(right.places)
            }
            return left.sizes.lexicographicallyPrecedes(right.sizes)
        }
    }

    /// The layers in groups that show the same everywhere for a measure.
    func layers(_ measure: GridMeasure) -> [[Int]] {
        var groups: [(facts: [Facts], sizes: [Int])] = []
        for size in grid.plan.sizes.indices {
            let facts = grid.positions.filter { $0.size == size }.map {
                self.facts(measure, at: $0)
            }
            if let index = groups.firstIndex(where: { $0.facts == facts }) {
                groups[index].sizes.append(size)
            } else {
                groups.append((facts: facts, sizes: [size]))
            }
        }
        return groups.map(\.sizes)
    }

    /// All that is shown of a cell for one measure.
    struct Facts: Hashable {
        var count: Int?
        var parts: [Int]
        var sole: String?
    }

    /// All that is shown of a cell for one measure.
    func facts(_ measure: GridMeasure, at position: CoverageGrid.Position) -> Facts {
        let cell = grid[position]
        return Facts(
            count: grid.count(measure, at: position),
            parts: measure == .policies
                ? [cell.open, cell.upcoming, cell.unverified, cell.undecided] : [],
            sole: cell.sole[measure]
        )
    }
}

/// The words for parts of a grid, in one language.
struct GridWords {
    let grid: CoverageGrid
    let language: Language

    func say(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

    func level(_ level: CoverageGrid.Level) -> String {
        switch level {
        case .gap: say("空白", "gap")
        case .fragile: say("手薄", "fragile")
        case .fair: say("あり", "fair")
        case .crowded: say("過密", "crowded")
        }
    }

    func issue(_ index: Int) -> String { grid.plan.issues[index].title[language] }
    func size(_ index: Int) -> String { grid.plan.sizes[index].label[language] }

    /// The name of a place as short as it can be told apart.
    func place(_ index: Int) -> String {
        let place = grid.plan.places[index]
        let name = place.title[language]
        guard place.prefecture != nil else { return say("不明", "unknown") }
        if language == .en { return name.replacing(" Prefecture", with: "") }
        return ["県", "府", "都"].contains(String(name.suffix(1))) ? String(name.dropLast()) : name
    }

    /// The names of some of a whole, or that it is all of it.
    func names(_ indices: [Int], of count: Int, limit: Int, _ name: (Int) -> String) -> String {
        if indices.count == count, count > 1 { return say("すべて（\(count)）", "all \(count)") }
        return ReportText.names(indices.map(name), limit: limit, language: language)
    }

    func sizes(_ indices: [Int]) -> String {
        names(indices, of: grid.plan.sizes.count, limit: 9, size)
    }

    /// What a combination gets, in one sentence.
    func sentence(_ measure: GridMeasure, at position: CoverageGrid.Position) -> String {
        guard let count = grid.count(measure, at: position) else {
            return say("所在地が分からないため対象外", "no place, so nobody is local")
        }
        let cell = grid[position]
        var words = "\(measure.title[language]) \(count)"
        if measure == .policies {
            words += say(
                "（受付中 \(cell.open)・受付前 \(cell.upcoming)・未確認 \(cell.unverified)、うち要確認 \(cell.undecided)）",
                " (\(cell.open) open, \(cell.upcoming) upcoming, \(cell.unverified) unverified; "
                    + "\(cell.undecided) hang on facts)"
            )
        }
        if let sole = cell.sole[measure], let name = grid.names[sole] {
            words += say("：\(name.ja)のみ", ": only \(name.en)")
        }
        return words
    }

    /// What counts, in one line.
    var rule: String {
        let plan = grid.plan
        let hundredths = Int((plan.leastScore * 100).rounded())
        let score = "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
        let unverified =
            plan.countsUnverified ? say("・未確認", ", unverified") : ""
        return say(
            "連携先は得点\(score)以上、施策は該当か要確認で受付中・受付前\(unverified)のものを数える",
            "counted: partners from a score of \(score); policies that match or may, "
                + "open, upcoming\(unverified)"
        )
    }

    /// The heading of a report on the grid.
    var title: String {
        let plan = grid.plan
        let count = plan.issues.count * plan.places.count * plan.sizes.count
        return say(
            "支援の空白と重なり（\(plan.day.iso)、課題\(plan.issues.count) × 地域\(plan.places.count) × "
                + "規模\(plan.sizes.count) = \(count)通り）",
            "Who is helped where (\(plan.day.iso), \(plan.issues.count) issues × "
                + "\(plan.places.count) places × \(plan.sizes.count) sizes = \(count))"
        )
    }
}

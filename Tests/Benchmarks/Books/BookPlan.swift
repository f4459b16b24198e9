/// What stands in a generated book, rule by rule, the same in every run.
package struct BookPlan: Sendable {
    /// What a generated book is for.
    package enum Shape: String, Sendable, CaseIterable {
        /// Rules alone, each decided by words, size, area and industry: the ten best policies are
        /// what any system could work out from the same lists.
        case decisions
        /// What a national bureau would have: the shipped book, and beside it so many rules more
        /// with partners and policies of all prefectures.
        case national
    }

    /// What the book is for.
    package let shape: Shape
    /// How many rules are generated.
    package let ruleCount: Int
    /// Where the series of numbers begins.
    package let seed: UInt64
    /// How many policies are generated.
    package var policyCount: Int { max(40, ruleCount / 10) }
    /// How many partners are generated.
    package var partnerCount: Int { shape == .national ? max(40, ruleCount / 50) : 0 }

    private let words = WordList()

    /// Plans a book.
    package init(_ shape: Shape, rules: Int, seed: UInt64 = 11) {
        self.shape = shape
        ruleCount = rules
        self.seed = seed
    }

    /// A rule as planned.
    package struct PlannedRule: Sendable {
        /// The words one of which a text must say; 3…8, places in ``WordList``.
        package var words: [Int]
        /// The most employees.
        package var employees: Int
        /// Places in ``Places/prefectures``; none means everywhere.
        package var prefectures: [Int]
        /// Divisions of the industrial classification, 0…19; none means all.
        package var industries: [Int]
        /// The policy it proposes.
        package var policy: Int
        /// How strongly in thousandths, 500…3,000.
        package var weight: Int
        /// The partner it proposes.
        package var partner: Int?
    }

    /// A rule, 0 up to but not including the number of rules.
    package func rule(_ number: Int) -> PlannedRule {
        var random = random(1, number)
        let count = random.within(3...8)
        let policy = random.below(policyCount)
        return PlannedRule(
            words: Set((0..<count).map { _ in words.ofRule(&random) }).sorted(),
            employees: [5, 20, 50, 100, 300, 300, 1000, 1_000_000][random.below(8)],
            prefectures: area(ofPolicy: policy),
            industries: random.percent(30) ? [] : random.distinct(random.within(1...5), below: 20),
            policy: policy,
            weight: random.within(500...3000),
            partner: partnerCount > 0 && random.percent(30) ? random.below(partnerCount) : nil
        )
    }

    /// Where a policy applies: everywhere, or in one to three prefectures.
    package func area(ofPolicy number: Int) -> [Int] {
        var random = random(2, number)
        if random.percent(20) { return [] }
        return random.distinct([1, 1, 1, 2, 3][random.below(5)], below: Places.prefectures.count)
    }

    /// Where a partner works.
    package func area(ofPartner number: Int) -> Int {
        var random = random(3, number)
        return random.below(Places.prefectures.count)
    }

    /// A number below a bound that belongs to a policy or partner, such as its topic.
    package func draw(_ series: UInt64, _ number: Int, below bound: Int) -> Int {
        var random = random(series, number)
        return random.below(bound)
    }

    /// The words all rules use, ascending.
    package func vocabulary() -> [Int] {
        var seen = [Bool](repeating: false, count: WordList.count)
        for number in 0..<ruleCount {
            for word in rule(number).words { seen[word] = true }
        }
        return seen.indices.filter { seen[$0] }
    }

    /// A query as planned.
    package struct PlannedQuery: Sendable {
        /// 30…200 characters: common words with kana between them.
        package var text: String
        /// 1…1,000.
        package var employees: Int
        /// A place in ``Places/prefectures``.
        package var prefecture: Int
        /// A division of the industrial classification, 0…19.
        package var industry: Int
    }

    /// What may stand between two words.
    private static let fillers = [
        "の", "が", "を", "に", "で", "は", "も", "ので、", "について、", "がたりず、", "をみなおしたい。",
        "にこまっている。", "のことです。", "から",
    ]

    /// A query that has nothing to do with the size of the book.
    package func query(_ number: Int) -> PlannedQuery {
        var random = random(4, number)
        let length = random.within(30...200)
        var text = ""
        var count = 0
        while count < length {
            let part =
                WordList.word(words.common(&random))
                + Self.fillers[random.below(Self.fillers.count)]
            text += part
            count += part.unicodeScalars.count
        }
        var size = 1.0
        for _ in 0..<random.below(31) { size *= 1.2589 }
        return PlannedQuery(
            text: String(text.prefix(200)),
            employees: Int(size),
            prefecture: random.below(Places.prefectures.count),
            industry: random.below(20)
        )
    }

    private func random(_ series: UInt64, _ number: Int) -> RandomNumbers {
        var random = RandomNumbers(seed: seed &+ series << 56 &+ UInt64(number) &* 0x2545_F491)
        return RandomNumbers(seed: random.next())
    }
}

/// Where generated rules, partners, policies and firms are.
package enum Places {
    /// The 47 prefectures in the order of their codes.
    package static let prefectures = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
        "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
        "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
        "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
        "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]

    /// The letter of a division of the industrial classification, 0…19.
    package static func division(_ number: Int) -> String {
        String(Array("ABCDEFGHIJKLMNOPQRST")[number])
    }
}

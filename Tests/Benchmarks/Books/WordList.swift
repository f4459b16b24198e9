/// The words of generated books: 1.43 million, none the beginning of another.
///
/// A word's first kanji tells its length, so a text contains a word exactly if a search for
/// substrings finds it; that lets systems that know only substrings answer the same queries. The
/// kanji are ones that folding leaves as they are.
package struct WordList: Sendable {
    /// How many words there are.
    package static let count = 1_430_000
    /// The words from 0 up to this one are common: texts are made of them, and half of the words
    /// of rules.
    package static let commonCount = 20_000

    private static let kanji: [Character] = Array(
        """
        雨右円王音火花貝学気休玉空月犬見校左山糸字耳車手森人水正生青石赤先早草足村大男竹虫町天田土日入年\
        白文木本名目立林引羽雲園遠黄夏家歌画回会海絵外角楽活間丸岩顔汽記帰弓牛魚京強教近兄形計元原戸古午\
        後語交光考行高合谷国黒今細作算姉市思止紙寺時室社弱首秋週春書少場色食心新親図数西声星晴切雪船線前\
        組走多太体台地池知茶昼長鳥朝直通弟店点電刀冬当東答頭同道読内南肉馬売買麦半番父風分聞米歩母方北毎
        """
    )

    /// Kanji by the length of the words they begin: 2, 3 or 4.
    private static let leads: [[Character]] = (0..<3).map { rest in
        kanji.indices.filter { $0 % 3 == rest }.map { kanji[$0] }
    }

    /// The sums of the weights of common words: the word at place n weighs 1 / (n + 50).
    private let sums: [Double]

    /// Prepares to draw words.
    package init() {
        var sum = 0.0
        sums = (0..<Self.commonCount).map { place in
            sum += 1 / Double(place + 50)
            return sum
        }
    }

    /// The word at a place, 0…1,429,999.
    ///
    /// Of ten common words one is of two kanji; of ten words five or six are of three, the others
    /// of four.
    package static func word(_ place: Int) -> String {
        let isShort = place < commonCount && place.isMultiple(of: 10)
        let length = isShort ? 2 : place % 10 < 6 ? 3 : 4
        let leads = leads[length - 2]
        var capacity = leads.count
        for _ in 1..<length { capacity *= kanji.count }
        // Scattered, so that neighbours share no beginning. Different places below the capacity
        // give different words; there are few words of two kanji, so those are counted apart.
        var number = (isShort ? place / 10 : place) * scatter(capacity) % capacity
        var rest: [Character] = []
        for _ in 1..<length {
            rest.append(kanji[number % kanji.count])
            number /= kanji.count
        }
        return String([leads[number]] + rest)
    }

    /// A factor near the golden section of a number that shares no divisor with it.
    private static func scatter(_ capacity: Int) -> Int {
        var factor = Int(Double(capacity) * 0.618_033_988)
        while divisor(factor, capacity) != 1 { factor += 1 }
        return factor
    }

    private static func divisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : divisor(second, first % second)
    }

    /// Draws a common word, the first ones most often.
    package func common(_ random: inout RandomNumbers) -> Int {
        let wanted = random.unit() * (sums.last ?? 0)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Draws a word of a rule: in half the cases a common one, else any.
    package func ofRule(_ random: inout RandomNumbers) -> Int {
        random.percent(50) ? common(&random) : random.below(Self.count)
    }
}

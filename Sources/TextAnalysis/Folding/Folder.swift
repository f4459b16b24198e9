/// Folds one text, scalar by scalar, and keeps for each folded scalar where it came from.
///
/// A value of this type is used once: `run` fills the arrays that `NormalizedText` then owns.
struct Folder {
    /// Codes of the folded marks that later stages look for.
    enum Code {
        static let ender: UInt32 = 0x3002
        static let comma: UInt32 = 0x3001
        static let space: UInt32 = 0x20
        static let longMark: UInt32 = 0x30FC
        static let apostrophe: UInt32 = 0x27
        static let hyphen: UInt32 = 0x2D
    }

    private let table = FoldingTable.shared
    private let source: [UInt32]
    private(set) var scalars: [UInt32] = []
    private(set) var starts: [Int32] = []
    private(set) var ends: [Int32] = []
    private(set) var traits: [ScalarTraits] = []

    /// Start of the white space, quotes or brackets since the last folded scalar.
    private var gapStart: Int?
    /// Length of the katakana run that the last folded scalar belongs to.
    private var katakanaLength = 0
    /// Whether the last folded scalar was a `ヴ`, which a small vowel may still change.
    private var lastWasVu = false
    /// Whether the last folded scalar may start a spelling pair.
    private var lastWasPairLead = false

    init(_ text: String) {
        var values: [UInt32] = []
        values.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { values.append(scalar.value) }
        source = values
        let capacity = values.count + 8
        scalars.reserveCapacity(capacity)
        starts.reserveCapacity(capacity)
        ends.reserveCapacity(capacity)
        traits.reserveCapacity(capacity)
    }

    /// The number of Unicode scalars of the text as sent.
    var sourceCount: Int { source.count }

    mutating func run() {
        var index = 0
        while index < source.count {
            let entry = table.lookup(source[index])
            let action = entry >> 21 & 0x3F
            let payload = entry & 0x1F_FFFF
            let script = Script(rawValue: UInt8(entry >> 27)) ?? .other
            if action == FoldingTable.Action.plain.rawValue {
                emit(payload, script, index, index + 1)
                index += 1
            } else {
                let kind = FoldingTable.Action(rawValue: action) ?? .drop
                index = fold(kind, payload, script, at: index)
            }
        }
        markRuns()
    }

    // MARK: - Emitting

    private mutating func emit(_ value: UInt32, _ script: Script, _ start: Int, _ end: Int) {
        var mark = ScalarTraits(script: script)
        if let gap = gapStart {
            gapStart = nil
            mark.insert(.afterGap)
            if let last = traits.last, last.isWordlike || scalars.last == Code.apostrophe,
                mark.isWordlike
            {
                push(Code.space, ScalarTraits(script: .space), gap, start)
            }
        }
        if lastWasPairLead {
            lastWasPairLead = false
            if rewritePair(second: value, script, end) { return }
        }
        lastWasVu = false
        katakanaLength =
            script == .katakana ? (mark.contains(.afterGap) ? 1 : katakanaLength + 1) : 0
        push(value, mark, start, end)
    }

    private mutating func push(_ value: UInt32, _ mark: ScalarTraits, _ start: Int, _ end: Int) {
        scalars.append(value)
        starts.append(Int32(truncatingIfNeeded: start))
        ends.append(Int32(truncatingIfNeeded: end))
        traits.append(mark)
    }

    /// Lets the last folded scalar cover a dropped one as well, so that evidence shows whole words.
    private mutating func extendLast(to end: Int) {
        guard !ends.isEmpty else { return }
        ends[ends.count - 1] = Int32(truncatingIfNeeded: end)
    }

    private mutating func rewritePair(second: UInt32, _ script: Script, _ end: Int) -> Bool {
        let last = scalars.count - 1
        let lead = scalars[last]
        let followsKanji = last > 0 && traits[last - 1].script == .kanji
        guard gapStart == nil, script != .katakana, lead == 0x7121 || !followsKanji,
            let offset = table.pairs[UInt64(lead) << 21 | UInt64(second)]
        else { return false }
        let places = table.expansion(at: offset)
        let start = Int(starts[last])
        let mark = traits[last].intersection(.afterGap)
        scalars.removeLast()
        starts.removeLast()
        ends.removeLast()
        traits.removeLast()
        for place in places {
            let traits = ScalarTraits(script: place == places.lowerBound ? .kanji : .hiragana)
            push(
                table.expansions[place],
                place == places.lowerBound ? traits.union(mark) : traits,
                start,
                end
            )
        }
        return true
    }

    // MARK: - Actions

    /// Folds what is not a plain replacement; returns the next place to read.
    private mutating func fold(
        _ action: FoldingTable.Action,
        _ payload: UInt32,
        _ script: Script,
        at index: Int
    ) -> Int {
        let next = index + 1
        switch action {
        case .plain, .vu:
            emit(payload, script, index, next)
            lastWasVu = action == .vu
        case .pairLead:
            emit(payload, script, index, next)
            lastWasPairLead = scalars.last == payload
        case .drop: if gapStart == nil { extendLast(to: next) }
        case .gap: gapStart = gapStart ?? index
        case .ender: end(question: false, index)
        case .question: end(question: true, index)
        case .comma: comma(index, next)
        case .dot: dot(index)
        case .middleDot: return middleDot(index)
        case .apostrophe: apostrophe(index)
        case .longMark, .dash, .wave: return dash(action, index)
        case .expand:
            for place in table.expansion(at: Int(payload)) { expand(place, index) }
        case .voiced: voice(half: false, next)
        case .halfVoiced: voice(half: true, next)
        case .smallVowel: smallVowel(payload, script, index)
        case .counterKe: counterKe(index)
        case .repeatKana, .repeatVoiced:
            guard let last = scalars.last else { break }
            emit(last, script, index, next)
            if action == .repeatVoiced { voice(half: false, next) }
        }
        return next
    }

    private mutating func expand(_ place: Int, _ index: Int) {
        let entry = table.lookup(table.expansions[place])
        let action = FoldingTable.Action(rawValue: entry >> 21 & 0x3F) ?? .drop
        let script = Script(rawValue: UInt8(entry >> 27)) ?? .other
        switch action {
        case .gap: gapStart = gapStart ?? index
        case .longMark where katakanaLength > 0:
            if !isLastKatakana(before: place) || katakanaLength < 3 {
                emit(Code.longMark, .katakana, index, index + 1)
            }
        default: emit(entry & 0x1F_FFFF, script, index, index + 1)
        }
    }

    /// Whether the long mark at `place` ends its expansion.
    private func isLastKatakana(before place: Int) -> Bool {
        place + 1 >= table.expansions.count || table.expansions[place + 1] < 0x20
    }

    private mutating func end(question: Bool, _ index: Int) {
        gapStart = nil
        guard let last = scalars.last else { return }
        if last == Code.ender || last == Code.comma {
            scalars[scalars.count - 1] = Code.ender
            extendLast(to: index + 1)
        } else {
            emit(Code.ender, .mark, index, index + 1)
        }
        if question { traits[traits.count - 1].insert(.question) }
    }

    private mutating func comma(_ index: Int, _ next: Int) {
        let isGrouping =
            traits.last?.script == .digit && gapStart == nil && isDigit(at: next)
            && source[index] != 0x3001
        if isGrouping { return extendLast(to: next) }
        pause(index, next)
    }

    /// Writes a comma, unless the text has nothing to separate here.
    private mutating func pause(_ index: Int, _ next: Int) {
        gapStart = nil
        guard let last = scalars.last, last != Code.ender else { return }
        if last == Code.comma { return extendLast(to: next) }
        emit(Code.comma, .mark, index, next)
    }

    private mutating func dot(_ index: Int) {
        let insideWord = traits.last?.isWordlike == true && gapStart == nil
        if insideWord, isWordlike(at: index + 1) || isAbbreviation() {
            emit(0x2E, .mark, index, index + 1)
        } else {
            end(question: false, index)
        }
    }

    /// Whether the folded text ends in a single letter after a dot (`e.g`, `u.s`).
    private func isAbbreviation() -> Bool {
        let count = scalars.count
        return count >= 3 && scalars[count - 2] == 0x2E && traits[count - 1].script == .latin
    }

    private mutating func middleDot(_ index: Int) -> Int {
        let next = index + 1
        guard next < source.count, source[next] == source[index] else {
            gapStart = gapStart ?? index
            return next
        }
        var end = next
        while end < source.count, source[end] == source[index] { end += 1 }
        pause(index, end)
        return end
    }

    private mutating func apostrophe(_ index: Int) {
        let insideWord =
            traits.last?.script == .latin && gapStart == nil && isLatin(at: index + 1)
        if insideWord {
            emit(Code.apostrophe, .mark, index, index + 1)
        } else {
            gapStart = gapStart ?? index
        }
    }

    private mutating func voice(half: Bool, _ end: Int) {
        guard let last = scalars.last, gapStart == nil else { return }
        switch last {
        case 0x306F, 0x3072, 0x3075, 0x3078, 0x307B:
            scalars[scalars.count - 1] = last + (half ? 2 : 1)
        case 0x304B...0x3062 where last & 1 == 1 && !half: scalars[scalars.count - 1] = last + 1
        case 0x3064, 0x3066, 0x3068: if !half { scalars[scalars.count - 1] = last + 1 }
        case 0x3046 where !half:
            scalars[scalars.count - 1] = 0x3076
            lastWasVu = true
        default: break
        }
        extendLast(to: end)
    }

    private mutating func smallVowel(_ vowel: UInt32, _ script: Script, _ index: Int) {
        guard lastWasVu, gapStart == nil else { return emit(vowel, script, index, index + 1) }
        let voiced: [UInt32: UInt32] = [
            0x3042: 0x3070, 0x3044: 0x3073, 0x3048: 0x3079, 0x304A: 0x307C,
        ]
        scalars[scalars.count - 1] = voiced[vowel] ?? 0x3076
        extendLast(to: index + 1)
        lastWasVu = false
    }

    /// `三ケ所` is `三か所`, while `ケース` stays what it is.
    private mutating func counterKe(_ index: Int) {
        let before = traits.last?.script
        let isCounter = before == .kanji || before == .digit
        let after = index + 1 < source.count ? table.lookup(source[index + 1]) >> 27 : 0
        if isCounter, after == UInt32(Script.kanji.rawValue) {
            emit(0x304B, .katakana, index, index + 1)
        } else {
            emit(0x3051, .katakana, index, index + 1)
        }
    }
}

// MARK: - Dashes

extension Folder {
    /// Folds a long mark, a wave or any of the many dashes, by what stands around it.
    ///
    /// After hiragana it is emphasis and goes (`すごーい`). Inside a katakana word it is kept, at the end of one with three
    /// or more kana before it goes (`サーバー` is `サーバ`; `カレー` is not `かれ`). Two dashes, or one between spaces, are a
    /// comma. Between Latin letters or digits it is a space. Anything else keeps a hyphen.
    private mutating func dash(_ action: FoldingTable.Action, _ index: Int) -> Int {
        var end = index + 1
        while end < source.count, isDash(at: end) { end += 1 }
        let previous = gapStart == nil ? traits.last?.script : nil
        switch previous {
        case .hiragana where end == index + 1 || action != .dash: extendLast(to: end)
        case .katakana where end == index + 1 || action != .dash: longMark(index, end)
        case _ where end > index + 1 && action == .dash: pause(index, end)
        case .latin, .digit: latinDash(index, end)
        default:
            let standsFree = gapStart != nil && isGap(at: end)
            if standsFree || source[index] == 0x2014 || source[index] == 0x2015 {
                pause(index, end)
            } else {
                emit(Code.hyphen, .mark, index, end)
            }
        }
        return end
    }

    private mutating func longMark(_ index: Int, _ end: Int) {
        if scalars.last == Code.longMark { return extendLast(to: end) }
        if !isKatakana(at: end), katakanaLength >= 3 { return extendLast(to: end) }
        emit(Code.longMark, .katakana, index, end)
    }

    private mutating func latinDash(_ index: Int, _ end: Int) {
        if source[index] == 0x2014 || source[index] == 0x2015 { return pause(index, end) }
        if isWordlike(at: end) {
            gapStart = gapStart ?? index
        } else {
            emit(Code.hyphen, .mark, index, end)
        }
    }
}

// MARK: - Looking ahead

extension Folder {
    private func script(at index: Int) -> UInt32? {
        index < source.count ? table.lookup(source[index]) >> 27 : nil
    }

    private func action(at index: Int) -> UInt32? {
        index < source.count ? table.lookup(source[index]) >> 21 & 0x3F : nil
    }

    private func isDigit(at index: Int) -> Bool {
        script(at: index) == UInt32(Script.digit.rawValue)
    }
    private func isLatin(at index: Int) -> Bool {
        script(at: index) == UInt32(Script.latin.rawValue)
    }
    private func isWordlike(at index: Int) -> Bool { isDigit(at: index) || isLatin(at: index) }

    private func isKatakana(at index: Int) -> Bool {
        script(at: index) == UInt32(Script.katakana.rawValue)
    }

    private func isGap(at index: Int) -> Bool {
        index >= source.count || action(at: index) == FoldingTable.Action.gap.rawValue
    }

    private func isDash(at index: Int) -> Bool {
        guard let action = action(at: index) else { return false }
        return action == FoldingTable.Action.dash.rawValue
            || action == FoldingTable.Action.wave.rawValue
            || action == FoldingTable.Action.longMark.rawValue
    }
}

// MARK: - Runs

extension Folder {
    /// Marks the edges of Latin words and of katakana runs.
    private mutating func markRuns() {
        var word = false
        var katakana = false
        for index in scalars.indices {
            let mark = traits[index]
            let isWord =
                mark.isWordlike || (word && scalars[index] == Code.apostrophe)
            let isKatakana = mark.script == .katakana
            let isNew = mark.contains(.afterGap)
            if word, !isWord || isNew { traits[index - 1].insert(.wordEnd) }
            if isWord, !word || isNew { traits[index].insert(.wordStart) }
            if katakana, !isKatakana || isNew { traits[index - 1].insert(.katakanaEnd) }
            if isKatakana, !katakana || isNew { traits[index].insert(.katakanaStart) }
            word = isWord
            katakana = isKatakana
        }
        guard let last = scalars.indices.last else { return }
        if word { traits[last].insert(.wordEnd) }
        if katakana { traits[last].insert(.katakanaEnd) }
    }
}

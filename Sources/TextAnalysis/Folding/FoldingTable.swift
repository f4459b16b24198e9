/// What to do with each scalar of the basic plane, in one word of a flat array.
///
/// Built once; 256 KiB, of which a text touches a few pages.
struct FoldingTable: Sendable {
    /// How the folder treats a scalar; see `Folder`.
    enum Action: UInt32 {
        case plain, drop, gap, ender, question, comma, dot, middleDot, apostrophe
        case longMark, dash, wave, expand, voiced, halfVoiced, vu, smallVowel, counterKe, repeatKana
        case repeatVoiced, pairLead
    }

    /// The one table of the process.
    static let shared = FoldingTable()

    /// Payload in bits 0–20, action in bits 21–26, script in bits 27–30.
    private(set) var entries: [UInt32]

    /// The sequences of `.expand`, each after its length.
    private(set) var expansions: [UInt32] = []

    /// Replacements of two scalars, by `first << 21 | second`: place in `expansions`.
    private(set) var pairs: [UInt64: Int] = [:]

    private init() {
        entries = (0..<0x1_0000).map { value in
            Self.entry(UInt32(value), .plain, Self.script(of: UInt32(value)))
        }
        addLatin()
        addKana()
        addMarks()
        addIdeographs()
        addExpansions()
        addPairs()
    }

    static func entry(_ payload: UInt32, _ action: Action, _ script: Script) -> UInt32 {
        payload | action.rawValue << 21 | UInt32(script.rawValue) << 27
    }

    @inline(__always) func lookup(_ value: UInt32) -> UInt32 {
        if value < 0x1_0000 { return entries[Int(value)] }
        return Self.supplementary(value)
    }

    /// The places in `expansions` that hold the sequence starting at `offset`.
    func expansion(at offset: Int) -> Range<Int> {
        offset + 1..<offset + 1 + Int(expansions[offset])
    }

    private static func supplementary(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x20BB7: entry(0x5409, .plain, .kanji)  // 𠮷 is 吉
        case 0x20B9F: entry(0x53F1, .plain, .kanji)  // 𠮟 is 叱
        case 0x2_0000...0x3_FFFF: entry(value, .plain, .kanji)
        case 0xE_0000...0xE_FFFF, 0x1_F3FB...0x1_F3FF: entry(value, .drop, .other)
        default: entry(value, .plain, .other)
        }
    }

    /// The script by block, for scalars no rule below speaks of.
    private static func script(of value: UInt32) -> Script {
        switch value {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF:
            .latin
        case 0x3041...0x309F: .hiragana
        case 0x30A0...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: .katakana
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: .kanji
        case 0x21...0x7E, 0xA1...0xBF, 0x2010...0x2BFF, 0x3001...0x303F, 0xFE30...0xFE4F,
            0xFF00...0xFFEF:
            .mark
        default: .other
        }
    }
}

// MARK: - Filling

extension FoldingTable {
    private mutating func set(
        _ value: UInt32,
        _ payload: UInt32,
        _ action: Action,
        _ script: Script
    ) {
        entries[Int(value)] = Self.entry(payload, action, script)
    }

    private mutating func set(_ text: String, _ action: Action, _ script: Script) {
        for scalar in text.unicodeScalars { set(scalar.value, scalar.value, action, script) }
    }

    private mutating func addLatin() {
        for value in UInt32(0x41)...0x5A { set(value, value + 0x20, .plain, .latin) }
        for token in CompatibilityForms.letters.split(whereSeparator: \.isWhitespace) {
            let scalars = token.unicodeScalars.map(\.value)
            for variant in scalars.dropFirst() {
                set(variant, scalars[0], .plain, scalars[0] < 0x3A ? .digit : .latin)
            }
        }
    }

    private mutating func addKana() {
        for value in UInt32(0x30A1)...0x30F6 { set(value, value - 0x60, .plain, .katakana) }
        let halfWidth = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
        let smallVowels: [UInt32: UInt32] = [
            0x30A1: 0x3042, 0x30A3: 0x3044, 0x30A5: 0x3046, 0x30A7: 0x3048, 0x30A9: 0x304A,
        ]
        for (small, large) in smallVowels {
            set(small, large, .smallVowel, .katakana)
            set(small - 0x60, large, .smallVowel, .hiragana)
        }
        for (value, vowel) in [(0x30F0, 0x3044), (0x30F1, 0x3048)] as [(UInt32, UInt32)] {
            set(value, vowel, .plain, .katakana)
            set(value - 0x60, vowel, .plain, .hiragana)
        }
        set(0x30F4, 0x3076, .vu, .katakana)
        set(0x3094, 0x3076, .vu, .hiragana)
        for (value, base) in [
            (0x30F7, 0x3070), (0x30F8, 0x3073), (0x30F9, 0x3079), (0x30FA, 0x307C),
        ]
            as [(UInt32, UInt32)]
        { set(value, base, .plain, .katakana) }
        for small in [0x30F5, 0x30F6] as [UInt32] { set(small, 0x304B, .plain, .katakana) }
        for small in [0x3095, 0x3096] as [UInt32] { set(small, 0x304B, .plain, .hiragana) }
        set(0x30B1, 0x3051, .counterKe, .katakana)
        set("ー", .longMark, .katakana)
        set("ゝヽ", .repeatKana, .hiragana)
        set("ゞヾ", .repeatVoiced, .hiragana)
        set("\u{3099}\u{309B}\u{FF9E}", .voiced, .katakana)
        set("\u{309A}\u{309C}\u{FF9F}", .halfVoiced, .katakana)
        for (offset, scalar) in halfWidth.unicodeScalars.enumerated() {
            entries[0xFF66 + offset] = entries[Int(scalar.value)]
        }
    }

    private mutating func addMarks() {
        for value in UInt32(0x21)...0x7E {
            entries[Int(value) + 0xFEE0] = entries[Int(value)]
        }
        set(" \t\u{A0}\u{3000}\u{2028}\u{2029}\u{85}\u{1680}", .gap, .space)
        for value in UInt32(0x2000)...0x200A { set(value, value, .gap, .space) }
        for value in [0x202F, 0x205F] as [UInt32] { set(value, value, .gap, .space) }
        set("\"“”„‟″«»‹›()（）[]［］{}｛｝<>＜＞〈〉《》「」『』【】〔〕〖〗〘〙｢｣〝〟＂﹁﹂", .gap, .mark)
        set("'＇’‘‛ʼ`´′｀", .apostrophe, .mark)
        set("。｡．!！\n\r\u{B}\u{C}‼", .ender, .mark)
        set("?？⁇⁈⁉", .question, .mark)
        set("、､,，…‥", .comma, .mark)
        set(".．", .dot, .mark)
        set("・･·•", .middleDot, .mark)
        set("-－‐‑‒–−―—─━﹣", .dash, .mark)
        set("~～〜∼", .wave, .mark)
        set("\u{AD}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{FEFF}®©™℠", .drop, .other)
        for value in UInt32(0x300)...0x36F { set(value, value, .drop, .other) }
        for value in UInt32(0xFE00)...0xFE0F { set(value, value, .drop, .other) }
        for value in UInt32(0)...0x1F where entries[Int(value)] >> 21 & 0x3F == 0 {
            set(value, value, .drop, .other)
        }
        for (from, to) in [
            (0xFFE5, 0xA5), (0xFFE1, 0xA3), (0xFFE0, 0xA2), (0xFF1A, 0x3A), (0xFF1B, 0x3B),
        ]
            as [(UInt32, UInt32)]
        { set(from, to, .plain, .mark) }
    }

    private mutating func addIdeographs() {
        for list in [CompatibilityForms.ideographs, SpellingForms.kanji] {
            let scalars = list.unicodeScalars.map(\.value).filter { $0 > 0x20 }
            for index in stride(from: 0, to: scalars.count - 1, by: 2) {
                let target = lookup(scalars[index + 1]) & 0x1F_FFFF
                if target != scalars[index] { set(scalars[index], target, .plain, .kanji) }
            }
        }
        // A compatibility form whose modern form the second list gave only later.
        for value in 0xF900...0xFAFF {
            entries[value] = lookup(entries[value] & 0x1F_FFFF)
        }
    }

    private mutating func addExpansions() {
        for list in [CompatibilityForms.expansions, SpellingForms.kana] {
            for token in list.split(whereSeparator: \.isWhitespace) {
                let scalars = token.unicodeScalars.map(\.value)
                let offset = append(scalars.dropFirst())
                let first = entries[Int(scalars[1])] >> 27
                let script = Script(rawValue: UInt8(first)) ?? .other
                set(scalars[0], UInt32(offset), .expand, script)
            }
        }
    }

    private mutating func addPairs() {
        for token in SpellingForms.pairs.split(whereSeparator: \.isWhitespace) {
            let scalars = token.unicodeScalars.map(\.value)
            let offset = append(scalars.dropFirst(2))
            pairs[UInt64(scalars[0]) << 21 | UInt64(scalars[1])] = offset
            set(scalars[0], scalars[0], .pairLead, .kanji)
        }
    }

    private mutating func append(_ sequence: ArraySlice<UInt32>) -> Int {
        let offset = expansions.count
        expansions.append(UInt32(sequence.count))
        expansions.append(contentsOf: sequence)
        return offset
    }
}

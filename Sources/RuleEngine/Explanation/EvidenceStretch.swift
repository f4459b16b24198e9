import Knowledge
import TextAnalysis

/// A stretch of the folded text that speaks for an issue.
struct EvidenceStretch {
    /// The scalars of the folded text.
    var range: Range<Int>
    /// What it says; `nil` for a learned expression.
    var concept: Int?

    /// The stretch with the rest of the words it cuts into: 継者 becomes 後継者.
    func widened(in text: NormalizedText) -> EvidenceStretch {
        var wide = self
        while wide.range.lowerBound > 0,
            Self.isOneWord(text, wide.range.lowerBound - 1, wide.range.lowerBound)
        {
            wide.range = (wide.range.lowerBound - 1)..<wide.range.upperBound
        }
        while wide.range.upperBound < text.count,
            Self.isOneWord(text, wide.range.upperBound - 1, wide.range.upperBound)
        {
            wide.range = wide.range.lowerBound..<(wide.range.upperBound + 1)
        }
        return wide
    }

    private static func isOneWord(_ text: NormalizedText, _ left: Int, _ right: Int) -> Bool {
        let script = text.traits[left].script
        return script == text.traits[right].script
            && [.kanji, .katakana, .latin, .digit].contains(script)
    }
}

extension [EvidenceStretch] {
    /// The stretches in text order, without what lies within another or is said a second time;
    /// learned ones that touch each other are one.
    func tidied(in text: NormalizedText) -> [EvidenceStretch] {
        let ordered = sorted { left, right in
            (left.range.lowerBound, right.range.upperBound)
                < (right.range.lowerBound, left.range.upperBound)
        }
        var kept: [EvidenceStretch] = []
        for stretch in ordered {
            guard let last = kept.last else {
                kept.append(stretch)
                continue
            }
            if kept.contains(where: { $0.range.upperBound >= stretch.range.upperBound }) {
                continue
            }
            if last.concept == nil, stretch.concept == nil,
                last.range.upperBound >= stretch.range.lowerBound
            {
                kept[kept.count - 1].range = last.range.lowerBound..<stretch.range.upperBound
            } else {
                kept.append(stretch)
            }
        }
        var told: Set<[UInt32]> = []
        return kept.filter { told.insert([UInt32](text.scalars[$0.range])).inserted }
    }
}

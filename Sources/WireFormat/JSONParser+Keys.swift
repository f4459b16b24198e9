extension JSONParser {
    /// The first key of a finished object that repeats an earlier one, as an index of the tape.
    ///
    /// Keys are compared as the code points they stand for: `"a"` and `"\u0061"` are the same key,
    /// while two spellings that only look alike are not. Time is O(n log n) whatever the keys are.
    func duplicateKey(in container: Int, _ source: Span<UInt8>) -> Int? {
        let end = Int(tape[container].next)
        var count = 0
        var key = container + 1
        while key < end {
            count += 1
            key = Int(tape[key + 1].next)
        }
        return count <= 8
            ? duplicateAmongFew(from: container + 1, to: end, source)
            : duplicateAmongMany(from: container + 1, to: end, count: count, source)
    }

    private func duplicateAmongFew(from first: Int, to end: Int, _ source: Span<UInt8>) -> Int? {
        var key = first
        while key < end {
            var earlier = first
            while earlier < key {
                if JSONStringDecoding.areEqual(tape[earlier], tape[key], in: source) { return key }
                earlier = Int(tape[earlier + 1].next)
            }
            key = Int(tape[key + 1].next)
        }
        return nil
    }

    private func duplicateAmongMany(
        from first: Int,
        to end: Int,
        count: Int,
        _ source: Span<UInt8>
    ) -> Int? {
        var keys: [(name: ArraySlice<UInt8>, index: Int)] = []
        keys.reserveCapacity(count)
        var text: [UInt8] = []
        var key = first
        var ends: [Int] = []
        // All names in one buffer: sorting slices of it allocates nothing per key.
        while key < end {
            JSONStringDecoding.append(tape[key], in: source, to: &text)
            ends.append(text.count)
            key = Int(tape[key + 1].next)
        }
        var start = 0
        key = first
        for end in ends {
            keys.append((text[start..<end], key))
            start = end
            key = Int(tape[key + 1].next)
        }
        keys.sort { left, right in
            left.name.elementsEqual(right.name)
                ? left.index < right.index : left.name.lexicographicallyPrecedes(right.name)
        }
        var duplicate: Int?
        for (left, right) in zip(keys, keys.dropFirst()) where left.name == right.name {
            duplicate = min(duplicate ?? right.index, right.index)
        }
        return duplicate
    }
}

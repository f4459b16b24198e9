package import Answering
import Knowledge
import Synchronization
package import WireFormat

/// Answers to queries that are asked again, by the bytes of the query.
///
/// An answer follows from the query, the rule book and the day: as long as these are the same, only
/// the decision's id and time are new. A cache belongs to one book and goes with it.
///
/// A query is only noted when it comes first, and its answer kept when it comes again: texts that are
/// asked once, as in a portfolio, neither stay in memory nor push out what is asked for often.
/// Answers lie in two generations: what is used moves to the younger, and when that holds half of
/// what is allowed it becomes the elder, and what the elder still held is given up.
package final class AnswerCache: Sendable {
    /// A query as it was sent, hashed once.
    struct Key: Hashable {
        let bytes: [UInt8]
        let digest: Int

        init(_ bytes: [UInt8]) {
            // Eight bytes at a time; the last word is short, and the count tells how much.
            var hasher = Hasher()
            var word: UInt64 = 0
            for (index, byte) in bytes.enumerated() {
                word = word << 8 | UInt64(byte)
                if index & 7 == 7 { hasher.combine(word) }
            }
            hasher.combine(word)
            hasher.combine(bytes.count)
            self.bytes = bytes
            digest = hasher.finalize()
        }

        func hash(into hasher: inout Hasher) { hasher.combine(digest) }
    }

    /// An answer to be given again.
    struct Entry {
        let decision: Decision
        /// The day on which it was given, which counts for queries that name none.
        let today: CalendarDate

        /// About the bytes it takes: the answer, and what a record of the decision is written from.
        var weight: Int { decision.body.count + 4_096 }
    }

    /// What is kept.
    struct Counts: Hashable {
        /// Answers.
        var answers = 0
        /// About the bytes they take, with their queries.
        var bytes = 0
    }

    private struct Generation {
        var entries: [Key: Entry] = [:]
        var weight = 0
    }

    private struct State {
        var young = Generation()
        var old = Generation()
        /// Of queries that came before, a part of the digest, at a place given by another part.
        var noted: [UInt32]
    }

    private let limit: Int
    private let state: Mutex<State>

    /// Prepares to keep about so many bytes of answers.
    package init(limit: Int) {
        self.limit = limit
        // Several times as many places as answers have room.
        let places = max(1_024, limit / 2_048)
        state = Mutex(State(noted: Array(repeating: 0, count: places)))
    }

    /// What is kept now.
    var counts: Counts {
        state.withLock { state in
            Counts(
                answers: state.young.entries.count + state.old.entries.count,
                bytes: state.young.weight + state.old.weight
            )
        }
    }

    /// The answer to a query: one that was given before, or one that is decided now.
    ///
    /// - Parameters:
    ///   - query: The query as sent.
    ///   - answerer: What decides; the same for all queries.
    /// - Returns: The decision with its answer.
    /// - Throws: A problem: 400 for what is not JSON, 422 for what is not a query.
    package func decide(
        _ query: [UInt8],
        by answerer: Answerer
    ) throws(ProblemBody) -> Decision {
        let start = ContinuousClock.now
        let today = WallClock.today
        let key = Key(query)
        if let entry = entry(for: key, on: today) {
            return entry.decision.repeated(finding: ContinuousClock.now - start)
        }
        let decision = try answerer.decide(query, on: today)
        offer(Entry(decision: decision, today: today), for: key)
        return decision
    }

    /// The answer to a query, if it was kept on the same day.
    func entry(for key: Key, on today: CalendarDate) -> Entry? {
        var givenUp = Generation()
        // What is given up is taken apart after the lock is open again.
        defer { withExtendedLifetime(givenUp) {} }
        return state.withLock { state -> Entry? in
            if let entry = state.young.entries[key] { return entry.today == today ? entry : nil }
            guard let entry = state.old.entries.removeValue(forKey: key) else { return nil }
            state.old.weight -= entry.weight + key.bytes.count
            guard entry.today == today else { return nil }
            givenUp = insert(entry, for: key, into: &state)
            return entry
        }
    }

    /// Keeps an answer if its query was noted before, and else notes the query.
    func offer(_ entry: Entry, for key: Key) {
        // One that fills much of the room would push out all others.
        guard entry.weight + key.bytes.count <= limit / 8 else { return }
        var givenUp = Generation()
        defer { withExtendedLifetime(givenUp) {} }
        state.withLock { state in
            let digest = UInt(bitPattern: key.digest)
            let place = Int(digest % UInt(state.noted.count))
            // Zero is the mark of a free place.
            let mark = UInt32(truncatingIfNeeded: digest >> 32) | 1
            guard state.noted[place] == mark else {
                state.noted[place] = mark
                return
            }
            let kept = Entry(decision: entry.decision.withoutReasons, today: entry.today)
            givenUp = insert(kept, for: key, into: &state)
        }
    }

    /// Puts an answer into the younger generation; the result is what is given up for it.
    private func insert(_ entry: Entry, for key: Key, into state: inout State) -> Generation {
        var givenUp = Generation()
        let weight = entry.weight + key.bytes.count
        if state.young.weight + weight > limit / 2 {
            givenUp = state.old
            state.old = state.young
            state.young = Generation()
        }
        if let former = state.young.entries.updateValue(entry, forKey: key) {
            state.young.weight -= former.weight + key.bytes.count
        }
        state.young.weight += weight
        return givenUp
    }
}

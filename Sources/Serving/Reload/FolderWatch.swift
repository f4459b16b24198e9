/// Looks at rule folders from time to time.
///
/// A look is a hint: names, sizes and times of the files. When they have changed, and have stayed as
/// they are for a moment, the bytes are read, and their digest decides. So a file that is being
/// written, or many that are being copied, cause one reload, after the last of them.
package struct FolderWatch: Sendable {
    /// How long the files have to stay as they are; a quarter of the interval if that is shorter.
    private static let settling = Duration.milliseconds(500)
    /// So many looks are taken for files that do not settle before they are read as they are.
    private static let patience = 40

    private let interval: Duration
    private let hint: @Sendable () -> Int?
    private let fingerprint: @Sendable () -> String?
    private let isKnown: @Sendable (String) -> Bool

    /// Describes a watch.
    ///
    /// - Parameters:
    ///   - interval: The time between two looks.
    ///   - hint: Sums up names, sizes and times; `nil` while that is not possible.
    ///   - fingerprint: The digest of all bytes; `nil` while that is not possible.
    ///   - isKnown: Whether something was made already of files with a digest.
    package init(
        every interval: Duration,
        hint: @escaping @Sendable () -> Int?,
        fingerprint: @escaping @Sendable () -> String?,
        isKnown: @escaping @Sendable (String) -> Bool
    ) {
        self.interval = interval
        self.hint = hint
        self.fingerprint = fingerprint
        self.isKnown = isKnown
    }

    /// Tells of changes until the task is cancelled.
    ///
    /// A folder that cannot be read just now, as in the middle of a deployment, is no change.
    @concurrent package func run(
        clock: some Clock<Duration>,
        onChange: @Sendable () -> Void
    ) async {
        // The book was loaded before the first look; so the first one reads the bytes.
        var seen: Int?
        while (try? await clock.sleep(for: interval)) != nil {
            guard let now = hint(), now != seen else { continue }
            guard let settled = await settle(from: now, clock) else { return }
            // What cannot be read is looked at again.
            seen = nil
            guard let digest = fingerprint() else { continue }
            seen = settled
            if !isKnown(digest) { onChange() }
        }
    }

    /// Waits until two looks in a row are the same; `nil` when the task is cancelled.
    private func settle(from first: Int, _ clock: some Clock<Duration>) async -> Int? {
        var last = first
        for _ in 0..<Self.patience {
            guard (try? await clock.sleep(for: min(Self.settling, interval / 4))) != nil else {
                return nil
            }
            let next = hint() ?? last
            if next == last { break }
            last = next
        }
        return last
    }
}

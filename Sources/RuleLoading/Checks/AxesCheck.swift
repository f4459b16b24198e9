import Diagnostics

/// Reports a book that gives some of the six axes and not all.
struct AxesCheck {
    /// Looks at the axes a context has gathered.
    static func run(_ context: LoadingContext) {
        let axes = context.definitions[.axis, default: [:]]
        guard let first = axes.values.min(), context.unreadNames == nil else { return }
        let missing = AxisNames.all.filter { axes[$0] == nil }
        guard !missing.isEmpty else { return }
        context.report(
            .axesIncomplete,
            "all six axes are needed; \(missing.joined(separator: ", ")) lacking",
            at: first
        )
    }
}

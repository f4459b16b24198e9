/// Where in the structure of a file the cursor is.
///
/// It is told from the text before the cursor alone, for a file that is being typed is rarely one
/// that can be parsed.
struct CursorContext: Equatable {
    /// A step from a value to one within it.
    enum Step: Equatable {
        case key(String)
        case item
    }

    /// What may be typed here.
    enum Place {
        case key, value
        /// The first word of a value, which becomes a key when a colon follows.
        case keyOrValue
    }

    /// The way from the file to the mapping whose key, or the value which, stands here.
    var path: [Step]
    /// What may be typed.
    var place: Place
    /// Keys that the mapping has already.
    var siblings: Set<String> = []
    /// What has been typed of the word, up to the cursor.
    var word: Range<Int>
    /// Whether the cursor is within brackets or braces.
    var isFlow = false
    /// Whether the word stands in quotes.
    var isQuoted = false
}

/// A list or mapping around the place that a scan has come to.
struct CursorFrame {
    var isMapping: Bool
    /// Where its keys or dashes begin; for brackets and braces that does not matter.
    var column: Int
    var isFlow = false
    /// The keys of a mapping so far.
    var keys: Set<String> = []
    /// The key whose value comes, or came last.
    var current: String?
    /// Whether that value stands on the line of its key.
    var hasInlineValue = false

    /// The step into it from the value around.
    var step: CursorContext.Step? { isMapping ? current.map { .key($0) } : .item }
}

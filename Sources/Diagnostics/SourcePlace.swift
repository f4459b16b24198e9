/// A line and a column of a text file, both from 1; columns count Unicode scalars.
package struct SourcePosition: Hashable, Sendable, Comparable {
    /// The line, from 1.
    package var line: Int
    /// The column in Unicode scalars, from 1.
    package var column: Int

    /// Pairs a line with a column.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Orders positions as they come in the file.
    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A position in a named file.
package struct SourcePlace: Hashable, Sendable, Comparable {
    /// The file, relative to the folder that was read, with `/` between levels.
    package var file: String
    /// Where in the file.
    package var position: SourcePosition

    /// Names a place.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        position = SourcePosition(line: line, column: column)
    }

    /// Names a place.
    package init(file: String, position: SourcePosition) {
        self.file = file
        self.position = position
    }

    /// Orders places by file, line and column.
    package static func < (left: Self, right: Self) -> Bool {
        left.file == right.file ? left.position < right.position : left.file < right.file
    }
}

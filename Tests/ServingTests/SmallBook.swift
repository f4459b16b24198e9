import Foundation
import Serving
import Testing

/// A copy of the small book of `Tests/Fixtures` in a folder of the test's own.
struct SmallBook: ~Copyable {
    /// The folder.
    let path: String

    init() throws {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/small-book")
        path =
            FileManager.default.temporaryDirectory
            .appending(path: "banso-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: fixtures.path, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The book as a loader sees it.
    var loader: BookLoader { BookLoader(path: path) }

    /// Writes a file of the book anew.
    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(file)"))
    }

    /// Changes the text of a file of the book.
    func replace(_ old: String, with new: String, in file: String) throws {
        let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
        try #require(text.contains(old))
        try write(text.replacing(old, with: new), to: file)
    }
}

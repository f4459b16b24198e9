import Testing

/// What is asked of every file beside compiling.
@Suite struct HouseRuleTests {
    private static let longest = 400

    /// The modules that others build on; every declaration that they share is documented.
    private static let libraries = ImportTests.allowed.keys.filter { !$0.hasPrefix("banso") }

    @Test func `no file is longer than it can be read`() {
        for file in SourceTree.files + SourceTree.tests {
            #expect(
                file.lines.count <= Self.longest + 1,
                "\(file.path) has \(file.lines.count - 1) lines"
            )
        }
    }

    @Test func `every shared declaration says what it is`() {
        for file in SourceTree.files where Self.libraries.contains(file.module) {
            for line in file.undocumentedDeclarations {
                Issue.record("\(file.path):\(line): no doc comment")
            }
        }
    }

    @Test(arguments: [
        "TO" + "DO", "FIX" + "ME", "fatal" + "Error(", "try" + "!",
    ])
    func `nothing is left undone and nothing gives up`(_ word: String) {
        for file in SourceTree.files + SourceTree.tests {
            for line in file.lines(with: word) { Issue.record("\(file.path):\(line): \(word)") }
        }
    }

    @Test(arguments: ["home", "Users", "work", "root", "mnt"])
    func `no file names a place on the machine it was written on`(_ folder: String) {
        for file in SourceTree.files + SourceTree.tests {
            for line in file.lines(with: "/\(folder)/") {
                Issue.record("\(file.path):\(line) names /\(folder)/")
            }
        }
    }

    @Test(arguments: [
        (["/// Says.", "package let a = 1"], true), (["package let a = 1"], false),
        (["/// Says.", "@Flag", "package var a: Int"], true),
        (["/// Says.", "", "package func f() {}"], false),
        (["package import Knowledge"], true), (["    package var a: Int"], false),
        (["// Says.", "package struct A {}"], false),
        (["/// Says.", "@inlinable package func f() {}"], true),
        (["@inlinable package func f() {}"], false), (["let package = 1"], true),
        (["@Test(", "    \"a\"", ")", "package func f() {}"], false),
    ])
    func `a doc comment stands right before its declaration`(_ lines: [String], _ isSound: Bool) {
        let file = SourceFile(module: "M", path: "M/a.swift", text: lines.joined(separator: "\n"))
        #expect(file.undocumentedDeclarations.isEmpty == isSound)
    }
}

extension SourceFile {
    /// The lines, from 1, of `package` declarations without a doc comment.
    ///
    /// The fields of `Book` are the sections of the rule language and documented there; what a
    /// conformance asks for has its words where the protocol is declared.
    fileprivate var undocumentedDeclarations: [Int] {
        lines.indices.filter { isSharedDeclaration(lines[$0]) && !isDocumented($0) }.map { $0 + 1 }
    }

    private func isSharedDeclaration(_ line: String) -> Bool {
        var words = line.split(separator: " ").map(String.init)[...]
        while words.first?.hasPrefix("@") == true { words = words.dropFirst() }
        guard words.first == "package", words.dropFirst().first != "import" else { return false }
        return words.count > 1 && words.dropFirst().first != "="
    }

    private func isDocumented(_ declaration: Int) -> Bool {
        var index = declaration - 1
        while index >= 0 {
            let line = lines[index].drop { $0 == " " }
            if line.hasPrefix("///") { return true }
            guard line.hasPrefix("@") else { return false }
            index -= 1
        }
        return false
    }
}

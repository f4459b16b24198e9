import Formatting
import Testing

@Suite struct LineDiffTests {
    @Test func `equal texts have no difference`() {
        #expect(LineDiff.unified("a\nb\n", "a\nb\n", name: "x") == "")
    }

    @Test func `a change is shown with three lines around it`() {
        let old = (1...12).map { "line \($0)\n" }
        var new = old
        new[5] = "changed\n"
        #expect(
            LineDiff.unified(old.joined(), new.joined(), name: "x.yaml") == """
                --- a/x.yaml
                +++ b/x.yaml
                @@ -3,7 +3,7 @@
                 line 3
                 line 4
                 line 5
                -line 6
                +changed
                 line 7
                 line 8
                 line 9

                """
        )
    }

    @Test func `changes far from each other have hunks of their own`() {
        let old = (1...40).map { "line \($0)\n" }
        var new = old
        new.remove(at: 35)
        new.insert("more\n", at: 2)
        let diff = LineDiff.unified(old.joined(), new.joined(), name: "x")
        #expect(diff.matches(of: /@@ -1,5 \+1,6 @@/).count == 1)
        #expect(diff.matches(of: /@@ -33,7 \+34,6 @@/).count == 1)
    }

    @Test func `a missing line end is a difference`() {
        #expect(
            LineDiff.unified("a", "a\n", name: "x")
                == "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"
        )
    }

    @Test(arguments: 0..<100)
    func `whoever follows the difference gets the new text`(_ seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let old = (0..<40).map { _ in "\(Int.random(in: 0...25, using: &numbers))\n" }
        var new = old
        for _ in 0..<6 {
            let index = Int.random(in: 0..<new.count, using: &numbers)
            new[index] = "\(Int.random(in: 0...25, using: &numbers))\n"
            new.swapAt(index, Int.random(in: 0..<new.count, using: &numbers))
            new.insert("new \(index)\n", at: index)
            new.remove(at: Int.random(in: 0..<new.count, using: &numbers))
        }
        let diff = LineDiff.unified(old.joined(), new.joined(), name: "x")
        #expect(try patched(old, with: diff) == new)
    }

    /// Applies a difference the way `patch` does.
    private func patched(_ old: [String], with diff: String) throws -> [String] {
        var result: [String] = []
        var next = 0
        for line in diff.split(separator: "\n").dropFirst(2) {
            let body = line.dropFirst() + "\n"
            switch line.first {
            case "@":
                let match = try #require(line.firstMatch(of: /-([0-9]+),([0-9]+)/))
                let start = try #require(Int(match.1)) - (match.2 == "0" ? 0 : 1)
                result += old[next..<start]
                next = start
            case "+": result.append(String(body))
            case "-":
                #expect(old[next] == body)
                next += 1
            default:
                #expect(old[next] == body)
                result.append(old[next])
                next += 1
            }
        }
        return result + old[next...]
    }
}

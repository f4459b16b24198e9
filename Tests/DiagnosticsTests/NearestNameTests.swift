import Diagnostics
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("chambr", "chamber"), ("yoruzo", "yorozu"), ("peple", "people"), ("大坂府", "大阪府"),
        ("titel", "title"), ("succession-centre", "succession-center"),
    ])
    func `a slip finds the name that was meant`(_ slip: String, _ meant: String) {
        let names = ["bank", "chamber", "people", "succession-center", "title", "yorozu", "大阪府"]
        #expect(NearestName.of(slip, among: names) == meant)
    }

    @Test(arguments: ["", "xyzzy", "ab", "bankruptcy"])
    func `a name far from all finds none`(_ name: String) {
        #expect(NearestName.of(name, among: ["bank", "chamber", "people"]) == nil)
    }

    @Test func `of equally near names the first in the alphabet is taken`() {
        for names in [["cat", "bat"], ["bat", "cat"]] {
            #expect(NearestName.of("aat", among: names) == "bat")
        }
    }

    @Test func `swapped neighbours are one edit`() {
        #expect(NearestName.of("ab", among: ["ba"]) == "ba")
    }

    @Test func `a suggestion is a question`() {
        #expect(NearestName.suggestion(for: "peple", among: ["people"]) == "did you mean `people`?")
        #expect(NearestName.suggestion(for: "people", among: []) == nil)
    }

    @Test func `a very long name is not compared`() {
        let long = String(repeating: "a", count: 1000)
        #expect(NearestName.of(long, among: [long + "b"]) == nil)
    }
}

import Foundation

/// A page of the manual: its fenced blocks, and what the comments before them say of replaying them.
struct ManualPage {
    /// A fenced block.
    struct Block {
        /// The word behind the fence: `console`, `yaml`.
        var language: String
        /// What is to be done before or instead, from the comments above it.
        var orders: [Order]
        /// The numbers of its lines between the fences, from 0.
        var lines: Range<Int>
        /// What is typed and shown; only in a console block.
        var steps: [Step]
    }

    /// A command of a console block with what the page shows of its output.
    struct Step {
        var command: String
        /// The numbers of the lines shown below the command.
        var shown: Range<Int>
    }

    /// What a comment that begins with `replay:` asks for; readers of the page do not see it.
    enum Order: Equatable {
        /// `do COMMAND`: a preparation that readers are told in words.
        case prepare(String)
        /// `instead COMMAND`: runs in the place of the block's first command.
        case instead(String)
        /// `file PATH`: the block is that file; or the lines of the comment are.
        case file(String, hidden: [String]?)
        /// `add PATH`: the block, without its `schema` line, ends that file; or the lines do.
        case add(String, hidden: [String]?)
        /// `slip PATH SED`: the file is changed so for this block only.
        case slip(path: String, script: String)
    }

    /// The page's path from the top of the repository.
    let name: String
    let text: [String]
    private(set) var blocks: [Block] = []

    init(name: String, text: String) throws {
        self.name = name
        self.text = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try read()
    }

    /// The lines that a page shows below a command.
    func shown(_ step: Step) -> [String] { Array(text[step.shown]) }

    private mutating func read() throws {
        var orders: [Order] = []
        var open: (start: Int, language: String, indent: Int)?
        for (number, line) in text.enumerated() {
            let bare = line.drop { $0 == " " }
            if let fence = open {
                guard bare == "```", line.count - bare.count == fence.indent else { continue }
                let lines = fence.start..<number
                let steps = fence.language == "console" ? steps(in: lines) : []
                blocks.append(
                    Block(language: fence.language, orders: orders, lines: lines, steps: steps)
                )
                (open, orders) = (nil, [])
            } else if bare.hasPrefix("```") {
                open = (number + 1, String(bare.dropFirst(3)), line.count - bare.count)
            } else if line.hasPrefix(Self.head) {
                orders.append(try order(at: number))
            }
        }
    }

    private func steps(in lines: Range<Int>) -> [Step] {
        let commands = lines.filter { text[$0].hasPrefix("$ ") }
        return zip(commands, commands.dropFirst() + [lines.upperBound]).map { start, end in
            Step(command: String(text[start].dropFirst(2)), shown: start + 1..<end)
        }
    }

    private static let head = "<!-- replay: "
    private static let tail = "-->"

    private func order(at number: Int) throws -> Order {
        var words = text[number].dropFirst(Self.head.count)
        var hidden: [String]?
        if words.hasSuffix(Self.tail) {
            words = words.dropLast(Self.tail.count + 1)
        } else {
            hidden = Array(text[(number + 1)...].prefix(while: { $0 != Self.tail }))
        }
        let parts = words.split(separator: " ", maxSplits: 2).map(String.init)
        let rest = parts.dropFirst().joined(separator: " ")
        switch parts.first {
        case "do": return .prepare(rest)
        case "instead": return .instead(rest)
        case "file": return .file(rest, hidden: hidden)
        case "add": return .add(rest, hidden: hidden)
        case "slip" where parts.count == 3: return .slip(path: parts[1], script: parts[2])
        default: throw ManualFault("\(name):\(number + 1): there is no such order")
        }
    }
}

/// A page that cannot be replayed as it stands.
struct ManualFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

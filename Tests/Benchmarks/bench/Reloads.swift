import Foundation
import Synchronization

/// Changes a file of a served folder and has it loaded again, over and over, on a thread.
final class Reloads: Sendable {
    private struct State {
        var isWanted = true
        var isDone = false
        var count = 0
        var fault: (any Error)?
    }

    private let folder: String
    private let socket: String
    private let state = Mutex(State())

    init(of folder: String, at socket: String) {
        self.folder = folder
        self.socket = socket
    }

    /// Begins.
    func start() { Thread.detachNewThread { self.run() } }

    /// Ends after the reload under way and tells how many there were.
    ///
    /// - Throws: What kept a reload from being asked for.
    func stop() throws -> Int {
        state.withLock { $0.isWanted = false }
        while !state.withLock({ $0.isDone }) { Thread.sleep(forTimeInterval: 0.005) }
        return try state.withLock { state in
            if let fault = state.fault { throw fault }
            return state.count
        }
    }

    private func run() {
        while state.withLock({ $0.isWanted }) {
            do {
                try reload()
                state.withLock { $0.count += 1 }
            } catch {
                state.withLock { state in
                    state.fault = error
                    state.isWanted = false
                }
            }
        }
        state.withLock { $0.isDone = true }
    }

    /// A comment makes another rule set of the folder.
    private func reload() throws {
        let file = URL(filePath: folder).appending(path: "touched.yaml")
        try Data("schema: 1\n# \(UUID().uuidString)\n".utf8).write(to: file)
        let request = Load.post("/v1/reload", [])
        var load = Load(socket: socket, requests: [request], connections: 1)
        (load.warmUp, load.seconds, load.mostReplies) = (0, 600, 1)
        _ = try load.run()
    }
}

import NIOCore
import UnixHTTP

/// Requests mean the same wherever the bytes are cut, and a head that is accepted leaves no doubt
/// about where its body ends: ``ReferenceHead`` reads it once more, in the plainest way.
enum HTTPCheck {
    /// What comes out of a parser, in a form that does not depend on how the input was cut.
    fileprivate struct Transcript: Equatable {
        var events: [String] = []
        /// The method, the target and the framing of each head.
        var heads: [RequestHead] = []
        /// The body of each request that began.
        var bodies: [[UInt8]] = []
        /// How many bytes were taken when each head was complete, and when each request was.
        var headEnds: [Int] = []
        var ends: [Int] = []

        static func == (left: Self, right: Self) -> Bool {
            left.events == right.events && left.bodies == right.bodies
                && left.headEnds == right.headEnds && left.ends == right.ends
        }
    }

    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let whole = transcript([bytes[...]])
        for pieces in Cuts.of(bytes) {
            let cut = transcript(pieces)
            try promise(cut == whole, "whole \(whole), in \(pieces.count) pieces \(cut)")
        }
        var start = 0
        for (index, head) in whole.heads.enumerated() {
            let raw = bytes[start..<whole.headEnds[index]]
            let reference = try ReferenceHead(raw)
            try reference.agrees(with: head)
            try read(head, contentType: reference.contentType)
            guard index < whole.ends.count else { break }
            let end = whole.ends[index]
            try ReferenceBody.check(
                bytes[whole.headEnds[index]..<end],
                framing: head.framing,
                body: whole.bodies[index]
            )
            start = end
        }
    }

    private static func transcript(_ pieces: [ArraySlice<UInt8>]) -> Transcript {
        var transcript = Transcript()
        var parser = RequestParser()
        var input = ByteBuffer()
        var given = 0
        for piece in pieces {
            input.writeBytes(piece)
            given += piece.count
            do throws(HTTPFailure) {
                while let part = try parser.next(&input) {
                    transcript.add(part, taken: given - input.readableBytes)
                }
            } catch {
                transcript.events.append("\(error.code.rawValue) \(error.detail)")
                break
            }
        }
        return transcript
    }

    /// What handlers ask of a request.
    private static func read(_ head: RequestHead, contentType: String?) throws(BrokenPromise) {
        let parts = head.target.split(
            separator: "?",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let request = Request(
            method: head.method,
            path: String(parts[0]),
            query: parts.count > 1 ? String(parts[1]) : "",
            contentType: contentType
        )
        _ = request.mediaType
        _ = request.mediaTypeParameter("charset")
        let count = request.query.split(separator: "&").count
        try promise(request.queryItems.count == count, "\(request.query): \(request.queryItems)")
    }
}

extension HTTPCheck.Transcript {
    fileprivate mutating func add(_ part: RequestParser.Part, taken: Int) {
        switch part {
        case .head(let head):
            events.append(
                "\(head.method) \(head.target) \(head.framing) \(head.isBefore11) "
                    + "\(head.keepsAlive) \(head.expectation ?? "-")"
            )
            heads.append(head)
            headEnds.append(taken)
            bodies.append([])
        case .body(let piece):
            bodies[bodies.count - 1] += piece.readableBytesView
        case .end:
            events.append("end")
            ends.append(taken)
        }
    }
}

/// Answers a body while it is still arriving, such as NDJSON line by line.
///
/// All calls come from one event loop, one after the other, so nothing needs a lock. They share
/// the loop with other connections: one ``next()`` should do no more work than one answer takes.
///
/// ## How little memory it takes
///
/// Nothing more is read from the peer until ``next()`` has asked for it, and ``next()`` is not
/// called while the peer does not take what was written. A responder therefore never holds more
/// than what it was given since it last asked, at most one read of the socket, and the unfinished
/// rest from before, whose size it has to limit itself.
package protocol StreamResponder {
    /// Takes the next part of the body, cut at no particular place.
    mutating func receive(_ bytes: [UInt8])

    /// Learns that the body is complete.
    mutating func finish()

    /// Does one step of the work.
    mutating func next() -> StreamStep
}

/// What one step of a ``StreamResponder`` has come to.
package enum StreamStep: Hashable, Sendable {
    /// A part of the answer; there may be more without new input.
    case output([UInt8])
    /// Nothing more without new input; after the end of the body, nothing more at all.
    case needsInput
    /// The answer is complete. What remains of the body is not read; the connection is closed.
    case finished
}

/// How a streaming route takes a request, known from its header.
package enum StreamDecision {
    /// Answers with status 200 and this media type, by a responder of its own.
    case accept(contentType: String, any StreamResponder)
    /// Answers at once and reads no body.
    case refuse(Response)
}

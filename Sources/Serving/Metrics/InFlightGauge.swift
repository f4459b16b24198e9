import Synchronization
import UnixHTTP

/// How many requests are being answered right now.
final class InFlightGauge: Sendable {
    /// Stands for one request until nobody holds it any more, however the request ends.
    final class Ticket: Sendable {
        private let gauge: InFlightGauge

        fileprivate init(_ gauge: InFlightGauge) {
            self.gauge = gauge
            gauge.count.add(1, ordering: .relaxed)
        }

        deinit { gauge.count.subtract(1, ordering: .relaxed) }
    }

    private let count = Atomic<Int>(0)

    /// The requests that are being answered right now.
    var value: Int { count.load(ordering: .relaxed) }

    /// Begins a request.
    func ticket() -> Ticket { Ticket(self) }

    /// A handler that does the same and is counted while it does.
    func counting(_ handler: Router.Handler) -> Router.Handler {
        switch handler {
        case .immediate(let answer):
            .immediate { request in withExtendedLifetime(self.ticket()) { answer(request) } }
        case .background(let answer):
            .background { request in
                let ticket = self.ticket()
                defer { withExtendedLifetime(ticket) {} }
                return await answer(request)
            }
        case .stream(let decide):
            .stream { request in
                switch decide(request) {
                case .accept(let contentType, let responder):
                    .accept(
                        contentType: contentType,
                        CountedResponder(responder: responder, ticket: self.ticket())
                    )
                case .refuse(let response): .refuse(response)
                }
            }
        }
    }
}

/// A responder that is counted for as long as the server keeps it.
private struct CountedResponder: StreamResponder {
    var responder: any StreamResponder
    let ticket: InFlightGauge.Ticket

    mutating func receive(_ bytes: [UInt8]) { responder.receive(bytes) }
    mutating func finish() { responder.finish() }
    mutating func next() -> StreamStep { responder.next() }
}

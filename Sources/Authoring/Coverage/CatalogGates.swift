import Knowledge

/// The first and last days of policies' windows as gates.
struct WindowGates: Sendable {
    private struct Edge {
        var gate: Int
        var window: Window
        var isOpening: Bool
    }

    private var edges: [Identifier<Policy>: [Edge]] = [:]

    /// Without any gate.
    init() {}

    /// Adds a gate for each day on which a window opens or closes.
    ///
    /// A policy that its source calls closed is closed whatever its windows say.
    init(_ policies: [Policy], into gates: inout [RuleCoverage.Gate]) {
        for policy in policies where policy.isForFirms && policy.state != .closed {
            for window in policy.windows {
                for (day, isOpening) in [(window.opens, true), (window.closes, false)] {
                    guard let day else { continue }
                    edges[policy.id, default: []].append(
                        Edge(gate: gates.count, window: window, isOpening: isOpening)
                    )
                    gates.append(
                        RuleCoverage.Gate(
                            subject: "policy \(policy.id.text)",
                            words: "window \(isOpening ? "opens" : "closes") \(day.iso)",
                            origin: window.origin
                        )
                    )
                }
            }
        }
    }

    /// What the windows of an answer's policies decided.
    func findings(in answer: Recommendation) -> [CoverageBench.Meaning] {
        answer.policies.flatMap { policy in
            (edges[policy.id] ?? []).compactMap { edge in
                Self.finding(edge, policy.window, on: answer.asOf)
            }
        }
    }

    /// The state tells which window it rests on; that window's edges decided it.
    private static func finding(
        _ edge: Edge,
        _ state: WindowState,
        on day: CalendarDate
    ) -> CoverageBench.Meaning? {
        let (opens, closes) = (edge.window.opens, edge.window.closes)
        let isInside = day >= opens ?? day && day <= closes ?? day
        if isInside, state.opens == opens, state.until == closes {
            return .gate(edge.gate, letIn: true)
        }
        if edge.isOpening, let opens, day < opens, state.opens == opens, state.phase != .open {
            return .gate(edge.gate, letIn: false)
        }
        if !edge.isOpening, let closes, day > closes, state.until == closes,
            state.phase == .closed
        {
            return .gate(edge.gate, letIn: false)
        }
        return nil
    }
}

/// The areas that partners serve, and the sizes of firm that networks serve, as gates.
///
/// The size shades a partner's rank and shuts nobody out.
struct PartnerGates: Sendable {
    private struct Door {
        var area: [String]
        var areaGate: Int?
        var sizes: Interval?
        var sizeGate: Int?
    }

    private var doors: [Identifier<Partner>: Door] = [:]

    /// Without any gate.
    init() {}

    /// Adds a gate for each partner that does not serve all of Japan, and for each network that
    /// mainly serves firms of a certain size.
    init(_ book: Book, into gates: inout [RuleCoverage.Gate]) {
        var sizeGates: [Identifier<Network>: (sizes: Interval, gate: Int)] = [:]
        for network in book.networks {
            guard let sizes = network.serves else { continue }
            sizeGates[network.id] = (sizes, gates.count)
            gates.append(
                RuleCoverage.Gate(
                    subject: "network \(network.id.text)",
                    words: "serves employees \(sizes.words)",
                    origin: network.origin
                )
            )
        }
        for partner in book.partners {
            let size = sizeGates[partner.network]
            var door = Door(area: partner.area, sizes: size?.sizes, sizeGate: size?.gate)
            if !partner.area.contains(FirmPlace.everywhere) {
                door.areaGate = gates.count
                gates.append(
                    RuleCoverage.Gate(
                        subject: "partner \(partner.id.text)",
                        words: "area \(partner.area.joined(separator: ", "))",
                        origin: partner.origin
                    )
                )
            }
            doors[partner.id] = door
        }
    }

    /// What the places and sizes decided in an answer of the opened book.
    func findings(
        in answer: Recommendation,
        for query: Query,
        places: [Place]
    ) -> [CoverageBench.Meaning] {
        let place = FirmPlace(places, of: query)
        let tried = Set(query.history.map(\.partner))
        var result: [CoverageBench.Meaning] = []
        for partner in answer.partners where partner.id.text.hasPrefix(OpenBook.everywherePrefix) {
            let id = Identifier<Partner>(
                String(partner.id.text.dropFirst(OpenBook.everywherePrefix.count))
            )
            guard let door = doors[id], !tried.contains(id) else { continue }
            if let gate = door.areaGate {
                if place.isKnown, place.lies(in: door.area) {
                    result.append(.gate(gate, letIn: true))
                } else if place.lies(outside: door.area) {
                    result.append(.gate(gate, letIn: false))
                }
            }
            if let gate = door.sizeGate, let sizes = door.sizes,
                let employees = query.company.employees
            {
                result.append(.gate(gate, letIn: sizes.contains(employees)))
            }
        }
        return result
    }
}

import Knowledge
import Testing

@testable import RuleEngine

@Suite struct PolicyWindowTests {
    private static func policy(
        _ windows: [(opens: String?, closes: String?)] = [],
        pattern: Policy.Pattern = .rounds,
        state: Policy.State = .current,
        confidence: Source.Confidence = .seen
    ) -> Policy {
        var source = Source.seen
        source.confidence = confidence
        return Policy(
            id: Identifier("p"),
            title: .same("p"),
            kind: .subsidy,
            issuer: .same("i"),
            topics: [],
            gate: nil,
            requirements: [],
            exclusions: [],
            benefit: .same("b"),
            maximumYen: nil,
            pattern: pattern,
            windows: windows.map { window in
                Window(
                    label: nil,
                    opens: window.opens.flatMap { CalendarDate(iso: $0) },
                    closes: window.closes.flatMap { CalendarDate(iso: $0) },
                    gates: [],
                    origin: .nowhere
                )
            },
            state: state,
            stateNote: nil,
            applicant: .firm,
            requiresPolicies: [],
            excludesPolicies: [],
            combinesWith: [],
            insteadOf: [],
            url: "",
            source: source,
            note: nil,
            origin: .nowhere
        )
    }

    private func state(_ policy: Policy, _ iso: String) throws -> String {
        let state = WindowState(policy, on: try day(iso))
        return [state.phase.rawValue, state.opens?.iso, state.until?.iso].map { $0 ?? "–" }
            .joined(separator: " ")
    }

    @Test(arguments: [
        ("2026-09-30", "upcoming 2026-10-01 2026-12-15"),
        ("2026-10-01", "open 2026-10-01 2026-12-15"),
        ("2026-12-15", "open 2026-10-01 2026-12-15"), ("2026-12-16", "closed – 2026-12-15"),
    ])
    func `a window counts from its first day to its last`(_ date: String, _ expected: String) throws
    {
        #expect(try state(Self.policy([("2026-10-01", "2026-12-15")]), date) == expected)
    }

    @Test(arguments: [
        ("2026-01-01", "upcoming 2026-04-01 2026-04-30"),
        ("2026-04-15", "open 2026-04-01 2026-04-30"),
        ("2026-05-01", "upcoming 2026-07-01 2026-07-31"),
        ("2026-07-31", "open 2026-07-01 2026-07-31"),
        ("2026-08-01", "closed – 2026-07-31"),
    ])
    func `of several windows the open one counts, then the next, then the last`(
        _ date: String,
        _ expected: String
    ) throws {
        let windows: [(opens: String?, closes: String?)] = [
            ("2026-07-01", "2026-07-31"), ("2025-04-01", "2025-04-30"),
            ("2026-04-01", "2026-04-30"),
        ]
        #expect(try state(Self.policy(windows), date) == expected)
        #expect(try state(Self.policy(windows.reversed()), date) == expected)
    }

    @Test func `a window without a first or a last day is open on that side`() throws {
        let untilMay = Self.policy([(nil, "2026-05-31")])
        #expect(try state(untilMay, "2020-01-01") == "open – 2026-05-31")
        #expect(try state(untilMay, "2026-06-01") == "closed – 2026-05-31")
        let fromMay = Self.policy([("2026-05-01", nil)])
        #expect(try state(fromMay, "2026-04-30") == "upcoming 2026-05-01 –")
        #expect(try state(fromMay, "2036-05-01") == "open 2026-05-01 –")
    }

    @Test(arguments: ["2026-09-30", "2026-10-01", "2026-12-15"])
    func `what is not verified is never shown as current`(_ date: String) throws {
        let windows: [(opens: String?, closes: String?)] = [("2026-10-01", "2026-12-15")]
        for policy in [
            Self.policy(windows, state: .unverified),
            Self.policy(windows, confidence: .generalKnowledge),
            Self.policy([], pattern: .always, state: .unverified),
            Self.policy([], pattern: .always, confidence: .generalKnowledge),
        ] {
            #expect(WindowState(policy, on: try day(date)).phase == .unverified)
        }
    }

    @Test func `a source that says it is over outweighs the dates`() throws {
        let policy = Self.policy([("2026-10-01", "2026-12-15")], pattern: .always, state: .closed)
        #expect(try state(policy, "2026-11-22") == "closed – –")
    }

    @Test(arguments: [
        (Policy.Pattern.always, WindowState.Phase.open), (.conditional, .open),
        (.rounds, .unverified), (.annual, .unverified), (.none, .unverified),
    ])
    func `without a dated window only a standing policy is open`(
        _ pattern: Policy.Pattern,
        _ expected: WindowState.Phase
    ) throws {
        let date = try day("2026-11-22")
        #expect(WindowState(Self.policy(pattern: pattern), on: date).phase == expected)
        let undated = Self.policy([(nil, nil)], pattern: pattern)
        #expect(WindowState(undated, on: date).phase == expected)
    }
}

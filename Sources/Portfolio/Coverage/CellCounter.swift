import Knowledge
import RuleEngine

/// Counts what the engine offers to the firms of a grid.
struct CellCounter: Sendable {
    private let engine: RuleEngine
    private let plan: GridPlan
    private let partners: [Identifier<Partner>: Partner]
    private let policyKinds: [Identifier<Policy>: String]

    init(_ engine: RuleEngine, plan: GridPlan) {
        self.engine = engine
        self.plan = plan
        let book = engine.compiled.book
        partners = Dictionary(
            book.partners.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        policyKinds = Dictionary(
            book.policies.map { ($0.id, $0.kind.rawValue) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The cells of one issue: by place, then by size.
    func row(_ issue: Int) -> [CoverageGrid.Cell] {
        plan.places.flatMap { place in
            plan.sizes.map { cell(plan.query(plan.issues[issue], place, $0)) }
        }
    }

    private func cell(_ query: Query) -> CoverageGrid.Cell {
        let answer = engine.recommend(query, today: plan.day)
        var cell = CoverageGrid.Cell()
        count(answer.partners, near: query.company.prefecture, in: &cell)
        count(answer.policies, in: &cell)
        return cell
    }

    private func count(
        _ ranked: [RankedPartner],
        near prefecture: String?,
        in cell: inout CoverageGrid.Cell
    ) {
        let counted = ranked.filter { partner in
            partner.score >= plan.leastScore
                && isKept(partners[partner.id]?.kind.text, by: plan.partnerKinds)
        }
        let local = counted.filter { partner in
            prefecture.map { partners[partner.id]?.area.contains($0) ?? false } ?? false
        }
        cell.partners = counted.count
        cell.local = local.count
        if counted.count == 1 { cell.sole[.partners] = counted[0].id.text }
        if local.count == 1 { cell.sole[.local] = local[0].id.text }
    }

    private func count(_ policies: [RankedPolicy], in cell: inout CoverageGrid.Cell) {
        var counted: [RankedPolicy] = []
        for policy in policies where policy.status == .match || policy.status == .needsInfo {
            guard isKept(policyKinds[policy.id], by: plan.policyKinds) else { continue }
            switch policy.window.phase {
            case .open: cell.open += 1
            case .upcoming: cell.upcoming += 1
            case .unverified:
                cell.unverified += 1
                if !plan.countsUnverified { continue }
            case .closed: continue
            }
            counted.append(policy)
        }
        cell.undecided = counted.count { $0.status == .needsInfo }
        if counted.count == 1 { cell.sole[.policies] = counted[0].id.text }
    }

    private func isKept(_ kind: String?, by kinds: Set<String>?) -> Bool {
        guard let kinds else { return true }
        return kind.map(kinds.contains) ?? false
    }
}

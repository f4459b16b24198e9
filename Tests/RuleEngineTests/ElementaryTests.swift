import Foundation
import Testing

@testable import RuleEngine

@Suite struct ElementaryTests {
    @Test func `exp is as near to the library's as a double allows`() {
        var worst = 0.0
        for step in -70_000...70_000 {
            let x = Double(step) / 100 + 0.001_7
            guard abs(x) <= 700 else { continue }
            let expected = Foundation.exp(x)
            worst = max(worst, abs(Elementary.exp(x) - expected) / expected)
        }
        #expect(worst < 1e-14 && worst > 0)
        #expect(Elementary.exp(0) == 1)
    }

    @Test func `exp ends in nothing and in infinity`() {
        #expect(Elementary.exp(-701) == 0 && Elementary.exp(-.infinity) == 0)
        #expect(Elementary.exp(701) == .infinity && Elementary.exp(.infinity) == .infinity)
    }

    @Test func `log is as near to the library's as a double allows`() {
        var worst = 0.0
        for exponent in -300...300 {
            for step in 1...40 {
                let x = Double(step) * 0.249 * Foundation.pow(10, Double(exponent))
                let expected = Foundation.log(x)
                worst = max(worst, abs(Elementary.log(x) - expected) / max(abs(expected), 1))
            }
        }
        #expect(worst < 1e-14)
        #expect(Elementary.log(1) == 0)
    }

    @Test func `log keeps small differences from one`() {
        for power in 1...15 {
            let x = 1 + Foundation.pow(10, Double(-power))
            let expected = Foundation.log(x)
            #expect(abs(Elementary.log(x) - expected) <= 1e-14 * abs(expected))
        }
    }

    @Test func `probabilities sum to one and a class that is ruled out has none`() {
        var values: [Double] = [3, -2, 600, 599, -Double.infinity]
        Softmax.apply(&values)
        #expect(abs(values.reduce(0, +) - 1) < 1e-12 && values[4] == 0)
        #expect(abs(values[2] / values[3] - M_E) < 1e-9)
    }
}

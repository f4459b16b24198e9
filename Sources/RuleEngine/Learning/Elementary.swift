/// Exponential and logarithm written out, so that learned weights come out bit for bit the same
/// with every C library.
enum Elementary {
    /// e to the power of `x`; relative error below 1e-14 for −700…700, 0 and infinity beyond.
    static func exp(_ x: Double) -> Double {
        if x < -700 { return 0 }
        if x > 700 { return .infinity }
        // x = k·ln 2 + r with |r| ≤ ln 2 / 2, then a Taylor series to the 13th power. Factors,
        // for each division would take as long as several of its steps.
        let k = (x * 1.442_695_040_888_963_4).rounded()
        let r = (x - k * 0.693_147_180_369_123_8) - k * 1.908_214_929_270_587_7e-10
        var sum = 1 / 6_227_020_800.0
        sum = sum * r + 1 / 479_001_600.0
        sum = sum * r + 1 / 39_916_800.0
        sum = sum * r + 1 / 3_628_800.0
        sum = sum * r + 1 / 362_880.0
        sum = sum * r + 1 / 40_320.0
        sum = sum * r + 1 / 5_040.0
        sum = sum * r + 1 / 720.0
        sum = sum * r + 1 / 120.0
        sum = sum * r + 1 / 24.0
        sum = sum * r + 1 / 6.0
        sum = sum * r + 1 / 2.0
        sum = sum * r + 1
        sum = sum * r + 1
        return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
    }

    /// The natural logarithm of a positive, normal number; relative error below 1e-14.
    static func log(_ x: Double) -> Double {
        var exponent = Double(x.exponent)
        var mantissa = x.significand
        if mantissa > 1.414_213_562_373_095 {
            mantissa /= 2
            exponent += 1
        }
        // log m = 2·artanh((m − 1)/(m + 1)), |argument| ≤ 0.172.
        let s = (mantissa - 1) / (mantissa + 1)
        let square = s * s
        var power = s
        var sum = 0.0
        for n in stride(from: 1, through: 23, by: 2) {
            sum += power / Double(n)
            power *= square
        }
        return exponent * 0.693_147_180_559_945_3 + 2 * sum
    }
}

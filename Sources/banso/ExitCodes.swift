import ArgumentParser

extension ExitCode {
    /// The answer is no: a failed test, no match with `--fail-empty`.
    static let no = ExitCode(1)
    /// A command line that makes no sense (`EX_USAGE`).
    static let usage = ExitCode(64)
    /// Rules or input that cannot be used (`EX_DATAERR`).
    static let badData = ExitCode(65)
    /// A file or folder that is not there (`EX_NOINPUT`).
    static let noInput = ExitCode(66)
    /// The daemon cannot be reached (`EX_UNAVAILABLE`).
    static let unavailable = ExitCode(69)
    /// A fault of our own (`EX_SOFTWARE`).
    static let `internal` = ExitCode(70)
    /// Not now, perhaps later (`EX_TEMPFAIL`).
    static let tryAgain = ExitCode(75)
    /// The socket may not be used (`EX_NOPERM`).
    static let notPermitted = ExitCode(77)
}

/// A fault of usage that shows only once a command runs, as a name that the book does not have.
///
/// What shows earlier is a `ValidationError`; thrown later, that would add the usage of `banso`
/// as a whole, which helps nobody.
enum UsageFault {
    /// Says what is wrong and gives the exit code that goes with it.
    static func ended(_ message: String) -> ExitCode {
        Console.remark("banso: \(message)")
        return .usage
    }
}

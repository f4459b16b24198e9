import Foundation
import FuzzChecks

#if FUZZING

/// The target that is fuzzed; libFuzzer takes all arguments for its own.
private let target = ProcessInfo.processInfo.environment["BANSO_FUZZ_TARGET"]
    .flatMap(FuzzTarget.init(rawValue:))

/// What libFuzzer calls first: books are read now, outside of the time of any input.
@c(LLVMFuzzerInitialize)
public func initialize(
    _ count: UnsafeMutablePointer<CInt>?,
    _ arguments: UnsafeMutableRawPointer?
) -> CInt {
    check([])
    return 0
}

/// What libFuzzer calls for every input.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private func check(_ bytes: [UInt8]) {
    guard let target else {
        print("BANSO_FUZZ_TARGET is to be one of \(FuzzTarget.names)")
        exit(64)
    }
    do throws(BrokenPromise) {
        try target.check(bytes)
    } catch {
        FileHandle.standardError.write(Data("broken promise: \(error)\n".utf8))
        abort()
    }
}

#else

/// Gives files to a target, for looking at what was found without libFuzzer.
@main struct Replay {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let target = arguments.first.flatMap(FuzzTarget.init(rawValue:)) else {
            print("usage: fuzz TARGET FILE...\nTARGET is one of \(FuzzTarget.names)")
            exit(64)
        }
        var isBroken = false
        for path in arguments.dropFirst() {
            do throws(BrokenPromise) {
                try target.check(Array(try read(path)))
            } catch {
                print("\(path): broken promise: \(error)")
                isBroken = true
            }
        }
        if isBroken { exit(1) }
    }

    private static func read(_ path: String) throws(BrokenPromise) -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            print("\(path) cannot be read")
            exit(66)
        }
        return data
    }
}

#endif

extension FuzzTarget {
    fileprivate static var names: String {
        allCases.map(\.rawValue).joined(separator: ", ")
    }
}

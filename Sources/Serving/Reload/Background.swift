import Dispatch
import Synchronization

/// Work that gives way to whoever is being answered.
///
/// Threads of this quality of service have a lower priority (nice 10 on Linux) where the system lets
/// them set it: a book is loaded in what time requests leave over, and none of them waits for it.
enum Background {
    /// Runs work in the background and waits for what comes of it.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
        let place = Place<Value>()
        let end = DispatchSemaphore(value: 0)
        DispatchQueue.global(qos: .background).async {
            place.value.withLock { $0 = work() }
            end.signal()
        }
        end.wait()
        guard let value = place.value.withLock({ $0 }) else { return work() }
        return value
    }

    /// Lets go of an object in the background, which takes it apart if nothing else holds it.
    static func release(_ object: some AnyObject & Sendable) {
        DispatchQueue.global(qos: .background).async { withExtendedLifetime(object) {} }
    }

    private final class Place<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}

import NIOCore
import NIOHTTP1
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Puts responses into bytes, with the fields that the server is responsible for.
struct ResponseWriter: Sendable {
    /// What a response has to be written for.
    struct Terms {
        /// Whether the peer speaks HTTP/1.0.
        var isBefore11 = false
        /// Whether another request may follow on the connection.
        var keepsAlive = false
        /// Whether the method was `HEAD`, whose response has no body.
        var isHead = false
        /// The trace that the request belongs to.
        var trace: TraceContext?
    }

    private let dates = HTTPDates()

    /// A whole response.
    func whole(_ response: Response, _ terms: Terms, _ allocator: ByteBufferAllocator) -> ByteBuffer
    {
        var buffer = allocator.buffer(capacity: response.body.count + 256)
        start(response.status, response.contentType, response.headers, terms, &buffer)
        if response.status != 204, response.status != 304 {
            buffer.writeString("Content-Length: \(response.body.count)\r\n")
        }
        buffer.writeStaticString("\r\n")
        if !terms.isHead { buffer.writeBytes(response.body) }
        return buffer
    }

    /// The head of a response whose body comes in pieces.
    func stream(
        contentType: String,
        _ terms: Terms,
        _ allocator: ByteBufferAllocator
    ) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: 256)
        start(200, contentType, [:], terms, &buffer)
        if !terms.isBefore11 { buffer.writeStaticString("Transfer-Encoding: chunked\r\n") }
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// A piece of such a body, at least one byte.
    func piece(_ bytes: [UInt8], _ terms: Terms, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: bytes.count + 16)
        if !terms.isBefore11 { buffer.writeString("\(String(bytes.count, radix: 16))\r\n") }
        buffer.writeBytes(bytes)
        if !terms.isBefore11 { buffer.writeStaticString("\r\n") }
        return buffer
    }

    /// The end of such a body.
    func end(_ terms: Terms, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: 8)
        if !terms.isBefore11 { buffer.writeStaticString("0\r\n\r\n") }
        return buffer
    }

    private func start(
        _ status: Int,
        _ contentType: String?,
        _ fields: HeaderFields,
        _ terms: Terms,
        _ buffer: inout ByteBuffer
    ) {
        let phrase = HTTPResponseStatus(statusCode: status).reasonPhrase
        buffer.writeStaticString(terms.isBefore11 ? "HTTP/1.0 " : "HTTP/1.1 ")
        buffer.writeString("\(status) \(phrase)\r\nDate: \(dates.now)\r\n")
        if let contentType { write("Content-Type", contentType, &buffer) }
        for (name, value) in fields.fields { write(name, value, &buffer) }
        if let trace = terms.trace { write("traceparent", trace.text, &buffer) }
        if !terms.keepsAlive {
            buffer.writeStaticString("Connection: close\r\n")
        } else if terms.isBefore11 {
            buffer.writeStaticString("Connection: keep-alive\r\n")
        }
    }

    /// Writes a field; what would end its line early is left out.
    private func write(_ name: String, _ value: String, _ buffer: inout ByteBuffer) {
        let isPlain = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        let text = isPlain ? value : String(value.filter { !$0.isNewline && $0 != "\0" })
        buffer.writeString("\(name): \(text)\r\n")
    }
}

/// The time as HTTP writes it, put into words once a second.
private final class HTTPDates: Sendable {
    private let last = Mutex((second: -1, text: ""))

    /// The present in the form of RFC 9110, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    var now: String {
        let second = time(nil)
        return last.withLock { last in
            if last.second != second { last = (second, Self.text(second)) }
            return last.text
        }
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Put together here because the system names days and months in the language of the locale.
    private static func text(_ second: Int) -> String {
        var moment = second
        var parts = unsafe tm()
        _ = unsafe gmtime_r(&moment, &parts)
        let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map(padded).joined(
            separator: ":"
        )
        let day = unsafe padded(parts.tm_mday)
        let month = unsafe months[Int(parts.tm_mon)]
        let year = unsafe 1_900 + parts.tm_year
        return unsafe "\(days[Int(parts.tm_wday)]), \(day) \(month) \(year) \(clock) GMT"
    }

    private static func padded(_ number: Int32) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

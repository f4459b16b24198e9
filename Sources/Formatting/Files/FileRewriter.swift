import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Replaces the content of a file in one step.
package enum FileRewriter {
    /// Replaces what a file holds, keeping its permissions and, where the system lets us, its owner.
    ///
    /// The bytes go to a file beside it, which then takes its name, so that a reader sees the old
    /// file or the new one and never a part. The target of a symbolic link is replaced, not the
    /// link.
    ///
    /// - Throws: A ``FormatFault/unwritable(path:reason:isForbidden:)``; the file is as it was.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(FormatFault) {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        var status = stat()
        guard unsafe stat(target, &status) == 0 else { throw fault(path) }
        // A hidden name: whoever reads the folder meanwhile passes it over.
        var parts = target.split(separator: "/", omittingEmptySubsequences: false)
        let name = parts.removeLast()
        let number = UInt32.random(in: .min ... .max)
        parts.append(".\(name).\(number).part")
        let draft = parts.joined(separator: "/")
        do throws(FormatFault) {
            try write(bytes, to: draft, like: status, path)
            guard unsafe rename(draft, target) == 0 else { throw fault(path) }
        } catch {
            _ = unsafe unlink(draft)
            throw error
        }
    }

    private static func write(
        _ bytes: [UInt8],
        to draft: String,
        like status: stat,
        _ path: String
    ) throws(FormatFault) {
        let file = unsafe open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw fault(path) }
        var isDone = fill(file, with: bytes)
        // Who is not the administrator can only keep the owner that he is himself.
        _ = fchown(file, status.st_uid, status.st_gid)
        isDone = isDone && fchmod(file, status.st_mode & 0o7777) == 0 && fsync(file) == 0
        let reason = errno
        let isClosed = close(file) == 0
        guard isDone else { throw fault(path, reason) }
        guard isClosed else { throw fault(path) }
    }

    /// Writes all bytes; `errno` tells why when it fails.
    private static func fill(_ file: Int32, with bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Self.writeSome(file, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    private static func writeSome(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
        unsafe Glibc.write(file, start, count)
        #else
        unsafe Musl.write(file, start, count)
        #endif
    }

    private static func fault(_ path: String, _ reason: Int32 = errno) -> FormatFault {
        .unwritable(
            path: path,
            reason: unsafe String(cString: strerror(reason)),
            isForbidden: reason == EACCES || reason == EPERM || reason == EROFS
        )
    }
}

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A regular file that is open for reading.
///
/// Opening never waits and never opens anything else: a named pipe would hold the reader up for
/// ever, and a device may do something when it is opened.
package struct RegularFile: ~Copyable {
    /// Why there is nothing to read.
    package enum Fault: Error, Hashable, Sendable {
        /// There is nothing at the path, or it may not be read.
        case unreadable
        /// Something else than a file is there.
        case other(FileKind)
        /// The path leads over a symbolic link where it must not.
        case link
        /// The file holds this many bytes, or at least so many, and fewer are read.
        case tooLarge(Int)
    }

    private let descriptor: Int32

    /// Opens a file, over symbolic links too.
    ///
    /// - Throws: Why it cannot be read.
    package init(_ path: String) throws(Fault) {
        descriptor = try Self.open(path, in: AT_FDCWD, following: true)
    }

    /// Opens a file below a folder, by a path no part of which is a symbolic link any more.
    ///
    /// A part that has become one since the path was resolved is not followed, so nobody who can
    /// write to the folder can have a file outside of it read.
    ///
    /// - Throws: Why it cannot be read.
    init(_ path: String, below home: String) throws(Fault) {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last else { throw .other(.folder) }
        let way = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        var folder = unsafe openat(AT_FDCWD, home, way)
        for part in parts.dropLast() where folder >= 0 {
            let next = unsafe openat(folder, part, way | O_NOFOLLOW)
            _ = close(folder)
            folder = next
        }
        guard folder >= 0 else { throw errno == ELOOP || errno == ENOTDIR ? .link : .unreadable }
        defer { _ = close(folder) }
        descriptor = try Self.open(name, in: folder, following: false)
    }

    deinit { _ = close(descriptor) }

    private static func open(
        _ path: String,
        in folder: Int32,
        following: Bool
    ) throws(Fault) -> Int32 {
        // Looked at before it is opened, and again after, for it may have been replaced.
        let kind = FileKind(of: path, in: folder, following: following)
        guard kind == .file else { throw fault(kind) }
        let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (following ? 0 : O_NOFOLLOW)
        let descriptor = unsafe openat(folder, path, flags)
        guard descriptor >= 0 else { throw errno == ELOOP ? .link : .unreadable }
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        let opened = isKnown ? FileKind(status.st_mode) : nil
        guard opened == .file else {
            _ = close(descriptor)
            throw fault(opened)
        }
        return descriptor
    }

    private static func fault(_ kind: FileKind?) -> Fault {
        switch kind {
        case nil: .unreadable
        case .link: .link
        case let kind?: .other(kind)
        }
    }

    /// All bytes of the file.
    ///
    /// - Throws: ``Fault/tooLarge(_:)`` beyond `limit` bytes, without reading much more than those.
    package consuming func bytes(upTo limit: Int) throws(Fault) -> [UInt8] {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable }
        guard status.st_size <= limit else { throw .tooLarge(Int(status.st_size)) }
        // The size is only where to begin: some files do not tell theirs, others are growing.
        var bytes = [UInt8](repeating: 0, count: min(limit, Int(status.st_size)) + 1)
        var count = 0
        while true {
            let free = bytes.count - count
            let step = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe read(descriptor, buffer.baseAddress?.advanced(by: count), free)
            }
            if step < 0, errno == EINTR { continue }
            guard step >= 0 else { throw .unreadable }
            if step == 0 { break }
            count += step
            guard count <= limit else { throw .tooLarge(count) }
            if count == bytes.count {
                bytes += [UInt8](repeating: 0, count: min(bytes.count, limit + 1 - count))
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

/// What stands at a path.
package enum FileKind: Hashable, Sendable {
    case file, folder, link, pipe, socket, device

    /// Looks at a path; `nil` when there is nothing or it may not be looked at.
    package init?(of path: String, in folder: Int32 = AT_FDCWD, following: Bool = false) {
        var status = stat()
        let flags = following ? 0 : AT_SYMLINK_NOFOLLOW
        guard unsafe fstatat(folder, path, &status, flags) == 0 else { return nil }
        self.init(status.st_mode)
    }

    fileprivate init(_ mode: mode_t) {
        self =
            switch mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
    }

    /// What it is called.
    var name: String {
        switch self {
        case .file: "a file"
        case .folder: "a folder"
        case .link: "a symbolic link"
        case .pipe: "a named pipe"
        case .socket: "a socket"
        case .device: "a device"
        }
    }
}

/// A path in which no symbolic link is left.
enum ResolvedPath {
    /// The path with every symbolic link followed, or `nil` when it leads nowhere or in a circle.
    static func of(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(validatingCString: found)
    }

    /// The rest of a resolved path below a resolved folder; `nil` when it does not lie below it.
    static func rest(of path: String, below home: String) -> String? {
        let prefix = home == "/" ? home : home + "/"
        guard path.hasPrefix(prefix), path.utf8.count > prefix.utf8.count else { return nil }
        return String(path.dropFirst(prefix.count))
    }
}

/// The names in a folder.
package enum FolderNames {
    /// Why they cannot be told.
    package enum Fault: Error, Hashable, Sendable {
        /// The folder cannot be opened or read.
        case unreadable
        /// There are more than may be looked at.
        case tooMany
    }

    /// The names in a folder but `.` and `..`, sorted; `nil` for one that is not UTF-8.
    ///
    /// - Throws: Why they cannot be told; `limit` is the most names.
    package static func of(_ path: String, upTo limit: Int) throws(Fault) -> [String?] {
        guard let folder = unsafe opendir(path) else { throw .unreadable }
        defer { _ = unsafe closedir(folder) }
        var names: [String?] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(folder) else {
                guard errno == 0 else { throw .unreadable }
                break
            }
            let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
            let name = unsafe UnsafeRawPointer(entry).advanced(by: offset)
                .assumingMemoryBound(to: CChar.self)
            let text = unsafe String(validatingCString: name)
            if text == "." || text == ".." { continue }
            guard names.count < limit else { throw .tooMany }
            names.append(text)
        }
        return names.sorted { ($0 ?? "") < ($1 ?? "") }
    }
}

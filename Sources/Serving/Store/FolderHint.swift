import RuleLoading

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension BookLoader {
    /// Sums up names, sizes and times of everything in the folders, without opening a file; `nil`
    /// while a folder cannot be read.
    package func hint() -> Int? {
        var hasher = Hasher()
        for folder in stack.folders {
            guard FolderHint.add(folder.path, to: &hasher, depth: 0) else { return nil }
        }
        return hasher.finalize()
    }
}

/// A quick look at a folder.
private enum FolderHint {
    /// Deeper than this the loader does not go either.
    private static let depth = 16

    /// Adds a folder and all below it; `false` if it cannot be read.
    static func add(_ path: String, to hasher: inout Hasher, depth: Int) -> Bool {
        guard let names = names(in: path) else { return false }
        for name in names.sorted() where !name.hasPrefix(".") {
            let full = path + "/" + name
            var status = stat()
            // Through links: what a mounted volume exchanges is what they point to.
            guard unsafe stat(full, &status) == 0 || lstat(full, &status) == 0 else { continue }
            hasher.combine(name)
            hasher.combine(status.st_ino)
            hasher.combine(status.st_mode)
            hasher.combine(status.st_size)
            hasher.combine(status.st_mtim.tv_sec)
            hasher.combine(status.st_mtim.tv_nsec)
            hasher.combine(status.st_ctim.tv_sec)
            hasher.combine(status.st_ctim.tv_nsec)
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            if isFolder, depth < Self.depth, !isLink(full) {
                _ = add(full, to: &hasher, depth: depth + 1)
            }
        }
        return true
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func names(in path: String) -> [String]? {
        guard let folder = unsafe opendir(path) else { return nil }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe String(
                    cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
                )
            }
            names.append(name)
        }
        return names
    }
}

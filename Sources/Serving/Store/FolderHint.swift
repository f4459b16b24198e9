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
        var hint = FolderHint()
        for folder in stack.folders {
            do throws(FolderNames.Fault) { try hint.add(folder.path, depth: 0) } catch {
                return nil
            }
        }
        return hint.sum
    }
}

/// A quick look at folders, as far as the loader goes.
private struct FolderHint {
    private let limits = RuleLimits()
    private var hasher = Hasher()
    private var names = 0

    /// What was seen, in a number.
    var sum: Int { hasher.finalize() }

    /// Adds a folder and all below it.
    ///
    /// - Throws: Why its own names cannot be told; what lies below may be passed over.
    mutating func add(_ path: String, depth: Int) throws(FolderNames.Fault) {
        let names = try FolderNames.of(path, upTo: limits.names - self.names)
        self.names += names.count
        for name in names {
            if name?.hasPrefix(".") == true { continue }
            hasher.combine(name)
            guard let name else { continue }
            let full = path + "/" + name
            var status = stat()
            // Through links: what a mounted volume exchanges is what they point to.
            guard unsafe stat(full, &status) == 0 || lstat(full, &status) == 0 else { continue }
            hasher.combine(status.st_ino)
            hasher.combine(status.st_mode)
            hasher.combine(status.st_size)
            hasher.combine(status.st_mtim.tv_sec)
            hasher.combine(status.st_mtim.tv_nsec)
            hasher.combine(status.st_ctim.tv_sec)
            hasher.combine(status.st_ctim.tv_nsec)
            guard status.st_mode & S_IFMT == S_IFDIR, depth < limits.folderDepth,
                FileKind(of: full) == .folder
            else { continue }
            do throws(FolderNames.Fault) { try add(full, depth: depth + 1) } catch {
                hasher.combine(error)
            }
        }
    }
}

import FoundationEssentials
package import RuleLoading

/// Puts mended files in the place of those they were made from.
package enum FixWriter {
    /// Why a file was not written.
    package enum Fault: Error, Equatable, Sendable {
        /// Somebody else changed it since it was read; it is as they left it.
        case changedMeanwhile
        /// The system refused, in its words.
        case refused(String)
    }

    /// Writes a file beside the old one and renames it, so that no reader ever sees half of one.
    ///
    /// The permissions stay, and a symbolic link stays a link: what it leads to is written.
    ///
    /// - Parameters:
    ///   - file: What is to be written.
    ///   - before: What the file must hold still.
    ///   - path: Where the file lies.
    /// - Throws: A fault; the file is then as it was.
    package static func write(
        _ file: RuleFile,
        instead before: RuleFile,
        at path: String
    ) throws(Fault) {
        let target = URL(filePath: path).resolvingSymlinksInPath()
        do {
            guard Array(try Data(contentsOf: target)) == before.bytes else {
                throw Fault.changedMeanwhile
            }
            let mode = try FileManager.default.attributesOfItem(atPath: target.path)[
                .posixPermissions
            ]
            try Data(file.bytes).write(to: target, options: .atomic)
            guard let mode else { return }
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: target.path
            )
        } catch let fault as Fault {
            throw fault
        } catch {
            throw .refused("\(error)")
        }
    }
}

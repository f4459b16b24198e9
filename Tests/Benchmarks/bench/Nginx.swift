import Foundation

/// An nginx of one's own with one static reply, in one process.
enum Nginx {
    /// Starts it; `nil` where nginx is not installed.
    static func start(bytes: Int, _ scratch: ScratchFolder) throws -> Server? {
        guard let program = Child.find("nginx") else { return nil }
        let name = String(UUID().uuidString.prefix(6))
        let file = scratch.path("\(name).conf")
        let socket = scratch.path("\(name).sock")
        // A word of the configuration must be shorter than a reply.
        let parts = max(1, bytes / 2000)
        let part = String(repeating: "x", count: bytes / parts)
        let configuration = """
            daemon off;
            master_process off;
            pid \(scratch.path("\(name).pid"));
            error_log stderr;
            events { worker_connections 256; }
            http {
                access_log off;
                keepalive_requests 1000000000;
                client_body_temp_path \(scratch.path("\(name).body"));
                server {
                    listen unix:\(socket);
                    set $part "\(part)";
                    location / {
                        default_type application/json;
                        return 200 "\(String(repeating: "$part", count: parts))";
                    }
                }
            }
            """
        try Data(configuration.utf8).write(to: URL(filePath: file))
        return try Server("nginx", program, ["-c", file], socket: socket)
    }
}

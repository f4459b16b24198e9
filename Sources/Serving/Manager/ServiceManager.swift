/// Whoever has started the service and wants to know how it is doing, such as systemd.
package protocol ServiceManager: Sendable {
    /// Requests are being answered from now on, or again after a reload; `status` says from what,
    /// in a line.
    func ready(_ status: String)
    /// The rules are being loaded again.
    func reloading()
    /// The service is about to stop.
    func stopping()
}

/// Nobody who wants to know.
package struct NoServiceManager: ServiceManager {
    /// Makes one.
    package init() {}
    /// Tells nobody.
    package func ready(_ status: String) {}
    /// Tells nobody.
    package func reloading() {}
    /// Tells nobody.
    package func stopping() {}
}

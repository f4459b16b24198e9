import Testing
import UnixHTTP

@Suite struct RequestTests {
    @Test(arguments: [
        ("", []), ("a=1", ["a=1"]), ("a=1&b=2&a=3", ["a=1", "b=2", "a=3"]), ("a", ["a="]),
        ("a=b=c", ["a=b=c"]), ("%E6%B1%82=%26+%3D", ["求=& ="]), ("a=%zz&&b", ["a=%zz", "b="]),
        ("a=%ff", ["a=%ff"]),
    ])
    func `a query is taken apart`(_ query: String, _ items: [String]) {
        let request = Request(method: "GET", path: "/", query: query)
        #expect(request.queryItems.map { "\($0.name)=\($0.value)" } == items)
    }

    @Test(
        arguments: [
            ("application/json", "application/json"),
            ("Application/JSON ; charset=utf-8", "application/json"), (nil, nil),
        ] as [(String?, String?)]
    )
    func `a media type has no parameters`(_ header: String?, _ type: String?) {
        let request = Request(method: "POST", path: "/", contentType: header)
        #expect(request.mediaType == type)
    }

    @Test func `names of fields have no case`() {
        var request = Request(method: "GET", path: "/", headers: ["X-One": "1", "x-one": "2"])
        #expect(request.headers["x-ONE"] == "1")
        request.headers["X-ONE"] = "3"
        #expect(request.headers == ["X-ONE": "3"])
        request.headers["x-one"] = nil
        #expect(request.headers == [:])
    }
}

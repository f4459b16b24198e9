/// The JSON schemas of the bodies, kept by hand.
///
/// A query is closed: a key that is not named here is refused. Answers are open: a client has to
/// pass over what it does not know, so that answers can grow.
enum OpenAPISchemas {
    /// One object of schemas by name.
    static var bytes: [UInt8] {
        let parts = [query, answer, results, catalog, service]
        return Array("{\(parts.joined(separator: ","))}".utf8)
    }

    /// Header fields of requests that any call takes.
    static let parameters = Array(
        #"""
        {"traceparent":{"name":"traceparent","in":"header","required":false,
        "description":"W3C Trace Context; what has another form is passed over",
        "schema":{"type":"string","example":
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}}}
        """#.utf8
    )

    /// Header fields of responses that any call gives.
    static let headers = Array(
        #"""
        {"traceparent":{"required":false,
        "description":"That of the request, if it was a valid one",
        "schema":{"type":"string",
        "pattern":"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"}}}
        """#.utf8
    )

    private static let query = """
        "Query":{"type":"object","additionalProperties":false,
        "anyOf":[{"required":["problem"]},{"required":["categories"]}],
        "properties":{
        "id":{"type":"string","description":"Comes back unchanged"},
        "problem":{"type":"string","maxLength":20000},
        "categories":{"type":"array","items":{"type":"string"}},
        "company":{"$ref":"#/components/schemas/Company"},
        "history":{"type":"array","items":{"type":"object","additionalProperties":false,
        "required":["partner"],"properties":{"partner":{"type":"string"},
        "result":{"enum":["declined","unsuitable","ongoing","helped","unknown"]}}}},
        "answers":{"type":"array","items":{"type":"object","additionalProperties":false,
        "required":["key"],"properties":{"key":{"type":"string"},
        "value":{"type":["string","integer","boolean","null"],
        "description":"null: none of these; for certified, the firm holds nothing"},
        "offered":{"type":"array","items":{"type":"string"},
        "description":"The issues that the question offered"}}}},
        "as_of":{"type":"string","format":"date"},
        "want":{"type":"array","items":
        {"enum":["categories","approach","partners","policies","questions","outcomes"]}},
        "limit":{"type":"integer","minimum":1,"maximum":100},
        "explain":{"enum":["none","why","whynot","full"]},
        "lang":{"enum":["ja","en"]}}},
        "Company":{"type":"object","additionalProperties":false,
        "description":"What is absent is unknown, which is neither true nor false",
        "properties":{
        "employees":{"type":"integer","minimum":0},
        "capital":{"type":"integer","minimum":0,"description":"Yen"},
        "industry":{"type":"string","description":"A JSIC code such as E or E24"},
        "prefecture":{"type":"string"},
        "municipality":{"type":"string"},
        "founded":{"type":"integer","description":"A year"},
        "sole_proprietor":{"type":"boolean"},
        "certified":{"type":"array","items":{"type":"string"}},
        "corporate_number":{"type":"string"}}}
        """

    private static let answer = """
        "Answer":{"type":"object",
        "required":["decision_id","determination","ruleset","as_of","outcome","categories",
        "framing","approach","partners","policies","questions","outcomes"],
        "properties":{
        "id":{"type":"string"},
        "decision_id":{"type":"string","description":"Ordered by time"},
        "determination":{"type":"string","description":"The same for the same answer"},
        "ruleset":{"type":"string"},
        "as_of":{"type":"string","format":"date"},
        "outcome":{"enum":["answered","needs_info","no_match","outside_scope"]},
        "categories":{"type":"array","items":{"$ref":"#/components/schemas/RankedCategory"}},
        "framing":{"type":["object","null"],"properties":{
        "id":{"enum":["company-specific","field-specific","general"]},
        "name":{"type":"string"},"because":{"$ref":"#/components/schemas/Reasons"}}},
        "approach":{"anyOf":[{"$ref":"#/components/schemas/Approach"},{"type":"null"}]},
        "partners":{"type":"array","items":{"$ref":"#/components/schemas/RankedPartner"}},
        "policies":{"type":"array","items":{"$ref":"#/components/schemas/RankedPolicy"}},
        "questions":{"type":"array","items":{"$ref":"#/components/schemas/Question"}},
        "outcomes":{"type":"object","properties":{
        "company":{"type":"array"},"supporter":{"type":"array"},"society":{"type":"array"}}},
        "whynot":{"type":"array","items":{"$ref":"#/components/schemas/Miss"}}}},
        "Miss":{"type":"object","required":["kind","id","name","condition","wanted","actual"],
        "properties":{"kind":{"enum":["category","partner","policy","rule"]},
        "id":{"type":"string"},"name":{"type":"string"},"condition":{"type":"string"},
        "wanted":{"type":"string"},"actual":{"type":"string"},"change":{"type":"string"},
        "because":{"$ref":"#/components/schemas/Reasons"}}},
        "BatchLine":{"anyOf":[{"$ref":"#/components/schemas/Answer"},
        {"type":"object","required":["problem"],"properties":{"id":{"type":"string"},
        "problem":{"$ref":"#/components/schemas/Problem"}}}]},
        "Reasons":{"type":"array","items":{"type":"object","required":["rule","file","line"],
        "properties":{"rule":{"type":"string"},"file":{"type":"string"},
        "line":{"type":"integer"},"text":{"type":"string"}}}},
        "Parts":{"type":"array","items":{"type":"object","properties":{
        "name":{"type":"string"},"detail":{"type":"string"},"value":{"type":"number"}}}}
        """

    private static let results = """
        "RankedCategory":{"type":"object","required":["id","sub","name","score"],"properties":{
        "id":{"type":"string"},"sub":{"type":["string","null"]},"name":{"type":"string"},
        "score":{"type":"number"},
        "evidence":{"type":"array","items":{"type":"object","properties":{
        "start":{"type":"integer","description":"In Unicode scalars of the text as sent"},
        "end":{"type":"integer"},"text":{"type":"string"},"concept":{"type":"string"}}}},
        "because":{"$ref":"#/components/schemas/Reasons"},
        "parts":{"$ref":"#/components/schemas/Parts"}}},
        "Approach":{"type":"object","properties":{
        "axes":{"type":"array","minItems":6,"maxItems":6,"items":{"type":"object","properties":{
        "id":{"enum":["subject","mode","initiative","fit","scope","policy"]},
        "left":{"type":"string"},"right":{"type":"string"},
        "value":{"type":"integer","minimum":-2,"maximum":2},
        "because":{"$ref":"#/components/schemas/Reasons"}}}},
        "model":{"type":"object","properties":{"id":{"type":"string"},
        "name":{"type":"string"}}},
        "steps":{"type":"array","items":{"type":"object"}},
        "cautions":{"type":"array","items":{"type":"object"}}}},
        "RankedPartner":{"type":"object","required":["id","name","status","score"],"properties":{
        "id":{"type":"string"},"network":{"type":"string"},"kind":{"type":"string"},
        "name":{"type":"string"},"status":{"type":"string"},"score":{"type":"number"},
        "role":{"type":"string"},"order":{"type":"integer"},"url":{"type":"string"},
        "because":{"$ref":"#/components/schemas/Reasons"},
        "parts":{"$ref":"#/components/schemas/Parts"}}},
        "RankedPolicy":{"type":"object","required":["id","name","status","window"],"properties":{
        "id":{"type":"string"},"kind":{"type":"string"},"name":{"type":"string"},
        "status":{"enum":["match","needs_info","near_miss","closed"]},
        "missing":{"type":"array","items":{"type":"string"}},"change":{"type":"string"},
        "window":{"type":"object","properties":{
        "state":{"enum":["open","upcoming","closed","unverified"]},
        "opens":{"type":"string","format":"date"},"until":{"type":"string","format":"date"}}},
        "benefit":{"type":"string"},"source":{"type":"object","properties":{
        "url":{"type":"string"},"checked":{"type":"string","format":"date"}}},
        "because":{"$ref":"#/components/schemas/Reasons"},
        "parts":{"$ref":"#/components/schemas/Parts"}}},
        "Question":{"type":"object","required":["key","kind","text","settles"],"properties":{
        "key":{"type":"string"},"kind":{"type":"string"},"text":{"type":"string"},
        "options":{"type":"array",
        "description":"Issues: at most five; industry, certified: all of the book; else absent",
        "items":{"type":"object","required":["value","label"],"properties":{
        "value":{"type":"string","description":"What an answer names"},
        "label":{"type":"string","description":"In the words of owners"}}}},
        "settles":{"type":"integer"},
        "settles_items":{"type":"array","description":"The first of them, from explain why on",
        "items":{"type":"object","required":["kind","id","name"],"properties":{
        "kind":{"enum":["partner","policy","rule"]},"id":{"type":"string"},
        "name":{"type":"string"}}}}}}
        """

    private static let catalog = """
        "Record":{"type":"object","required":["id","origin"],"properties":{
        "id":{"type":"string"},
        "name":{"type":"object","properties":{"ja":{"type":"string"},"en":{"type":"string"}}},
        "origin":{"$ref":"#/components/schemas/Origin"},
        "replaces":{"$ref":"#/components/schemas/Origin"},
        "combinations":{"type":"array",
        "description":"Whether a policy goes together with others; in single policies",
        "items":{"type":"object","required":["policy","verdict","because","source","origin"],
        "properties":{"policy":{"type":"string"},
        "verdict":{"enum":["allowed","separate-costs","excluded"]},
        "said_by":{"type":"string"},"because":{"type":"object"},"source":{"type":"object"},
        "origin":{"$ref":"#/components/schemas/Origin"}}}},
        "fields":{"type":"array","description":"Where each value comes from; in single records",
        "items":{"type":"object","required":["field","origin"],"properties":{
        "field":{"type":"string"},"origin":{"$ref":"#/components/schemas/Origin"},
        "change":{"enum":["replaced","appended","removed"]},
        "replaces":{"$ref":"#/components/schemas/Origin"}}}}}},
        "Origin":{"type":"object","required":["file","line"],"properties":{
        "file":{"type":"string"},"line":{"type":"integer"},
        "layer":{"type":"string","description":"In a book of several folders"}}},
        "RecordList":{"type":"object","required":["items","count"],"properties":{
        "items":{"type":"array","items":{"$ref":"#/components/schemas/Record"}},
        "count":{"type":"integer"},
        "removed":{"type":"array","description":"What layers took out of the book",
        "items":{"type":"object","required":["id","reason","origin","removed"],"properties":{
        "id":{"type":"string"},"reason":{"type":"object"},
        "origin":{"$ref":"#/components/schemas/Origin"},
        "removed":{"$ref":"#/components/schemas/Origin"}}}}}}
        """

    private static let service = """
        "Problem":{"type":"object","required":["type","title","status","detail","code"],
        "description":"RFC 9457","properties":{
        "type":{"type":"string","format":"uri"},"title":{"type":"string"},
        "status":{"type":"integer"},"detail":{"type":"string"},
        "code":{"type":"string","description":"Stable over releases"},
        "errors":{"type":"array","items":{"type":"object","required":["code","detail"],
        "properties":{"code":{"type":"string"},"detail":{"type":"string"},
        "pointer":{"type":"string"},"file":{"type":"string"},
        "line":{"type":"integer"},"column":{"type":"integer"}}}}}},
        "Diagnostics":{"type":"array","items":{"type":"object","properties":{
        "severity":{"enum":["error","warning","note"]},"code":{"type":"string"},
        "detail":{"type":"string"},"file":{"type":"string"},
        "line":{"type":"integer"},"column":{"type":"integer"}}}},
        "Status":{"type":"object","properties":{
        "version":{"type":"string"},
        "rules":{"type":"string","description":"The lowest rule folder"},
        "layers":{"type":"array","description":"The rule folders, the lowest first",
        "items":{"type":"object","required":["name","path"],"properties":{
        "name":{"type":"string"},"path":{"type":"string"},"files":{"type":"integer"},
        "added":{"type":"integer"},"changed":{"type":"integer"},
        "removed":{"type":"integer"}}}},
        "weights":{"type":"object","required":["state"],"properties":{
        "state":{"enum":["absent","used","adapted"]},"file":{"type":"string"},
        "unknown":{"type":"array","items":{"type":"string"},
        "description":"Categories that the weights do not know"}}},
        "ruleset":{"type":"string"},"generation":{"type":"integer","minimum":1},
        "loaded_at":{"type":"string","format":"date-time"},
        "counts":{"type":"object","additionalProperties":{"type":"integer"}},
        "last_attempt":{"type":"object","properties":{
        "trigger":{"enum":["start","signal","request","poll"]},
        "outcome":{"enum":["loaded","unchanged","failed"]},
        "at":{"type":"string","format":"date-time"},"seconds":{"type":"number"},
        "diagnostics":{"$ref":"#/components/schemas/Diagnostics"}}}}},
        "Reloaded":{"type":"object","properties":{
        "outcome":{"enum":["loaded","unchanged"]},"ruleset":{"type":"string"},
        "generation":{"type":"integer"},"loaded_at":{"type":"string","format":"date-time"},
        "diagnostics":{"$ref":"#/components/schemas/Diagnostics"}}},
        "Health":{"type":"object","properties":{"status":{"type":"string"}}},
        "Document":{"type":"object","description":"OpenAPI 3.1"}
        """
}

extension Recommendation {
    /// The same results and scores without what tells why, which is most of the memory they take.
    package var withoutReasons: Recommendation {
        var bare = self
        for index in categories.indices {
            bare.categories[index].evidence = []
            bare.categories[index].because = []
            bare.categories[index].parts = []
        }
        bare.framing?.because = []
        bare.approach?.axes = []
        bare.approach?.barriers = []
        bare.approach?.cautions = []
        for index in partners.indices {
            bare.partners[index].because = []
            bare.partners[index].parts = []
        }
        for index in policies.indices {
            bare.policies[index].because = []
            bare.policies[index].parts = []
        }
        for index in questions.indices { bare.questions[index].items = [] }
        bare.outcomes = []
        bare.misses = []
        return bare
    }
}

/// The same in English.
extension RuledOutCues {
    static let english =
        ScopeCue.list(
            .flag(.ruledOut),
            .soFar,
            [
                "(is|are|was|were|isn't|aren't|it's|they're|looks|look|seems|stays|remains|been) (really |quite |all |still |perfectly |pretty |)(fine|good|ok|okay|great|healthy|solid|strong|steady|happy|settled|sorted|sorted out|covered|in place|ready|booming|full|loyal|wonderful|excellent|skilled|taken care of|under control|profitable|never an issue|not the problem|not a problem|not the issue|not an issue|not our problem|not my problem|not the question|not the worry|no problem|no issue|no concern|not in doubt|secure|secured|plenty|sound|stable)",
                "(isn't|aren't|wasn't|was never|is never|were never) (really |)(the problem|a problem|the issue|an issue|our problem|the question|the trouble|the point|in doubt)",
                "(going|doing|selling|running|working|works|sells|runs|performing) (very |really |)(well|fine|great|smoothly|ok)",
                "has been (fine|good|solved|settled|strong|steady)",
                "(is|are|was|were|it's|they're|that's|has been|have been|i'm|we're) (all |now |already |)(adequate|sufficient|ample|lovely|keen|willing|eager|arranged|decided|agreed|granted|approved|funded|paid for|set aside|handled|done|signed|finished|done with|there|available|in good hands|on board|on order|doing well|doing fine|well known|known|busy|happy to|modern|brand new|recent|new and run well|as good as ever|back to normal)",
                "(is|are)(n't| not) (really |)(lacking|scarce|missing|short|the difficulty|difficult to find|hard to find|a worry|my worry|our worry|a concern|our concern|the obstacle|a question|the reason|what (we|i))",
                "(isn't|aren't|is not|are not|not) (my|our) (worry|concern|difficulty|question|trouble)",
                "(is|are) the least of", "not my worry",
                "(fine|good|ok|taken care of|sorted|settled|no problem) (as (it is|they are)|for now)",
                "paid for", "set aside", "taken (good |)care of", "in place",
                "in good hands",
                "(nobody|no one)( here|) (is leaving|leaves|quits|has left|will be dismissed|is short of)",
                "keep (coming|calling|asking|growing)",
                "(customers|orders|clients|guests|sales|bookings) (are|is|keep|remain|stay) (happy|steady|coming|loyal|up|growing|rising|good|stable|regular)",
                "in the black",
                "(turn|turning|turns) (customers|people|work|orders|clients|guests|jobs) (away|down)",
                "more (work|orders|customers|jobs|bookings|demand) than", "more than we can",
                "full (until|through|till|up)",
                "never (an issue|a problem|been an issue|been a problem)", "taken care of",
                "fully booked", "sells out", "sold out", "is not what (i|we)", "we can handle",
                "we can manage", "like us", "love our", "love us", "love what we",
            ]
        )
        + ScopeCue.list(
            .flag(.ruledOut),
            .rest,
            [
                "(no|any|not a|without) (problem|problems|trouble|issue|issues|complaints|shortage|lack|worries) (with|of|in|getting|finding|about|selling)",
                "(it's|it is|this is|that's) not about", "not about", "plenty of",
                "(no|zero) (debt|debts|loan|loans|borrowings|shortage|lack|complaints|worries|losses|more (people|staff|machines|products|orders))",
                "nothing owed", "owe (nothing|nobody|no one)",
                "(do not|don't|does not|doesn't|didn't|did not) (want|wish|intend|plan|mean|care|worry|lack|owe|mind|need)( to| about| for| any|)",
                "not lack", "never lack", "not (short|afraid|worried|interested)( of| about| in|)",
                "(have|has|got) all the (people|staff|money|cash|orders|work|customers|equipment) (we|i) need",
                "(is|are) the same", "it is not that", "it's not that", "not that we",
                "(have|has|got|have got|we've|i've) (all the|the right|the|enough|sufficient|ample|cash|good|loyal) (people|staff|money|cash|budget|workers|orders|funds|hands|customers|equipment|machines|right|number)",
                "(have|has) (cash|orders|people|money|staff|customers|work|savings)",
                "can (borrow|afford|pay|fund|finance)", "(will|would|can|could) lend (me|us)",
                "no (new |)(machine|machines|loan|money|staff|website|product|products|successor)(s|) (please|needed|required|is needed|are needed)",
                "no question (about|of)",
                "(made|make|makes|making|turn|turns) a (good |decent |small |steady |fair |)profit",
                "(have|has|got|with|are|is) (more than |)enough",
                "(already|we've already) (have|has|got|hired|sorted|settled|solved|paid|secured|found|bought|chose|chosen|built)",
                "(don't|do not|doesn't|does not) need", "not short of",
                "not looking (for|to)", "not worried about",
                "(have|has|got) the (money|cash|staff|people|orders|budget|funds|data)", "no debt",
                "not a question of", "not a matter of",
                "(we have|we've got|i have) (good|great|loyal|steady|strong|many|a steady|a full|enough|plenty|lots of) (staff|people|customers|orders|sales|money|bookings|clients|workers|product|products|work)",
            ]
        )
        + ScopeCue.list(
            .flag(.ruledOut),
            .clause,
            [
                "(already |)(did|made|built|drew|designed|wrote|handles|handle|does|looks after|took care of|set up) (the|our|all|that|it|them)"
            ]
        )

    /// More states, services and refusals, and what is put behind something else.
    static let moreEnglish =
        ScopeCue.list(
            .flag(.ruledOut),
            .soFar,
            [
                "(is|are|was|were|remains|remain) (all |quite |very |more than |)(in order|relaxed|plentiful|fair|closed|insured|abundant|reliable|satisfied|pleased|right|comfortable|on the board|at the helm|guaranteed)",
                "(is|are)(n't| not) on (my|our|the) (list|agenda|mind|table)",
                "(customers|orders|people|staff|workers|money|cash|hands|demand|space) (we|i) have",
                "(runs|run|sells|sell) (itself|themselves|by itself|by themselves)",
                "(looked after|seen to|dealt with|handled) by",
            ]
        )
        + ScopeCue.list(
            .flag(.ruledOut),
            .rest,
            [
                "(there's|there is|there are|there're|we've got|we have got) (enough|plenty|more than enough)",
                "(rather than|instead of|apart from|never mind|leave aside|leaving aside|setting aside)",
                "no (cash|money|staff|sales|debt|staffing|legal|quality) (worries|problems|troubles|trouble|issues)",
                "no (quarrel|quarrels|dispute|disputes|need to|need for|wish to|intention of|plans to)",
            ]
        )
        + ScopeCue.list(
            .flag(.ruledOut),
            .clause,
            [
                "(none of us|nobody|no one) (here |)(is|are) (in trouble|suing|chasing|complaining|leaving|in debt|copying|quitting)",
                "(nobody|no one) (here |)(needs|has) to",
                "(do not|don't) (tell|advise|offer|send|sell|suggest|recommend) (me|us|to me|to us)",
                "(forget|never mind|leave out) (the|about|my|our)",
                "(i|we) (gave|have given|'ve given) up (on|the)",
            ]
        )

    /// What somebody believed or hopes for is not so.
    static let englishBeliefs =
        ScopeCue.list(
            .belief,
            .clause,
            [
                "(we|i|he|she|they|everyone|everybody|my father|the bank) (thought|believed|assumed|hoped|expected|imagined|was told|were told)",
                "(would|we'd|i'd) like (to|it|them)", "the point where", "so that",
                "until (last|this|the)",
                "(was|were) supposed to",
            ]
        )
        + ScopeCue.list(
            .shield,
            .rest,
            ["(it is|it's) not that (nobody|no one|none|nothing|we (do not|don't|lack|have no))"]
        )

    /// `so that isn't it` rules out itself and, as a pronoun, the clause before.
    static let englishPronouns =
        ScopeCue.list(.flag(.ruledOut), .soFar, [settledPronouns])
        + ScopeCue.list(.pronoun, .soFar, [settledPronouns])

    private static let settledPronouns =
        "((that|this|it) (isn't|is not|'s not|wasn't) (it|that|the problem|the issue|the trouble|the point|the question|my worry|our worry)|(that|this) (side|part|bit|matter|chapter) is (closed|settled|done|fine|covered|solved|over)|(those|these) (are not|aren't) (our|my) (headaches|worries|problems|troubles))"
}

import Testing

@Suite struct CommentTests {
    @Test func `comments stay with what they are about when keys move`() throws {
        try expectLayout(
            """
            schema: 1
            kinds:
              # About the entry.
              - title: {ja: い, en: A}  # title
                # About the id.
                id: a  # id
                # The end of the entry.
              # The end of the section.
            # The end of the file.
            """,
            """
            schema: 1

            kinds:
              # About the entry.
              # About the id.
              - id: a  # id
                title: {ja: い, en: A}  # title
                # The end of the entry.
              # The end of the section.
            # The end of the file.

            """
        )
    }

    @Test func `the head of a file stays its head and nothing else gets there`() throws {
        try expectLayout(
            """
            # yaml-language-server: $schema=x.json

            # About the rules.
            rules: []
            # About the version.
            schema: 1
            """,
            """
            # yaml-language-server: $schema=x.json

            # About the rules.
            schema: 1

            rules: []
            # About the version.

            """
        )
    }

    @Test func `a comment in brackets brings a line for each element`() throws {
        try expectLayout(
            """
            a: [one, # first
                # above two
                two,
                three # last
                # end
               ]
            b: {x: 1, # of x
                z: [2]}
            """,
            """
            a:
              - one  # first
              # above two
              - two
              - three  # last
              # end

            b:
              x: 1  # of x
              z: [2]

            """
        )
    }

    @Test func `comments behind keys and dashes find a place`() throws {
        try expectLayout(
            """
            a: # behind a
              # above x
              x: 1
            b: # behind b
              [1, 2]
            c: # behind c
              [1] # behind the value
            d:
              - # behind the dash
                x: 1
              -
                # above z
                z: 2
            e: # behind e
              # below e
              text
            f: > # behind the mark
              text

            """,
            """
            a:  # behind a
              # above x
              x: 1

            b: [1, 2]  # behind b

            # behind c
            c: [1]  # behind the value

            d:
              # behind the dash
              - x: 1

              # above z
              - z: 2

            # behind e
            # below e
            e: text

            f: >  # behind the mark
              text

            """
        )
    }

    @Test func `blank lines between comments stay, one at a time`() throws {
        try expectLayout(
            "a: 1\n\n\n# one\n\n\n# two\n\n\nb:\n\n  - 1\n\n\n  - 2\n\n\n\n# end\n\n\n",
            "a: 1\n\n# one\n\n# two\n\nb:\n  - 1\n\n  - 2\n\n# end\n"
        )
    }

    @Test func `comments are written as they are, a mark in a text is none`() throws {
        let text = "#!x\na: a#b\n\nb: 'a # b'  #  c\t# d\n\n#\n# e\nc: |\n  # text\n# f\n"
        #expect(try formatted(text) == text)
    }

    @Test
    func `a comment behind braces that open moves to the key, behind those of an element above`()
        throws
    {
        let long = String(repeating: "x", count: 90)
        try expectLayout(
            "a: {x: \(long), z: 1} # note\nb:\n  - {x: \(long), z: 1} # note\n",
            """
            a:  # note
              x: \(long)
              z: 1

            b:
              # note
              - x: \(long)
                z: 1

            """
        )
    }

    @Test func `a comment behind brackets that hold comments comes last`() throws {
        try expectLayout(
            "a: [1, # one\n  2] # all\n",
            "a:\n  - 1  # one\n  - 2\n  # all\n"
        )
    }

    @Test func `comments in empty brackets are kept`() throws {
        try expectLayout("a: [ # none\n  ]\nb: 1\n", "# none\na: []\n\nb: 1\n")
    }
}

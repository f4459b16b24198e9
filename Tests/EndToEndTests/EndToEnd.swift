import Testing

/// The tests of the programs as they are run: one after the other, for a test that waits for a
/// program holds a thread that tests of other modules need as well.
@Suite(.serialized) enum EndToEnd {}

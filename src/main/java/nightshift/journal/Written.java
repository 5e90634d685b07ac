package nightshift.journal;

/// What became of a compare-and-set on the ledger.
public enum Written {
    DONE,
    /// Somebody else moved it first: read it again.
    OVERTAKEN,
    /// Nothing was written, and nothing that depends on it may be done.
    UNWRITABLE
}

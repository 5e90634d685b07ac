package nightshift.loop;

/// How much is told of what is proposed and held. What flaps would else fill the journal.
///
/// @param ofProposal holds of one proposal in the journal at most; further ones are counted
/// @param ofIncident the same of all proposals of one incident
public record HoldConfig(int ofProposal, int ofIncident) {
    /// A life has a handful: another remedy first, then a lock, a cool-down, an approval. Of about 600 bytes each.
    public static final HoldConfig DEFAULT = new HoldConfig(20, 200);

    public HoldConfig {
        if (ofProposal < 1 || ofIncident < ofProposal) {
            throw new IllegalArgumentException("expected 1 or more of a proposal and no fewer of an incident, got "
                    + ofProposal + " and " + ofIncident);
        }
    }
}

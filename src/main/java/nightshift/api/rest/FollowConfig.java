package nightshift.api.rest;

/// How many follow what happens, and how patiently.
///
/// @param most followers at one time; more are told to come back
/// @param waiting entries that wait for one follower at most; they are shared, so that one costs a
///     reference, but for those that catch up with the past, about 1 kB an entry
/// @param catchingUp pages of the past that are read in one look, for all who catch up
/// @param silence looks without news after which a comment keeps proxies from closing a line
/// @param patience looks after which who has read nothing of what waits is let go of
public record FollowConfig(int most, int waiting, int catchingUp, int silence, int patience) {
    /// Every page of the product that is open follows: enough for a large company's on-call engineers.
    public static final int MOST = 500;

    static final int LOOK_MILLIS = 250;
    /// Entries that are read at once.
    static final int PAGE = 200;

    public FollowConfig {
        if (most < 1 || waiting < PAGE || catchingUp < 1 || silence < 1 || patience <= silence) {
            throw new IllegalArgumentException("expected room for somebody, for a page of " + PAGE
                    + ", and more patience than silence, got most " + most + ", waiting " + waiting + ", catchingUp "
                    + catchingUp + ", silence " + silence + ", patience " + patience);
        }
    }

    /// Patience of a minute, comments every 15 s.
    public static FollowConfig of(int most) {
        return new FollowConfig(most, 1_000, 4, 60, 240);
    }
}

package nightshift.simulate.world.chance;

/// Waiting for one of several servers, in the long run: M/M/c, corrected to M/G/c.
///
/// Erlang's C formula (A. K. Erlang 1917) by the recursion of Erlang B; the correction for other
/// distributions of work is Lee and Longton's (1959): half of one plus the squared coefficient of
/// variation.
public final class Waiting {
    /// Above this the long run is no guide: what does not fit waits in a [Line] that is counted out.
    public static final double BUSIEST = 0.97;

    private Waiting() {}

    /// Chance that one who comes must wait.
    ///
    /// @param utilisation share of all servers that is busy, below 1
    public static double chance(int servers, double utilisation) {
        double offered = servers * utilisation;
        double blocked = 1;
        for (int server = 1; server <= servers; server++) {
            blocked = offered * blocked / (server + offered * blocked);
        }
        return blocked / (1 - utilisation * (1 - blocked));
    }

    /// Mean wait in the unit of `serviceTime`.
    ///
    /// @param variation coefficient of variation of the service time
    public static double mean(int servers, double utilisation, double serviceTime, double variation) {
        double busy = Math.min(utilisation, BUSIEST);
        if (busy <= 0) {
            return 0;
        }
        double wait = chance(servers, busy) * serviceTime / (servers * (1 - busy));
        return wait * (1 + variation * variation) / 2;
    }

    /// How many may begin in a second at places that each hold one for `hold` seconds (exponentially), so
    /// that at its end no more than `places` are held.
    ///
    /// @param held how many are held at the second's beginning
    public static double room(double places, int held, double hold) {
        double staying = Math.exp(-1 / hold);
        double free = places - held * staying;
        return Math.max(0, free / (hold * (1 - staying)));
    }
}

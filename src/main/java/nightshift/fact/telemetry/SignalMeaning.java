package nightshift.fact.telemetry;

import static java.util.Objects.requireNonNull;

/// What the numbers of a signal mean, as far as whoever only has its name needs to know: what a fact says of its
/// signal.
///
/// @param role what it tells about its entity
/// @param unit UCUM unit as the convention writes it: `s`, `1`, `By`, `{request}/s`
/// @param domain which values it can have
/// @param percentile of its observations that a value is, such as 95; 0 where it is a mean, a rate or a level
public record SignalMeaning(SignalRole role, String unit, SignalDomain domain, int percentile) {
    /// The percentile of durations that is judged: a mean is moved by one request that took minutes,
    /// and hides a tenth of them that take seconds.
    public static final int JUDGED = 95;

    /// Of what is no measured signal.
    public static final SignalMeaning NONE = new SignalMeaning(SignalRole.OTHER, "", SignalDomain.FREE);

    public SignalMeaning {
        requireNonNull(role, "role");
        requireNonNull(unit, "unit");
        requireNonNull(domain, "domain");
        if (percentile < 0 || percentile > 100) {
            throw new IllegalArgumentException("a percentile is from 0 to 100, got " + percentile);
        }
    }

    /// Of what is no percentile.
    public SignalMeaning(SignalRole role, String unit, SignalDomain domain) {
        this(role, unit, domain, 0);
    }

    /// Which statistic of its observations a value is, as it stands behind a name: ` (p95)`; empty where it is none.
    public String statistic() {
        return percentile == 0 ? "" : " (p" + percentile + ")";
    }

    /// Whether it is a share of a whole, such as what is used of what there is.
    public boolean share() {
        return unit.equals("1");
    }
}

package nightshift.fact.telemetry;

import static java.util.Objects.requireNonNull;

/// What the numbers of a signal mean, as far as whoever only has its name needs to know: what a fact says of its
/// signal.
///
/// @param role what it tells about its entity
/// @param unit UCUM unit as the convention writes it: `s`, `1`, `By`, `{request}/s`
/// @param domain which values it can have
public record SignalMeaning(SignalRole role, String unit, SignalDomain domain) {
    /// Of what is no measured signal.
    public static final SignalMeaning NONE = new SignalMeaning(SignalRole.OTHER, "", SignalDomain.FREE);

    public SignalMeaning {
        requireNonNull(role, "role");
        requireNonNull(unit, "unit");
        requireNonNull(domain, "domain");
    }

    /// Whether it is a share of a whole, such as what is used of what there is.
    public boolean share() {
        return unit.equals("1");
    }
}

package nightshift.loop;

import java.util.List;

/// Whether this Nightshift can do its work.
///
/// @param live whether the loop turns; false asks for a restart
/// @param ready whether it can observe, decide and act
/// @param reasons one sentence each for what is not as it should be; a paused automation or a degraded forecaster is
///     named here and leaves it ready
public record Health(boolean live, boolean ready, List<String> reasons) {
    public Health {
        reasons = List.copyOf(reasons);
    }
}

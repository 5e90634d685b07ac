package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import nightshift.fact.telemetry.Figure;
import org.jspecify.annotations.Nullable;

/// Whether what a turn decided to send is still what it would decide. Between its guards and the moment
/// of sending a process may be frozen, or its executor full: what was sure then is an old belief when
/// it goes on, so it is not sent, and the next turn asks its guards anew.
///
/// The loop's thread notes turns; calls ask on whatever thread they are sent.
public final class Freshness {
    private final Duration most;
    private final InstantSource clock;
    private volatile @Nullable Instant attended;

    /// @param most age of a decision to send that still counts: a pause between two turns as long is a gap
    /// @param clock the time now
    public Freshness(Duration most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /// @param now when a turn began to act
    void attend(Instant now) {
        attended = now;
    }

    /// When the turn that is going on began to act; null before any did.
    @Nullable
    Instant attended() {
        return attended;
    }

    /// Why what was decided then is not sent; empty when it is.
    ///
    /// @param decided when the turn that decided began to act; null for one that nobody attended
    Optional<String> stale(@Nullable Instant decided) {
        if (decided == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(decided, clock.instant());
        return age.isNegative() || age.compareTo(most) > 0
                ? Optional.of("it was not sent: " + Figure.of(age.abs()) + " passed since it was decided to be")
                : Optional.empty();
    }
}

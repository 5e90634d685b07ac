package nightshift.observe.series;

import java.util.List;
import nightshift.observe.identity.Source;
import nightshift.observe.identity.Subject;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.PointKind;
import nightshift.observe.naming.PointListener;
import org.jspecify.annotations.Nullable;

/// What a time series of a sender is: whose, of what kind, and which aggregates it feeds.
///
/// @param source who sends it
/// @param kind how to read its points
/// @param factor from the sender's unit to ours
/// @param failed whether its observations are errors
/// @param targets what it feeds; empty when no series comes of it
/// @param about whom it is about
public record Stream(
        Source source, PointKind kind, double factor, boolean failed, List<Aggregate> targets, About about) {
    public Stream {
        targets = List.copyOf(targets);
    }

    /// Whom a time series is about, and what it tells beside its values.
    ///
    /// @param subject whose it is
    /// @param listener is told each value as sent
    /// @param unused why no series comes of it; null if one does, or if none should
    /// @param limits shares of which it says what there is
    public record About(
            Subject subject,
            PointListener listener,
            @Nullable DropReason unused,
            List<Aggregate> limits) {
        public About {
            limits = List.copyOf(limits);
        }

        About(Subject subject, PointListener listener, @Nullable DropReason unused) {
            this(subject, listener, unused, List.of());
        }

        static About of(Subject subject) {
            return new About(subject, PointListener.NONE, null);
        }
    }

    /// Whether one of its aggregates asks how its durations are distributed.
    public boolean sketched() {
        return kind.histogram() && targets.stream().anyMatch(target -> target.durations() != null);
    }

    /// A point of it came.
    public void heard(long nanos) {
        source.sent(nanos);
        about.subject().heard(nanos);
    }
}

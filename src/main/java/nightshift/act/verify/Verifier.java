package nightshift.act.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;

/// Judges whether an action helped, by the signal that triggered it, on data that began after the action ended, against
/// the band from before the incident. Pure: what was seen goes in and comes out as a [VerificationProgress].
public final class Verifier {
    private final VerifyConfig config;

    public Verifier(VerifyConfig config) {
        this.config = config;
    }

    /// Counts the newest window, if it is fresh and was not counted before.
    ///
    /// @param done when the target was done
    public VerificationProgress observe(VerificationProgress streak, Trigger trigger, Readings readings, Instant done) {
        Optional<Reading> newest = TriggerReading.of(trigger, readings);
        if (newest.isEmpty()
                || !fresh(newest.get(), done)
                || !newest.get().windowEnd().isAfter(streak.lastWindow())) {
            return streak;
        }
        double value = newest.get().value();
        return streak.next(
                newest.get().windowEnd(),
                value,
                TriggerReading.inside(trigger, value),
                TriggerReading.worse(trigger, value, config.worse().factorOf(trigger.signal()))
                        && !TriggerReading.easing(trigger, streak.lastValue(), value));
    }

    private boolean fresh(Reading reading, Instant done) {
        Instant began = reading.windowEnd().minus(config.window());
        return !began.isBefore(done.plus(config.settle()));
    }

    /// The verdict so far; PENDING until it is clear.
    ///
    /// @param watched since when somebody looks: the time for a verdict does not run while the process is down
    public Verification judge(VerificationProgress streak, Decision decision, Instant watched, Instant now) {
        Trigger trigger = decision.trigger();
        if (streak.inside() >= config.healthyWindows()) {
            return verdict(Verification.State.HEALED, trigger, streak, "is back for " + streak.inside() + " windows");
        }
        if (streak.worse() >= config.worse().windows()) {
            return verdict(
                    Verification.State.WORSE,
                    trigger,
                    streak,
                    "was " + number(trigger.value()) + " at the decision and got worse for " + streak.worse()
                            + " windows");
        }
        Duration deadline = config.deadlines().of(decision.action().type());
        if (now.isBefore(watched.plus(config.settle()).plus(deadline)) || returning(streak, now)) {
            return new Verification(
                    Verification.State.PENDING,
                    streak.inside() + " of " + config.healthyWindows() + " windows in a row are as before");
        }
        if (streak.fresh() < config.healthyWindows() || stale(streak, now)) {
            return new Verification(
                    Verification.State.INCONCLUSIVE,
                    trigger.signal() + " of " + trigger.entity().label() + " sent " + streak.fresh()
                            + " windows after the action, too few or too old to tell");
        }
        return verdict(Verification.State.NOT_HEALED, trigger, streak, "is not back after " + deadline);
    }

    /// On its way back at the deadline: it may finish its row of windows.
    private boolean returning(VerificationProgress streak, Instant now) {
        return streak.inside() > 0 && !stale(streak, now);
    }

    private boolean stale(VerificationProgress streak, Instant now) {
        return streak.fresh() == 0
                || Duration.between(streak.lastWindow(), now)
                                .compareTo(config.window().multipliedBy(config.healthyWindows()))
                        > 0;
    }

    private static Verification verdict(
            Verification.State state, Trigger trigger, VerificationProgress streak, String what) {
        String reason = String.format(
                Locale.ROOT,
                "%s of %s %s: %s, expected %s",
                trigger.signal(),
                trigger.entity().label(),
                what,
                number(streak.lastValue()),
                usual(trigger.expected()));
        return new Verification(state, reason);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /// A threshold has one side only; the other end of its band means nothing to people.
    private static String usual(Band band) {
        if (band.low() == -Double.MAX_VALUE) {
            return "at most " + number(band.high());
        }
        return band.high() == Double.MAX_VALUE
                ? "at least " + number(band.low())
                : number(band.low()) + " to " + number(band.high());
    }
}

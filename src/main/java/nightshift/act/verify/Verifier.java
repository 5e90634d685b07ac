package nightshift.act.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Trigger;
import nightshift.fact.decision.VerificationProgress;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Figure;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalMeaning;

/// Judges whether an action helped, by the signal that triggered it, on data that began after the action
/// ended, against the band from before the incident. Pure: what was seen goes in and comes out as a
/// [VerificationProgress].
public final class Verifier {
    private final VerifyConfig config;

    public Verifier(VerifyConfig config) {
        this.config = config;
    }

    /// Counts the newest window, if it is fresh and was not counted before.
    ///
    /// @param done when the target was done
    public VerificationProgress observe(
            VerificationProgress progress, Trigger trigger, Readings readings, Instant done) {
        Optional<Reading> newest = TriggerReading.of(trigger, readings);
        if (newest.isEmpty()
                || !fresh(newest.get(), done)
                || !newest.get().windowEnd().isAfter(progress.lastWindow())) {
            return progress;
        }
        return next(progress, trigger, readings, newest.get());
    }

    private VerificationProgress next(
            VerificationProgress progress, Trigger trigger, Readings readings, Reading window) {
        double value = window.value();
        Instant end = window.windowEnd();
        if (!TriggerReading.inside(trigger, value)) {
            double factor = config.worse().factorOf(trigger.meaning().role());
            boolean worse = TriggerReading.worse(trigger, value, factor)
                    && !TriggerReading.easing(trigger, progress.lastValue(), value);
            return progress.outside(end, value, worse);
        }
        if (TriggerReading.collapsed(trigger, value, config.proof().collapsed())
                || SecondView.contradicts(trigger, readings, window)) {
            return progress.outside(end, value, false);
        }
        TriggerLoad load = TriggerLoad.of(trigger, readings, window);
        return load.share() < config.proof().share()
                ? progress.thin(end, value)
                : progress.inside(end, value, load.requests());
    }

    private boolean fresh(Reading reading, Instant done) {
        Instant began = reading.windowEnd().minus(reading.step());
        return !began.isBefore(done.plus(config.settle()));
    }

    /// The verdict so far; PENDING until it is clear.
    ///
    /// @param readings of now
    /// @param watched since when somebody looks: the time for a verdict does not run while the process is down
    public Verification judge(
            VerificationProgress progress, Decision decision, Readings readings, Instant watched, Instant now) {
        Trigger trigger = decision.trigger();
        Optional<Reading> reading = TriggerReading.of(trigger, readings);
        Optional<Duration> step = reading.map(Reading::step);
        int healthy = config.healthy().windows(step.orElse(Duration.ZERO));
        boolean proven = progress.inside() >= healthy
                && progress.requests() >= config.proof().requests();
        if (step.isPresent() && proven) {
            return verdict(
                    Verification.State.HEALED, trigger, progress, "is back for " + progress.inside() + " windows");
        }
        if (step.isPresent()
                && progress.worse() >= config.worse().windows().windows(step.get())
                && reading.get().fresh(now, config.young())) {
            return verdict(
                    Verification.State.WORSE,
                    trigger,
                    progress,
                    "was " + Figure.of(trigger.value(), trigger.meaning()) + " at the decision and got worse for "
                            + progress.worse() + " windows");
        }
        Duration deadline = deadline(decision, step.orElse(Duration.ZERO));
        boolean stale = step.isEmpty() || stale(progress, step.get(), now);
        boolean returning = progress.inside() > 0 && progress.inside() < healthy && !stale; // it may finish its row
        if (now.isBefore(watched.plus(config.settle()).plus(deadline)) || returning) {
            return new Verification(
                    Verification.State.PENDING,
                    progress.inside() + " of " + healthy + " windows in a row are as before");
        }
        if (progress.thin() > 0 || progress.inside() >= healthy) {
            return verdict(
                    Verification.State.INCONCLUSIVE, trigger, progress, "is back, but too little was asked to tell");
        }
        if (progress.fresh() < healthy || stale) {
            return new Verification(
                    Verification.State.INCONCLUSIVE,
                    trigger.signal() + " of " + trigger.entity().label() + " sent " + progress.fresh()
                            + " windows after the action, too few or too old to tell");
        }
        return verdict(Verification.State.NOT_HEALED, trigger, progress, "is not back after " + Figure.of(deadline));
    }

    /// As configured, but not before the signal can have shown its windows: the first that began after
    /// the action ends up to two steps later.
    private Duration deadline(Decision decision, Duration step) {
        Duration asked = config.deadlines().of(decision.action().type());
        Duration shown = step.multipliedBy(config.healthy().windows(step) + 2L);
        return shown.compareTo(asked) > 0 ? shown : asked;
    }

    private boolean stale(VerificationProgress progress, Duration step, Instant now) {
        return progress.fresh() == 0
                || progress.lastWindow().plus(config.healthy().lasting(step)).isBefore(now);
    }

    private static Verification verdict(
            Verification.State state, Trigger trigger, VerificationProgress progress, String what) {
        SignalMeaning meaning = trigger.meaning();
        String reason = trigger.signal() + meaning.statistic() + " of "
                + trigger.entity().label() + " " + what + ": " + Figure.of(progress.lastValue(), meaning)
                + ", expected " + usual(trigger.expected(), meaning);
        return new Verification(state, reason);
    }

    /// A threshold has one side only; the other end of its band means nothing to people.
    private static String usual(Band band, SignalMeaning meaning) {
        if (band.low() == -Double.MAX_VALUE) {
            return "at most " + Figure.of(band.high(), meaning);
        }
        return band.high() == Double.MAX_VALUE
                ? "at least " + Figure.of(band.low(), meaning)
                : Figure.of(band.low(), meaning) + " to " + Figure.of(band.high(), meaning);
    }
}

package nightshift.app.settings;

import io.smallrye.config.WithConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nightshift.app.settings.Converters.AsCount;
import nightshift.app.settings.Converters.AsDuration;
import nightshift.app.settings.Converters.AsFlag;
import nightshift.decide.DecideConfig;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.decision.DecisionConfig;
import nightshift.decide.live.FactLimits;
import nightshift.decide.live.LiveConfig;
import nightshift.decide.live.RehearsalConfig;

/// What the deciding stage can be told.
final class DecideKeys {
    private DecideKeys() {}

    interface Rules {
        @WithConverter(AsCount.class)
        Optional<Integer> steps();

        @WithConverter(AsCount.class)
        Optional<Integer> firings();

        @WithConverter(AsDuration.class)
        Optional<Duration> budget();

        @WithConverter(AsCount.class)
        Optional<Integer> failures();

        @WithConverter(AsDuration.class)
        Optional<Duration> latest();

        Facts facts();

        Rehearsing rehearsal();
    }

    interface Rehearsing {
        @WithConverter(AsCount.class)
        Optional<Integer> megabytes();

        @WithConverter(AsDuration.class)
        Optional<Duration> time();

        @WithConverter(AsFlag.class)
        Optional<Boolean> waiting();
    }

    interface Facts {
        @WithConverter(AsCount.class)
        Optional<Integer> type();

        @WithConverter(AsCount.class)
        Optional<Integer> few();

        @WithConverter(AsCount.class)
        Optional<Integer> service();

        @WithConverter(AsCount.class)
        Optional<Integer> text();
    }

    interface Escalation {
        @WithConverter(AsDuration.class)
        Optional<Duration> rung();

        @WithConverter(AsDuration.class)
        Optional<Duration> untouched();
    }

    static DecideConfig filled(Configuration written, Path directory) {
        DecideConfig usual = DecideConfig.of(directory);
        Rules rules = written.rules();
        FactLimits facts = usual.live().facts();
        RehearsalConfig rehearsal = usual.live().rehearsal();
        EvaluationLimits evaluation = usual.evaluation();
        DecisionConfig decision = usual.decision();
        return new DecideConfig(
                new LiveConfig(
                        directory,
                        new FactLimits(
                                rules.facts().type().orElse(facts.ofType()),
                                rules.facts().few().orElse(facts.ofFew()),
                                rules.facts().service().orElse(facts.ofService()),
                                rules.facts().text().orElse(facts.text())),
                        rules.failures().orElse(usual.live().failures()),
                        new RehearsalConfig(
                                rules.rehearsal().megabytes().orElse(rehearsal.megabytes()),
                                rules.rehearsal().time().orElse(rehearsal.time()),
                                rules.rehearsal().waiting().orElse(rehearsal.waiting()),
                                rehearsal.by())),
                new EvaluationLimits(
                        rules.firings().orElse(evaluation.firings()),
                        rules.steps().orElse(evaluation.steps()),
                        rules.budget().orElse(evaluation.budget()),
                        evaluation.watchdog()),
                new DecisionConfig(
                        written.escalation().rung().orElse(decision.nextRung()),
                        written.escalation().untouched().orElse(decision.untouched())),
                rules.latest().orElse(usual.atLatest()));
    }
}

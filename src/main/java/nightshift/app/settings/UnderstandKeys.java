package nightshift.app.settings;

import io.smallrye.config.WithConverter;
import java.time.Duration;
import java.util.Optional;
import nightshift.app.settings.Converters.AsCount;
import nightshift.app.settings.Converters.AsDuration;
import nightshift.app.settings.Converters.AsFactor;
import nightshift.app.settings.Converters.AsPatience;
import nightshift.app.settings.Converters.AsShare;
import nightshift.fact.telemetry.Patience;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.incident.IncidentConfig;
import nightshift.understand.incident.OpeningConfig;

/// What the understanding stage can be told.
final class UnderstandKeys {
    private UnderstandKeys() {}

    interface Incidents {
        @WithConverter(AsPatience.class)
        Optional<Patience> felt();

        @WithConverter(AsPatience.class)
        Optional<Patience> unready();

        @WithConverter(AsPatience.class)
        Optional<Patience> rollout();

        @WithConverter(AsPatience.class)
        Optional<Patience> strained();

        @WithConverter(AsPatience.class)
        Optional<Patience> queued();

        @WithConverter(AsPatience.class)
        Optional<Patience> pressed();

        @WithConverter(AsFactor.class)
        Optional<Double> far();

        @WithConverter(AsCount.class)
        Optional<Integer> requests();

        @WithConverter(AsShare.class)
        Optional<Double> few();

        @WithConverter(AsShare.class)
        Optional<Double> full();

        @WithConverter(AsPatience.class)
        Optional<Patience> close();

        @WithConverter(AsDuration.class)
        Optional<Duration> suspicion();

        @WithConverter(AsDuration.class)
        Optional<Duration> settles();

        Turned turned();
    }

    interface Turned {
        @WithConverter(AsFactor.class)
        Optional<Double> times();

        @WithConverter(AsDuration.class)
        Optional<Duration> insists();
    }

    static UnderstandConfig remembering(ObserveKeys.Changes written, UnderstandConfig usual) {
        return written.memory().map(usual::remembering).orElse(usual);
    }

    static IncidentConfig incidents(Incidents written, IncidentConfig usual) {
        IncidentConfig.Turned turned = usual.turned();
        return new IncidentConfig(
                opening(written, usual.opening()),
                written.close().orElse(usual.closeAfter()),
                written.suspicion().orElse(usual.suspicion()),
                written.settles().orElse(usual.settles()),
                new IncidentConfig.Turned(
                        written.turned().times().orElse(turned.times()),
                        written.turned().insists().orElse(turned.insists())));
    }

    private static OpeningConfig opening(Incidents written, OpeningConfig usual) {
        return new OpeningConfig(
                written.felt().orElse(usual.felt()),
                written.unready().orElse(usual.unready()),
                written.rollout().orElse(usual.rollout()),
                written.strained().orElse(usual.strained()),
                written.queued().orElse(usual.queued()),
                written.pressed().orElse(usual.pressed()),
                written.far().orElse(usual.far()),
                written.requests().orElse(usual.requests()),
                written.few().orElse(usual.few()),
                written.full().orElse(usual.full()));
    }
}

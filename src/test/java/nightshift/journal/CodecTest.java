package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import org.junit.jupiter.api.Test;

class CodecTest {
    private final Codec codec = new Codec(KnownSignals::meaning);

    @Test
    void everyKindOfFactComesBackAsItWas() {
        for (Fact fact : Examples.facts()) {
            assertThat(codec.read(codec.write(fact), Fact.class)).isEqualTo(fact);
        }
    }

    @Test
    void theExamplesNameEveryKindOfFact() {
        Set<Class<?>> shown = Examples.facts().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(shown)
                .isEqualTo(Arrays.stream(Fact.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @Test
    void aDecisionComesBackWithItsReasons() {
        Decision decision = Examples.decision("d-1", "i-1", Disposition.ACT, Examples.NOON);

        assertThat(codec.read(codec.write(decision), Decision.class)).isEqualTo(decision);
    }

    @Test
    void anOpenIncidentComesBackOpen() {
        Incident incident = Examples.incident("i-1", Examples.NOON);

        assertThat(codec.read(codec.write(incident), Incident.class)).isEqualTo(incident);
    }

    @Test
    void aCommandComesBackAsItsKind() {
        Command command = new Command.SetMode("r", RuleMode.SHADOW, "ada", "too eager", Examples.NOON);

        assertThat(codec.read(codec.write(command), Command.class)).isEqualTo(command);
    }

    @Test
    void fieldsOfANewerVersionAreSkipped() {
        String json = codec.write(Examples.facts().getLast()).replaceFirst("\\{", "{\"added\":1,");

        assertThat(codec.read(json, Fact.class)).isEqualTo(Examples.facts().getLast());
    }

    @Test
    void rowsThatKnewNoMeaningNoClusterAndOneEndOfAnEdgeAreCompleted() {
        // Given what a version wrote to which a signal was a name
        String json = """
                {"fact":"anomaly","entity":{"kind":"EDGE","namespace":"shop","name":"cart","part":"payment"},
                 "signal":"traces.service.graph.request.error.ratio","attributes":{},"direction":"UP","confidence":0.97,
                 "since":"2026-11-24T12:00:00Z","value":0.4,"expected":{"low":0,"forecast":0.01,"high":0.02},"rows":200}
                """;

        // When
        Anomaly anomaly = (Anomaly) codec.read(json, Fact.class);

        // Then
        assertThat(anomaly.entity())
                .isEqualTo(EntityId.edge(EntityId.service("shop", "cart"), EntityId.service("shop", "payment")));
        assertThat(anomaly.meaning()).isEqualTo(new SignalMeaning(SignalRole.CALL_ERRORS, "1", SignalDomain.RATIO));
        assertThat(codec.read(codec.write(anomaly), Fact.class)).isEqualTo(anomaly);
    }

    @Test
    void anIncidentOfAnOlderVersionGoesOnWithTheRolesOfItsSymptoms() {
        // Given
        Incident incident = Examples.incident("i-1", Examples.NOON);
        String older = codec.write(incident)
                .replaceAll(",\"meaning\":\\{[^}]*}", "")
                .replaceAll(",?\"(cluster\":\"\"|ends\":\\[])", "");
        assertThat(older).doesNotContain("meaning", "cluster", "ends");

        // When, Then
        assertThat(codec.read(older, Incident.class)).isEqualTo(incident);
    }
}

package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.CPU;
import static nightshift.decide.Scene.GATEWAY;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.belief;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.decide.decision.OpenIncidents;
import nightshift.fact.Anomaly;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Symptom;
import nightshift.fact.Turn;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

/// Which open incident a rule's reasons are about.
class OpenIncidentsTest {
    private static final EntityId POD = EntityId.instance("shop", "cart", "cart-1");
    private final Incident ofCart = open("i-1", CART, CPU);
    private final Incident ofPod = open("i-2", POD, CPU);
    private final Incident ofGateway = open("i-3", GATEWAY, CPU);

    @Test
    void theOneThatAReasonNamesIsItWhateverTheOthersShow() {
        assertThat(about(rising(CART, CPU, 0.9), ofGateway)).contains(ofGateway);
    }

    @Test
    void elseTheOneThatShowsTheSignalThoughAnEarlierOneIsAboutTheService() {
        assertThat(about(rising(POD, CPU, 0.9))).contains(ofPod);
    }

    @Test
    void elseTheFirstThatIsAboutTheService() {
        assertThat(about(rising(POD, "other", 0.9))).contains(ofCart);
    }

    @Test
    void noneWhereNobodyIsAboutItOrItIsClosed() {
        Incident closed = incident(IncidentState.CLOSED, NOON);
        assertThat(about(rising(EntityId.service("shop", "mail"), CPU, 0.9), closed, new Turn(NOON)))
                .isEmpty();
    }

    private Optional<Incident> about(Fact... because) {
        List<Fact> facts = new ArrayList<>(List.of(ofCart, ofPod, ofGateway));
        facts.addAll(List.of(because));
        return OpenIncidents.of(belief(facts)).about(List.of(because));
    }

    private static Incident open(String id, EntityId entity, String signal) {
        Anomaly shown = rising(entity, signal, 0.9);
        Symptom symptom = new Symptom(
                entity,
                signal,
                shown.meaning(),
                shown.direction(),
                shown.confidence(),
                shown.since(),
                shown.value(),
                shown.expected());
        return new Incident(
                id,
                IncidentState.OPEN,
                entity,
                FailureKind.SATURATION,
                "slow",
                NOON,
                null,
                null,
                List.of(symptom),
                List.of());
    }
}

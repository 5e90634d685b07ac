package nightshift.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalMeaning;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An incident shows an anomaly when one of its symptoms is of the same entity, signal and direction.
class ShownSymptomsTest {
    private static final Band USUAL = new Band(1, 2, 3);

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsLookedUpIsWhatASearchThroughAllSymptomsFinds(int seed) {
        // Given symptoms at random, none at first, some of them twice
        Random random = new Random(seed);
        List<Symptom> symptoms = new ArrayList<>();
        for (int i = 0; i < 3 * seed; i++) {
            Anomaly it = anomaly(random);
            symptoms.add(new Symptom(it.entity(), it.signal(), it.meaning(), it.direction(), 1, it.since(), 9, USUAL));
        }
        Incident incident = incident(symptoms);
        assertThat(incident.symptoms()).isEqualTo(symptoms);

        // Then
        for (int i = 0; i < 200; i++) {
            Anomaly asked = anomaly(random);
            assertThat(incident.shows(asked))
                    .isEqualTo(symptoms.stream()
                            .anyMatch(symptom -> symptom.entity().equals(asked.entity())
                                    && symptom.signal().equals(asked.signal())
                                    && symptom.direction() == asked.direction()));
        }
    }

    /// Of entities that differ in kind, namespace or part alone as well.
    private static Anomaly anomaly(Random random) {
        String name = "service-" + random.nextInt(3);
        EntityId service = EntityId.service("shop" + random.nextInt(2), name);
        EntityId entity = switch (random.nextInt(4)) {
            case 0 -> service;
            case 1 -> EntityId.workload(service.namespace(), name);
            case 2 -> EntityId.instance(service.namespace(), name, "a");
            default -> EntityId.edge(service, EntityId.service("shop" + random.nextInt(2), "a"));
        };
        return new Anomaly(
                entity,
                "signal-" + random.nextInt(2),
                SignalMeaning.NONE,
                Map.of(),
                random.nextBoolean() ? Direction.UP : Direction.DOWN,
                1,
                Instant.EPOCH,
                9,
                USUAL,
                500);
    }

    private static Incident incident(List<Symptom> symptoms) {
        return new Incident(
                "i-1",
                IncidentState.OPEN,
                EntityId.service("shop", "cart"),
                FailureKind.UNKNOWN,
                "cart is slow",
                Instant.EPOCH,
                null,
                null,
                symptoms,
                List.of());
    }
}

package nightshift.understand.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nightshift.fact.Dependency;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.topology.DependencyGraph;
import org.junit.jupiter.api.Test;

class GraphRankingTest {
    private static final EntityId GATEWAY = EntityId.service("shop", "gateway");
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final EntityId PAYMENT = EntityId.service("shop", "payment");
    private static final EntityId DATABASE = EntityId.database("shop", "orders-db");
    private static final DependencyGraph GRAPH = new DependencyGraph(
            List.of(call(GATEWAY, CART), call(GATEWAY, PAYMENT), call(CART, DATABASE), call(PAYMENT, DATABASE)));

    @Test
    void noEvidenceMeansNotInView() {
        // When
        List<Suspect> suspects = rank(List.of(GATEWAY));
        // Then
        assertThat(suspects).singleElement().satisfies(suspect -> {
            assertThat(suspect.entity()).isEqualTo(EntityId.NOT_IN_VIEW);
            assertThat(suspect.probability()).isCloseTo(1, within(1e-9));
        });
    }

    @Test
    void weakEvidenceEverywhereStaysMostlyNotInView() {
        // When
        List<Suspect> suspects = rank(
                List.of(GATEWAY, CART),
                evidence(CART, Channel.OWN_LATENCY, 0.4),
                evidence(GATEWAY, Channel.OWN_LATENCY, 0.4));
        // Then
        assertThat(suspects.getFirst().entity()).isEqualTo(EntityId.NOT_IN_VIEW);
        assertThat(sum(suspects)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aChangeCountsBesideTheTwoStrongestPieces() {
        // Given two that are as slow and as unready, one of them changed a moment ago
        List<Suspect> suspects = rank(
                List.of(CART, PAYMENT),
                evidence(PAYMENT, Channel.READINESS, 2),
                evidence(PAYMENT, Channel.OWN_LATENCY, 1.9),
                evidence(CART, Channel.READINESS, 2),
                evidence(CART, Channel.OWN_LATENCY, 1.9),
                evidence(CART, Channel.CHANGE, 1));
        // Then
        assertThat(suspects.getFirst().entity()).isEqualTo(CART);
        assertThat(suspects.getFirst().probability())
                .isGreaterThan(1.4 * suspects.get(1).probability());
    }

    @Test
    void strongEvidenceOnOneNamesIt() {
        // When
        List<Suspect> suspects = rank(
                List.of(GATEWAY, CART),
                evidence(CART, Channel.SATURATION, 4),
                evidence(DATABASE, Channel.SEEN_BY_CALLERS, 1));
        // Then
        assertThat(suspects.getFirst().entity()).isEqualTo(CART);
        assertThat(suspects.getFirst().probability()).isGreaterThan(0.9);
        assertThat(suspects.getFirst().path()).containsExactly(GATEWAY, CART);
        assertThat(sum(suspects)).isCloseTo(1, within(1e-9));
    }

    @Test
    void suspectThatExplainsMoreSymptomsComesFirst() {
        // When
        List<Suspect> suspects = rank(
                List.of(CART, PAYMENT),
                evidence(CART, Channel.OWN_LATENCY, 3),
                evidence(DATABASE, Channel.SEEN_BY_CALLERS, 3));
        // Then
        assertThat(suspects.getFirst().entity()).isEqualTo(DATABASE);
        assertThat(suspects.getFirst().kind()).isEqualTo(FailureKind.DEPENDENCY_SLOW);
    }

    @Test
    void whatTheSymptomsDoNotDependOnIsNoSuspect() {
        // When
        List<Suspect> suspects =
                rank(List.of(CART), evidence(PAYMENT, Channel.SATURATION, 5), evidence(CART, Channel.OWN_ERRORS, 3));
        // Then
        assertThat(suspects).extracting(Suspect::entity).doesNotContain(PAYMENT);
    }

    @Test
    void recentChangeAloneDoesNotBeatHardEvidenceElsewhere() {
        // When
        List<Suspect> suspects =
                rank(List.of(GATEWAY), evidence(CART, Channel.CHANGE, 1), evidence(PAYMENT, Channel.SATURATION, 3));
        // Then
        assertThat(suspects.getFirst().entity()).isEqualTo(PAYMENT);
    }

    @Test
    void evidenceNamesTheKind() {
        // Then
        assertThat(kind(evidence(CART, Channel.REGRESSION, 4))).isEqualTo(FailureKind.BAD_DEPLOYMENT);
        assertThat(kind(evidence(CART, Channel.CHANGE, 0.9), evidence(CART, Channel.OWN_ERRORS, 3)))
                .isEqualTo(FailureKind.BAD_DEPLOYMENT);
        assertThat(kind(evidence(CART, Channel.CHANGE, 0.9), evidence(CART, Channel.SEEN_BY_CALLERS, 3)))
                .isEqualTo(FailureKind.BAD_DEPLOYMENT);
        assertThat(kind(evidence(CART, Channel.CHANGE, 0.3), evidence(CART, Channel.SEEN_BY_CALLERS, 3)))
                .isEqualTo(FailureKind.DEPENDENCY_SLOW);
        assertThat(kind(evidence(CART, Channel.SILENCE, 4))).isEqualTo(FailureKind.CRASH);
        assertThat(kind(evidence(CART, Channel.SATURATION, 4))).isEqualTo(FailureKind.SATURATION);
        assertThat(kind(evidence(CART, Channel.SATURATION, 4), evidence(CART, Channel.LOAD, 2)))
                .isEqualTo(FailureKind.SURGE);
        assertThat(kind(evidence(CART, Channel.SEEN_BY_CALLERS, 4))).isEqualTo(FailureKind.DEPENDENCY_SLOW);
        assertThat(kind(evidence(CART, Channel.OWN_ERRORS, 4))).isEqualTo(FailureKind.UNKNOWN);
    }

    private static FailureKind kind(Evidence... evidence) {
        return Classification.of(List.of(evidence));
    }

    private static List<Suspect> rank(List<EntityId> symptomatic, Evidence... evidence) {
        Set<EntityId> services = new LinkedHashSet<>(symptomatic);
        return new GraphRanking().rank(services, List.of(evidence), GRAPH);
    }

    private static double sum(List<Suspect> suspects) {
        return suspects.stream().mapToDouble(Suspect::probability).sum();
    }

    private static Evidence evidence(EntityId entity, Channel channel, double strength) {
        return new Evidence(entity, channel, strength, channel + " of " + entity.label());
    }

    private static Dependency call(EntityId caller, EntityId callee) {
        return new Dependency(caller, callee, 1, 0, 0.01, Instant.EPOCH);
    }
}

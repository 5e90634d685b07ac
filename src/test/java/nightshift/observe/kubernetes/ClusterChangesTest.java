package nightshift.observe.kubernetes;

import static nightshift.observe.kubernetes.Known.NOON;
import static nightshift.observe.kubernetes.Known.cart;
import static nightshift.observe.kubernetes.Known.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.observe.intake.ClusterIntake.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody changed, from one look at a cluster to the next.
class ClusterChangesTest {
    private final ClusterState state = new ClusterState("");
    private final ClusterChanges changes = new ClusterChanges();
    private Instant now = NOON.plusSeconds(1);

    @Test
    void whatIsSeenForTheFirstTimeWasThereBefore() {
        // When
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));

        // Then
        assertThat(look()).isEmpty();
    }

    @Test
    void whatWasRolledOutShortlyBeforeAnybodyLookedIsAChange() {
        // When: revision 2 was written at noon, which is a second ago
        put(cart(2, 2, "1.5"), set(1, "1.4", "aaa"), set(2, "1.5", "bbb"));

        // Then
        assertThat(look()).singleElement().satisfies(told -> {
            Change change = told.change();
            assertThat(change.kind()).isEqualTo(ChangeKind.DEPLOYMENT);
            assertThat(change.previousVersion()).isEqualTo("1.4");
            assertThat(change.version()).isEqualTo("1.5");
            assertThat(change.by()).isEqualTo("kubectl-set");
            assertThat(change.at()).isEqualTo(NOON);
            assertThat(told.template()).isEqualTo("bbb");
        });
    }

    @Test
    void itIsTheSameChangeForWhoLookedAndForWhoCameLater() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();
        put(cart(2, 2, "1.5"), set(2, "1.5", "bbb"));
        String live = look().getFirst().change().id();

        // When
        List<Told> later = new ClusterChanges().look(state.wholes(), now.plusSeconds(60));

        // Then
        assertThat(later).extracting(told -> told.change().id()).containsExactly(live);
    }

    @ParameterizedTest
    @CsvSource({"7200, 1", "7201, 0"})
    void whatWasRolledOutLongBeforeWasThere(long seconds, int changes) {
        // Given
        put(cart(2, 2, "1.5"), set(1, "1.4", "aaa"), set(2, "1.5", "bbb"));

        // When
        now = NOON.plusSeconds(seconds);

        // Then
        assertThat(look()).hasSize(changes);
    }

    @Test
    void anotherImageIsADeploymentByWhoWroteTheTemplate() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();

        // When
        put(cart(2, 2, "1.5"), set(2, "1.5", "bbb"));

        // Then
        assertThat(look()).singleElement().satisfies(told -> {
            Change change = told.change();
            assertThat(change.kind()).isEqualTo(ChangeKind.DEPLOYMENT);
            assertThat(change.previousVersion()).isEqualTo("1.4");
            assertThat(change.version()).isEqualTo("1.5");
            assertThat(change.by()).isEqualTo("kubectl-set");
            assertThat(change.at()).isEqualTo(NOON);
            assertThat(change.summary()).isEqualTo("cart goes from 1.4 to 1.5, revision 1 to 2");
            assertThat(told.template()).isEqualTo("bbb");
        });
    }

    @Test
    void aRolloutIsToldOnceItsPodsHaveATemplate() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();

        // When the replica set comes later than the deployment
        put(cart(2, 2, "1.5"));
        List<Told> before = look();
        put(set(2, "1.5", "bbb"));

        // Then
        assertThat(before).isEmpty();
        assertThat(look()).extracting(Told::template).containsExactly("bbb");
        assertThat(look()).isEmpty();
    }

    @Test
    void aRolloutOfWhichNoPodsAreMadeIsToldAllTheSame() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();
        put(cart(2, 2, "1.5"));
        look();

        // When
        now = now.plusSeconds(10);

        // Then
        assertThat(look()).extracting(told -> told.change().version()).containsExactly("1.5");
    }

    @Test
    void goingBackIsAChangeToWhatRanBefore() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();
        put(cart(2, 2, "1.5"), set(2, "1.5", "bbb"));
        look();

        // When
        put(cart(3, 2, "1.4"), set(3, "1.4", "aaa"));

        // Then
        assertThat(look()).extracting(Told::template).containsExactly("aaa");
    }

    @Test
    void anotherTemplateOfTheSameImageIsAnotherConfiguration() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();

        // When
        put(cart(2, 2, new Kept.Template("with another variable", "", Map.of("cart", "1.4"))), set(2, "1.4", "bbb"));

        // Then
        assertThat(look()).map(Told::change).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(ChangeKind.CONFIGURATION);
            assertThat(change.previousVersion()).isEqualTo("aaa");
            assertThat(change.version()).isEqualTo("bbb");
        });
    }

    @Test
    void aTemplateThatSaysNoMoreThanWhenToStartAnewIsARestart() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();

        // When
        put(cart(2, 2, new Kept.Template("1.4", "at noon", Map.of("cart", "1.4"))), set(2, "1.4", "bbb"));

        // Then
        assertThat(look()).extracting(told -> told.change().kind()).containsExactly(ChangeKind.RESTART);
    }

    @Test
    void anotherNumberOfReplicasIsAScaling() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();

        // When
        put(cart(1, 5, "1.4"));

        // Then nobody knows more of the time than that it is so now
        assertThat(look()).map(Told::change).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(ChangeKind.SCALING);
            assertThat(change.by()).isEqualTo("kubectl");
            assertThat(change.at()).isEqualTo(now);
            assertThat(change.summary()).isEqualTo("cart is to have 5 replicas, before it 2");
        });
    }

    @Test
    void whatAControllerScalesIsItsAutoscalersDoing() {
        // Given
        put(
                cart(1, 2, "1.4"),
                set(1, "1.4", "aaa"),
                new Kept.Scaler("shop", "Deployment", "cart", new ClusterWorkload.Autoscaler("cart-hpa", 2, 6)));
        look();

        // When
        put(byController(cart(2, 4, "1.4")));

        // Then
        assertThat(look()).extracting(told -> told.change().by()).containsExactly("autoscaler cart-hpa");
    }

    @Test
    void whatNightshiftScaledIsItsOwnWhateverDecisionItWas() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();

        // When: the decision's id is in the name of who owns the field
        put(with(cart(2, 4, "1.4"), false, new Kept.Author("nightshift-2d66a090f9ad4e63", null)));

        // Then
        assertThat(look())
                .allSatisfy(told -> assertThat(told.change().byNightshift()).isTrue())
                .hasSize(1);
    }

    @Test
    void ofAPausedDeploymentNothingIsToldUntilItGoesOn() {
        // Given
        put(cart(1, 2, "1.4"), set(1, "1.4", "aaa"));
        look();

        // When
        put(paused(cart(2, 2, "1.5")));
        now = now.plusSeconds(3_600);
        List<Told> meanwhile = look();
        put(cart(3, 2, "1.5"), set(3, "1.5", "bbb"));

        // Then
        assertThat(meanwhile).isEmpty();
        assertThat(look()).extracting(told -> told.change().previousVersion()).containsExactly("1.4");
    }

    private static Kept.Workload byController(Kept.Workload cart) {
        return with(cart, false, new Kept.Author("kube-controller-manager", null));
    }

    private static Kept.Workload paused(Kept.Workload cart) {
        return with(cart, true, cart.scaled());
    }

    private static Kept.Workload with(Kept.Workload cart, boolean paused, Kept.Author scaled) {
        return new Kept.Workload(
                cart.kind(),
                cart.namespace(),
                cart.name(),
                cart.uid(),
                cart.generation(),
                cart.observed(),
                cart.counts(),
                cart.pods(),
                paused,
                "1",
                cart.updating(),
                cart.progressing(),
                cart.stalled(),
                cart.template(),
                cart.templated(),
                scaled,
                cart.labels());
    }

    private void put(Kept... objects) {
        for (Kept object : objects) {
            state.take(new Delta.Put(Kind.POD, object));
        }
    }

    private List<Told> look() {
        return changes.look(state.wholes(), now);
    }
}

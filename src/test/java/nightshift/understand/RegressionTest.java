package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.DATABASE;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import nightshift.fact.Change;
import nightshift.fact.FailureKind;
import nightshift.fact.Regression;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Release;
import nightshift.fact.inventory.Replica;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegressionTest {
    private final HandMadeShop shop = HandMadeShop.warm();

    @BeforeEach
    void oldVersionRuns() {
        version("v1", 0.05, 0.001, 1);
        shop.windows(30);
    }

    @Test
    void versionWithMoreErrorsIsToBlameWithinAMinute() {
        // When
        Change change = shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.2, 1);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions()).singleElement().satisfies(found -> {
            assertThat(found.entity()).isEqualTo(CART);
            assertThat(found.change()).isEqualTo(change.id());
            assertThat(found.version()).isEqualTo("v2");
            assertThat(found.previousVersion()).isEqualTo("v1");
            assertThat(found.signal()).isEqualTo(ERRORS.name());
            assertThat(found.confidence()).isGreaterThan(0.999);
            assertThat(found.after()).isGreaterThan(found.before());
        });
        shop.blames(CART, FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void healthyVersionIsNotBlamed() {
        // When
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.001, 0);
        shop.windows(3);
        version("v2", 0.051, 0.0012, 1);
        shop.drop(CART, ERRORS, "v1");
        shop.drop(CART, LATENCY, "v1");
        shop.windows(120);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void versionThatNeverBecomesReadyIsToBlame() {
        // When
        shop.deploy(CART, "v2", "v1");
        shop.setVersion(CART, READY, "v2", 0);
        shop.windows(7);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
        shop.windows(5);
        assertThat(shop.belief().regressions())
                .singleElement()
                .extracting(Regression::signal)
                .isEqualTo(READY.name());
    }

    @Test
    void slowVersionIsToBlameOnceItIsWarm() {
        // When
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.12, 0.001, 1);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
        shop.windows(8);
        assertThat(shop.belief().regressions())
                .singleElement()
                .extracting(Regression::signal)
                .isEqualTo(LATENCY.name());
    }

    @Test
    void versionBesideAnOldOneThatDoesAsBadlyIsInnocent() {
        // When
        shop.deploy(CART, "v2", "v1");
        version("v1", 0.3, 0.2, 1);
        version("v2", 0.3, 0.2, 1);
        shop.windows(30);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void versionWhoseTroubleComesFromItsCalleeIsInnocent() {
        // When
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, LATENCY, "v1");
        shop.setVersion(CART, LATENCY, "v2", 0.5);
        shop.set(CART, LATENCY, 0.5);
        shop.call(CART, DATABASE, CALL, 0.46);
        shop.call(CATALOGUE, DATABASE, CALL, 0.46);
        shop.windows(30);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
        shop.blames(DATABASE);
    }

    @Test
    void versionWhoseCalleeFailsNowAndThenIsInnocentInBetweenToo() {
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, ERRORS, "v1");
        for (int window = 0; window < 30; window++) {
            fails(window % 3 == 0 ? 0.3 : 0.001, window % 3 == 0 ? 0.3 : 0.001);
            assertThat(shop.belief().regressions()).isEmpty();
        }
    }

    @Test
    void versionThatFailsWhileItsCalleeFailedForAMomentIsToBlame() {
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, ERRORS, "v1");
        fails(0.1, 0.3);
        for (int window = 0; window < 29; window++) {
            fails(0.1, 0.001);
        }
        assertThat(shop.belief().regressions()).isNotEmpty();
    }

    /// A window in which the new version fails this share of its requests, and the database that share of its calls.
    private void fails(double version, double database) {
        shop.setVersion(CART, ERRORS, "v2", version);
        shop.set(CART, ERRORS, version);
        shop.call(CART, DATABASE, CALL_ERRORS, database);
        shop.windows(1);
    }

    @Test
    void noisyNeighbourOfAnInnocentDeploymentIsTheOneToBlame() {
        // When
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.001, 1);
        shop.windows(3);
        shop.set(CATALOGUE, LATENCY, 0.7);
        shop.call(GATEWAY, CATALOGUE, CALL, 0.7);
        shop.set(GATEWAY, LATENCY, 0.7);
        shop.windows(30);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
        shop.blames(CATALOGUE);
    }

    @Test
    void troubleThatBeginsLongAfterTheNewVersionIsNotItsRegression() {
        // Given
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.001, 1);
        shop.drop(CART, ERRORS, "v1");
        shop.windows(60);
        // When
        shop.setVersion(CART, ERRORS, "v2", 0.3);
        shop.windows(12);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void neighbourThatBeginsSoonAfterAVersionThatDidWellIsNotItsRegression() {
        // Given
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.001, 1);
        shop.drop(CART, LATENCY, "v1");
        shop.drop(CART, ERRORS, "v1");
        shop.windows(12);
        // When
        shop.setVersion(CART, LATENCY, "v2", 0.1);
        shop.windows(15);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void tooFewRequestsProveNothing() {
        // When
        shop.deploy(CART, "v2", "v1");
        shop.setVersionCounted(CART, ERRORS, "v2", 0.5, 4);
        shop.windows(8);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void versionThatAnswersMuchMoreThanTheOldOneDidMayBeSlowByItsLoad() {
        // When
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, LATENCY, "v1");
        shop.setVersionCounted(CART, LATENCY, "v2", 0.12, 1000);
        shop.windows(14);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void versionThatItsSenderCallsOtherwiseIsTheOneThatBeganWithTheChange() {
        // When
        shop.deploy(CART, "image-2", "image-1");
        version("v2", 0.05, 0.2, 1);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions()).singleElement().satisfies(found -> {
            assertThat(found.version()).isEqualTo("image-2");
            assertThat(found.previousVersion()).isEqualTo("image-1");
        });
    }

    @Test
    void versionThatIsBadOnOneOfItsInstancesAloneIsNotTheCause() {
        // Given two instances of three do as well as ever
        shop.runs(replicas("v2", "one", "two", "three"));
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, ERRORS, "v1");
        shop.setVersion(CART, ERRORS, "v2", 0.2);
        instances(0.6, 0.001, 0.001);
        // When
        shop.windows(10);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void versionThatIsBadOnMostOfItsInstancesIsTheCause() {
        // Given
        shop.runs(replicas("v2", "one", "two", "three"));
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, ERRORS, "v1");
        shop.setVersion(CART, ERRORS, "v2", 0.2);
        instances(0.3, 0.001, 0.3);
        // When
        shop.windows(10);
        // Then
        assertThat(shop.belief().regressions()).hasSize(1);
    }

    @Test
    void instanceThatWasBadBeforeIsNoEvidenceAgainstTheVersionItRunsNow() {
        // Given
        shop.runs(replicas("v2", "one"));
        instances(0.001);
        shop.windows(150);
        instances(0.3);
        shop.windows(6);
        shop.deploy(CART, "v2", "v1");
        shop.setVersion(CART, ERRORS, "v2", 0.3);
        // When
        shop.windows(10);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    private void instances(double... errors) {
        String[] names = {"one", "two", "three"};
        for (int i = 0; i < errors.length; i++) {
            shop.set(EntityId.instance("shop", "cart", names[i]), ERRORS, errors[i]);
        }
    }

    private static Deployed replicas(String version, String... names) {
        Release.Version runs = new Release.Version(version, "", "");
        return new Deployed(
                CART,
                List.of(CART),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Arrays.stream(names)
                        .map(name -> new Replica(
                                EntityId.instance("shop", "cart", name),
                                "",
                                runs,
                                Replica.Readiness.UNKNOWN,
                                0,
                                null,
                                Instant.EPOCH))
                        .toList(),
                List.of(new Release(runs, Instant.EPOCH, null)));
    }

    @Test
    void regressionEndsSoonAfterTheOldVersionIsBack() {
        // Given
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.2, 1);
        shop.windows(10);
        // When
        shop.drop(CART, ERRORS, "v2");
        shop.drop(CART, LATENCY, "v2");
        shop.drop(CART, READY, "v2");
        shop.windows(12);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void versionThatIsBeingTakenBackIsNothingToGoBackFromAgain() {
        // Given
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.2, 1);
        shop.windows(10);
        assertThat(shop.belief().regressions()).isNotEmpty();
        // When
        shop.deploy(CART, "v1", "v2");
        // Then
        assertThat(shop.window().regressions()).isEmpty();
    }

    @Test
    void versionThatAnotherFollowsIsStillWorseThanTheOneBefore() {
        // Given
        shop.deploy(CART, "v2", "v1");
        version("v2", 0.05, 0.2, 1);
        shop.windows(10);
        // When
        shop.deploy(CART, "v3", "v2");
        // Then
        assertThat(shop.window().regressions()).isNotEmpty();
    }

    private void version(String version, double seconds, double errors, double ready) {
        shop.setVersion(CART, LATENCY, version, seconds);
        shop.setVersion(CART, ERRORS, version, errors);
        shop.setVersion(CART, READY, version, ready);
    }
}

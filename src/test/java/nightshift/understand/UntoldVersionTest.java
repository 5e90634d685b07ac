package nightshift.understand;

import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.LATENCY;
import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nightshift.fact.Anomaly;
import nightshift.fact.Change;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A change of a service whose processes do not say which version they are.
class UntoldVersionTest {
    private static final List<String> OLD = List.of("one", "two");
    private static final List<String> NEW = List.of("three", "four");

    private final HandMadeShop shop = HandMadeShop.warm();

    @BeforeEach
    void oldInstancesRun() {
        run(OLD, 0.001);
        shop.windows(30);
    }

    @Test
    void whoBeganWithAChangeIsWhatItBrought() {
        // When
        Change change = shop.deploy(CART, "v2", "v1");
        replaced(0.25);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions()).singleElement().satisfies(found -> {
            assertThat(found.entity()).isEqualTo(CART);
            assertThat(found.change()).isEqualTo(change.id());
            assertThat(found.version()).isEqualTo("v2");
            assertThat(found.previousVersion()).isEqualTo("v1");
            assertThat(found.signal()).isEqualTo(ERRORS.name());
        });
        shop.blames(CART, FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void whatIsWorseSinceAChangeIsNotSureWhereNobodyOfBeforeIsSeenBesideIt() {
        // When
        shop.deploy(CART, "v2", "v1");
        replaced(0.25);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions())
                .singleElement()
                .satisfies(found -> assertThat(found.confidence()).isEqualTo(Anomaly.UNCALIBRATED_AT_MOST));
    }

    /// So many windows as are compared, after the one that tells of the change; one fewer is too few.
    @ParameterizedTest
    @CsvSource({"3, false", "4, true"})
    void whatIsWorseThanWhoRunsBesideItIsSure(int windowsBeside, boolean sure) {
        // When
        shop.deploy(CART, "v2", "v1");
        run(NEW, 0.25);
        shop.failing(CART, 0.12);
        shop.windows(windowsBeside);
        replaced(0.25);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions())
                .singleElement()
                .satisfies(found -> assertThat(found.confidence() > Anomaly.UNCALIBRATED_AT_MOST)
                        .isEqualTo(sure));
    }

    @Test
    void whatAVersionThatIsToldDoesIsSureThoughNobodyOfBeforeIsSeenBesideIt() {
        // Given
        shop.setVersion(CART, ERRORS, "v1", 0.001);
        shop.windows(30);
        // When
        shop.deploy(CART, "v2", "v1");
        shop.drop(CART, ERRORS, "v1");
        shop.setVersion(CART, ERRORS, "v2", 0.25);
        replaced(0.25);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions())
                .singleElement()
                .satisfies(found -> assertThat(found.confidence()).isGreaterThan(Anomaly.UNCALIBRATED_AT_MOST));
    }

    @Test
    void whoBeganWithAChangeThatIsToldWhenItIsOverIsWhatItBrought() {
        // Given
        replaced(0.25);
        shop.windows(3);
        // When
        shop.deploy(CART, "v2", "v1");
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions()).hasSize(1);
    }

    @Test
    void whoBeganWithAChangeIsWhatItBroughtThoughThePlatformTellsWhichPodsAreReady() {
        // Given the platform knows versions by their pods' templates
        shop.setVersion(CART, READY, "t1", 1);
        shop.windows(30);
        // When
        shop.deploy(CART, "t2", "t1");
        shop.setVersion(CART, READY, "t2", 1);
        replaced(0.25);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions()).singleElement().satisfies(found -> {
            assertThat(found.version()).isEqualTo("t2");
            assertThat(found.previousVersion()).isEqualTo("t1");
            assertThat(found.signal()).isEqualTo(ERRORS.name());
        });
    }

    @Test
    void whoBeganWithAChangeAndDoesWellIsInnocent() {
        // When
        shop.deploy(CART, "v2", "v1");
        replaced(0.001);
        shop.windows(120);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void whoBeganBesideOthersThatDoAsBadlyIsInnocent() {
        // When
        shop.deploy(CART, "v2", "v1");
        run(OLD, 0.25);
        run(NEW, 0.25);
        shop.failing(CART, 0.25);
        shop.windows(30);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void whoWasThereBeforeAChangeDoesNotRunWhatItBrought() {
        // When
        shop.deploy(CART, "v2", "v1");
        run(OLD, 0.25);
        shop.failing(CART, 0.25);
        shop.windows(30);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void whoBeganLongBeforeAChangeDoesNotRunWhatItBrought() {
        // Given one that was added
        run(NEW, 0.001);
        shop.windows(8);
        // When
        shop.deploy(CART, "v2", "v1");
        run(NEW, 0.25);
        shop.failing(CART, 0.12);
        shop.windows(30);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    @Test
    void whoIsToldApartByItsVersionIsNotToldApartByItsBeginning() {
        // Given
        shop.setVersion(CART, ERRORS, "v1", 0.001);
        shop.windows(30);
        // When the version that is said to have come is nowhere
        shop.deploy(CART, "v2", "v1");
        replaced(0.25);
        shop.windows(6);
        // Then
        assertThat(shop.belief().regressions()).isEmpty();
    }

    private void replaced(double errors) {
        OLD.forEach(name -> {
            shop.drop(instance(name), ERRORS);
            shop.drop(instance(name), LATENCY);
        });
        run(NEW, errors);
        shop.failing(CART, errors);
    }

    private void run(List<String> names, double errors) {
        for (String name : names) {
            shop.setCounted(instance(name), ERRORS, errors, 200);
            shop.setCounted(instance(name), LATENCY, 0.05, 200);
        }
    }

    private static EntityId instance(String name) {
        return EntityId.instance("shop", "cart", name);
    }
}

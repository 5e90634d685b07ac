package nightshift.understand;

import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.ERRORS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A service of which too little is known to be judged by how it usually is.
class YoungServiceTest {
    private static final int FIVE_MINUTES = 30;
    private static final double SOME = 0.06;

    private final HandMadeShop shop = HandMadeShop.warm(FIVE_MINUTES);

    @Test
    void aShareOfFailuresThatCountedRequestsProveIsTroubleWithoutALongPast() {
        // When
        shop.failing(CART, SOME);
        shop.windows(6);
        // Then
        shop.blames(CART);
    }

    @Test
    void theSameShareOfAFewRequestsIsNot() {
        // Given
        HandMadeShop calm = HandMadeShop.warm(FIVE_MINUTES);
        // When
        calm.setCounted(CART, ERRORS, SOME, 40);
        // Then
        assertThat(calm.windows(6).incidents()).isEmpty();
    }

    @Test
    void timesThatAreLongerProveNothingYet() {
        // When
        shop.slow(CART, 0.1);
        // Then
        assertThat(shop.windows(12).incidents()).isEmpty();
    }
}

package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import nightshift.fact.telemetry.Band;
import org.junit.jupiter.api.Test;

class DetectorOutliersTest {
    private final DetectorOutliers outliers = new DetectorOutliers();

    @Test
    void itKnowsTheLeastAndTheMostUnusualAndTheBandThatWasLeft() {
        // When
        outliers.add(verdict(1, 0.995));
        outliers.add(verdict(2, 0.9999));
        outliers.add(verdict(3, 0.992));
        // Then
        assertThat(outliers.nearest()).isEqualTo(verdict(3, 0.992));
        assertThat(outliers.farthest()).isEqualTo(verdict(2, 0.9999));
        assertThat(outliers.windows()).isEqualTo(3);
        assertThat(outliers.before()).isEqualTo(band(1));
    }

    @Test
    void whatIsOverIsForgottenButForTheBandThatWasLeft() {
        // Given
        outliers.add(verdict(1, 0.9999));
        outliers.stood(5);
        // When
        outliers.forget();
        // Then
        assertThat(outliers.nearest()).isNull();
        assertThat(outliers.farthest()).isNull();
        assertThat(outliers.values()).isNull();
        assertThat(outliers.before()).isEqualTo(band(1));
        // When the next begins
        outliers.add(verdict(2, 0.991));
        // Then
        assertThat(outliers.windows()).isEqualTo(1);
        assertThat(outliers.farthest()).isEqualTo(verdict(2, 0.991));
        assertThat(outliers.before()).isEqualTo(band(2));
    }

    @Test
    void whereItWasIsTheMeanOfAllThatWasSeen() {
        // When
        outliers.stood(4);
        outliers.stood(6);
        // Then
        assertThat(Objects.requireNonNull(outliers.values()).mean()).isEqualTo(5);
    }

    private static Band band(double forecast) {
        return new Band(forecast - 0.5, forecast, forecast + 0.5);
    }

    private static DetectorVerdict verdict(double forecast, double confidence) {
        return new DetectorVerdict(band(forecast), confidence, 0, 0, 0);
    }
}

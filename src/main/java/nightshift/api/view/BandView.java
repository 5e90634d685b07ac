package nightshift.api.view;

import nightshift.fact.telemetry.Band;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where a value was expected, in the signal's unit.
@Schema(name = "Band", description = "Where a value was expected, in the signal's unit")
public record BandView(
        @Nullable Double low,
        @Nullable Double high,

        @Schema(description = "the single best guess") @Nullable
        Double forecast) {
    /// Beyond this a bound says "none".
    private static final double UNBOUNDED = 1e300;

    public static BandView of(Band band) {
        return new BandView(finite(band.low()), finite(band.high()), finite(band.forecast()));
    }

    /// JSON has no NaN and no infinity: they are null.
    public static @Nullable Double finite(double value) {
        return Math.abs(value) < UNBOUNDED ? Double.valueOf(value) : null;
    }
}

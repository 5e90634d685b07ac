package nightshift.api.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;

/// Numbers as people read them in a sentence: four significant digits and no trailing zeros.
public final class Figure {
    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private Figure() {}

    public static String percent(double ratio) {
        return Math.round(ratio * 100) + "\u00a0%";
    }

    /// In a unit that reads: `820 ms`, `12 MiB`, `3.4 %`.
    public static String of(double value, SignalMeaning meaning) {
        if (meaning.domain() == SignalDomain.RATIO) {
            return of(value * 100) + "\u00a0%";
        }
        if (!Double.isFinite(value)) {
            return of(value);
        }
        double size = Math.abs(value);
        return switch (meaning.unit()) {
            case "s" ->
                size >= 1 || size == 0
                        ? short3(value) + "\u00a0s"
                        : size >= 0.001 ? short3(value * 1e3) + "\u00a0ms" : short3(value * 1e6) + "\u00a0µs";
            case "By" -> bytes(value, size);
            default -> short3(value);
        };
    }

    private static String bytes(double value, double size) {
        int step = size < 1 ? 0 : Math.min(BYTES.size() - 1, (int) (Math.log(size) / Math.log(1024)));
        return short3(value / Math.pow(1024, step)) + "\u00a0" + BYTES.get(step);
    }

    private static String short3(double value) {
        return of(new BigDecimal(value, new MathContext(3)).doubleValue());
    }

    static String of(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        BigDecimal rounded = new BigDecimal(value, new MathContext(4)).stripTrailingZeros();
        boolean plain = value == 0 || Math.abs(value) >= 0.0001 && Math.abs(value) < 1e9;
        return plain ? rounded.toPlainString() : String.format(Locale.ROOT, "%.3e", value);
    }
}

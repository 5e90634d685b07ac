package nightshift.fact.telemetry;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Numbers as people read them in a sentence: with few digits, no trailing zeros, and in a unit that
/// reads. Every sentence of Nightshift has its numbers from here; the page has a formatter of its own,
/// for the numbers that it gets as numbers.
public final class Figure {
    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final char SPACE = '\u00a0';
    private static final String PERCENT = SPACE + "%";

    /// What is not certain is not rounded to certainty.
    private static final double NEARLY_CERTAIN = 0.9995;

    private static final MathContext THREE = new MathContext(3);
    private static final MathContext FOUR = new MathContext(4);

    private Figure() {}

    /// A share in whole percent.
    public static String percent(double ratio) {
        return Double.isFinite(ratio) ? Math.round(ratio * 100) + PERCENT : of(ratio);
    }

    /// A share, a confidence or a probability in percent, to three digits.
    public static String confidence(double ratio) {
        if (!Double.isFinite(ratio)) {
            return of(ratio);
        }
        boolean nearly = ratio >= NEARLY_CERTAIN && ratio < 1;
        return (nearly ? "above 99.9" : times(ratio * 100)) + PERCENT;
    }

    /// In a unit that reads: `820 ms`, `12 MiB`, `3.4 %`, `7 requests/s`.
    public static String of(double value, SignalMeaning meaning) {
        if (!Double.isFinite(value)) {
            return of(value);
        }
        if (meaning.domain() == SignalDomain.RATIO) {
            return of(value * 100) + PERCENT;
        }
        boolean rate = meaning.unit().endsWith("/s");
        String base = rate ? meaning.unit().substring(0, meaning.unit().length() - 2) : meaning.unit();
        return switch (base) {
            case "s" -> rate ? times(value) : seconds(value);
            case "By" -> bytes(value) + (rate ? "/s" : "");
            default -> {
                String number = times(value);
                yield number + things(base, number.equals("1")) + (rate ? "/s" : "");
            }
        };
    }

    /// What is counted, as UCUM annotates it; what is not annotated has nothing to say to a person.
    private static String things(String base, boolean one) {
        if (base.length() < 3 || !base.startsWith("{") || !base.endsWith("}")) {
            return "";
        }
        String thing = base.equals("{cpu}") ? "core" : base.substring(1, base.length() - 1);
        return SPACE + (one || thing.endsWith("s") ? thing : thing + 's');
    }

    /// A duration in seconds.
    public static String seconds(double value) {
        if (!Double.isFinite(value)) {
            return of(value);
        }
        double size = Math.abs(value);
        if (size >= 1 || size == 0) {
            return times(value) + SPACE + 's';
        }
        return size >= 0.001 ? times(value * 1e3) + SPACE + "ms" : times(value * 1e6) + SPACE + "µs";
    }

    private static String bytes(double value) {
        double size = Math.abs(value);
        int step = size < 1 ? 0 : Math.min(BYTES.size() - 1, (int) (Math.log(size) / Math.log(1024)));
        return times(value / Math.pow(1024, step)) + SPACE + BYTES.get(step);
    }

    /// How long something took, in its two largest units: `90 s` is `1 min 30 s`.
    public static String of(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds == 0 && time.isPositive() ? time.toMillis() + (SPACE + "ms") : seconds + (SPACE + "s");
        }
        return seconds < 3_600
                ? two(seconds / 60, "min", seconds % 60, "s")
                : seconds < 86_400
                        ? two(seconds / 3_600, "h", seconds % 3_600 / 60, "min")
                        : two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    private static String two(long large, String unit, long small, String smaller) {
        return large + (SPACE + unit) + (small == 0 ? "" : " " + small + SPACE + smaller);
    }

    /// How many, or how many times, of three digits at most.
    public static String times(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        BigDecimal rounded = new BigDecimal(value, THREE);
        return written(rounded, rounded.doubleValue());
    }

    /// A number without a unit, of four digits at most.
    public static String of(double value) {
        return Double.isFinite(value) ? written(new BigDecimal(value, FOUR), value) : "unknown";
    }

    /// @param size what is neither very small nor very large is written out
    private static String written(BigDecimal rounded, double size) {
        boolean plain = size == 0 || Math.abs(size) >= 0.0001 && Math.abs(size) < 1e9;
        return plain ? rounded.stripTrailingZeros().toPlainString() : String.format(Locale.ROOT, "%.3e", size);
    }
}

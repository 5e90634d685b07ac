package nightshift.api.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them in a sentence: four significant digits and no trailing zeros.
final class Figure {
    private Figure() {}

    static String percent(double ratio) {
        return Math.round(ratio * 100) + "\u00a0%";
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

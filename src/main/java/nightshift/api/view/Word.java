package nightshift.api.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// How an enumeration is written on the wire: `NOT_HEALED` is `not_healed`.
public final class Word {
    private Word() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// Reads what [#of] wrote, in any case and with `-` for `_`; empty when there is no such constant.
    public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String word) {
        String name = word.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    /// All words of an enumeration, for a message: `open, acting, verifying, closed`.
    public static String all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Word::of).collect(Collectors.joining(", "));
    }
}

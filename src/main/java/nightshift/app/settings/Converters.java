package nightshift.app.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nightshift.act.http.PageForm;
import nightshift.act.kubernetes.OptIn;
import nightshift.fact.telemetry.Patience;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// How values are written: what a converter throws says what it expected, and nothing of what it found.
@SuppressWarnings("serial") // a converter is serializable by its type, and nobody writes one
final class Converters {
    private static final Pattern PATIENCE = Pattern.compile("(\\d{1,4}) windows?(?:, *(\\w+))?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(MB|GB)");

    /// A hundred years, as good as for good: what is made of it can be counted in ns, and in us since 1970.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Converters() {}

    /// One kind of value. A blank one counts as not written.
    abstract static class Checked<T> implements Converter<T> {
        private final String expected;
        private final transient Function<String, T> parse;
        private final transient Predicate<T> fits;

        /// @param parse what a text stands for; throws anything when it can't be read
        Checked(String expected, Function<String, T> parse, Predicate<T> fits) {
            this.expected = expected;
            this.parse = parse;
            this.fits = fits;
        }

        Checked(String expected, Function<String, T> parse) {
            this(expected, parse, any -> true);
        }

        @Override
        public @Nullable T convert(String text) {
            if (text.isBlank()) {
                return null;
            }
            try {
                T value = parse.apply(text.strip());
                if (fits.test(value)) {
                    return value;
                }
            } catch (RuntimeException unreadable) {
                throw new IllegalArgumentException(expected, unreadable);
            }
            throw new IllegalArgumentException(expected);
        }
    }

    /// Any text.
    public static final class AsText extends Checked<String> {
        public AsText() {
            super("text", text -> text);
        }
    }

    /// Text that is never printed.
    public static final class AsSecret extends Checked<String> {
        public AsSecret() {
            super("a secret", text -> text);
        }
    }

    /// Whose form a page has.
    public static final class AsForm extends Checked<PageForm> {
        public AsForm() {
            super("nightshift, slack, pagerduty or alertmanager", Converters::form);
        }
    }

    /// Any of two.
    public static final class AsFlag extends Checked<Boolean> {
        public AsFlag() {
            super("true or false", Converters::flag);
        }
    }

    /// How far Nightshift may go in a namespace.
    public static final class AsOptIn extends Checked<OptIn> {
        public AsOptIn() {
            super("off, observe, approve or auto", text -> OptIn.parse(text).orElseThrow());
        }
    }

    public static final class AsPath extends Checked<Path> {
        public AsPath() {
            super("a path", Path::of);
        }
    }

    public static final class AsPort extends Checked<Integer> {
        public AsPort() {
            super("a port, 0 to 65535 (0 takes a free one)", Integer::valueOf, port -> port >= 0 && port <= 65535);
        }
    }

    public static final class AsCount extends Checked<Integer> {
        public AsCount() {
            super("a whole number, 1 or more", Integer::valueOf, count -> count >= 1);
        }
    }

    /// Bytes, in units of 1024.
    public static final class AsSize extends Checked<Long> {
        public AsSize() {
            super("a size, 1MB or more, such as 500MB, 2GB", Converters::size, bytes -> bytes > 0);
        }
    }

    public static final class AsDuration extends Checked<Duration> {
        public AsDuration() {
            super(
                    "a positive duration such as 500ms, 10s, 5m, 1h, 2d, of at most 36500d",
                    Converters::duration,
                    Duration::isPositive);
        }

        /// Declared once more, since the mapping asks what it returns.
        @Override
        public @Nullable Duration convert(String text) {
            return super.convert(text);
        }
    }

    /// Some durations, in the order in which they are due.
    record Times(List<Duration> each) {
        Times {
            each = List.copyOf(each);
        }

        private boolean rise() {
            Duration last = Duration.ZERO;
            for (Duration next : each) {
                if (next.compareTo(last) <= 0) {
                    return false;
                }
                last = next;
            }
            return true;
        }
    }

    public static final class AsTimes extends Checked<Times> {
        public AsTimes() {
            super("rising durations with commas between them, such as 10m, 30m", Converters::times, Times::rise);
        }
    }

    /// How much of a series must be seen: `2 windows, 30s`, or `3 windows` where their number alone counts.
    public static final class AsPatience extends Checked<Patience> {
        public AsPatience() {
            super("windows and the time that they stand for together, such as `2 windows, 30s`", Converters::patience);
        }
    }

    /// How many times as much.
    public static final class AsFactor extends Checked<Double> {
        public AsFactor() {
            super(
                    "a number above 1, such as 4 or 1.5",
                    Double::valueOf,
                    times -> times > 1 && times < Double.POSITIVE_INFINITY);
        }
    }

    /// A part of a whole that is never all of it.
    public static final class AsShare extends Checked<Double> {
        public AsShare() {
            super(
                    "a share above 0 and below 1, such as 0.995 or 99.5%",
                    Converters::share, share -> share > 0 && share < 1);
        }
    }

    /// A part of a whole that may be all of it.
    public static final class AsPart extends Checked<Double> {
        public AsPart() {
            super(
                    "a share above 0, 1 at most, such as 0.5 or 100%",
                    Converters::share, share -> share > 0 && share <= 1);
        }
    }

    public static final class AsAddress extends Checked<URI> {
        public AsAddress() {
            super(
                    "an http or https address",
                    URI::create,
                    address -> address.getHost() != null
                            && Set.of("http", "https").contains(String.valueOf(address.getScheme())));
        }
    }

    /// Names with commas between them, in lower case.
    record Names(Set<String> each) {
        Names {
            each = Set.copyOf(each);
        }
    }

    public static final class AsNames extends Checked<Names> {
        public AsNames() {
            super("names with commas between them", Converters::names);
        }
    }

    private static PageForm form(String text) {
        return switch (text) {
            case "nightshift" -> PageForm.NIGHTSHIFT;
            case "slack" -> PageForm.SLACK;
            case "pagerduty" -> PageForm.PAGERDUTY;
            case "alertmanager" -> PageForm.ALERTMANAGER;
            default -> throw new IllegalArgumentException();
        };
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static long size(String text) {
        Matcher written = read(SIZE, text);
        return Math.multiplyExact(
                Long.parseLong(written.group(1)), written.group(2).equals("MB") ? 1L << 20 : 1L << 30);
    }

    private static Times times(String text) {
        return new Times(
                Stream.of(text.split(",", -1)).map(one -> duration(one.strip())).toList());
    }

    private static Patience patience(String text) {
        Matcher written = read(PATIENCE, text);
        int windows = Integer.parseInt(written.group(1));
        String span = written.group(2);
        if (span == null) {
            return new Patience(windows, Duration.ZERO);
        }
        Duration time = duration(span);
        if (!time.isPositive()) {
            throw new IllegalArgumentException();
        }
        return new Patience(windows, time);
    }

    private static Names names(String text) {
        List<String> names = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            names.add(one.strip().toLowerCase(Locale.ROOT));
        }
        names.removeIf(String::isEmpty);
        return new Names(new TreeSet<>(names));
    }

    private static Matcher read(Pattern pattern, String text) {
        Matcher written = pattern.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException();
        }
        return written;
    }

    private static double share(String text) {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        return new BigDecimal(number).movePointLeft(percent ? 2 : 0).doubleValue();
    }

    private static Duration duration(String text) {
        Duration duration = written(text);
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException();
        }
        return duration;
    }

    private static Duration written(String text) {
        if (text.startsWith("P")) {
            return Duration.parse(text);
        }
        Matcher written = read(TIME, text);
        long number = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.act.http.PageForm;
import nightshift.fact.telemetry.Patience;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// How values are written: what a converter throws says what it expected, and nothing of what it found.
final class Converters {
    private static final Pattern PATIENCE = Pattern.compile("(\\d{1,4}) windows?(?:, *(\\w+))?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(MB|GB)");

    /// A hundred years, as good as for good: what is made of it can be counted in ns, and in us since 1970.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Converters() {}

    /// One kind of value. A blank one counts as not written.
    abstract static class Checked<T> implements Converter<T> {
        private static final long serialVersionUID = 1L;

        private final String expected;

        Checked(String expected) {
            this.expected = expected;
        }

        /// What it stands for; throws anything when it can't be read.
        abstract T parse(String text);

        boolean fits(T value) {
            return true;
        }

        @Override
        public @Nullable T convert(String text) {
            if (text.isBlank()) {
                return null;
            }
            try {
                T value = parse(text.strip());
                if (fits(value)) {
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
        private static final long serialVersionUID = 1L;

        public AsText() {
            super("text");
        }

        @Override
        String parse(String text) {
            return text;
        }
    }

    /// Text that is never printed.
    public static final class AsSecret extends Checked<String> {
        private static final long serialVersionUID = 1L;

        public AsSecret() {
            super("a secret");
        }

        @Override
        String parse(String text) {
            return text;
        }
    }

    /// Whose form a page has.
    public static final class AsForm extends Checked<PageForm> {
        private static final long serialVersionUID = 1L;

        public AsForm() {
            super("nightshift, slack, pagerduty or alertmanager");
        }

        @Override
        PageForm parse(String text) {
            return switch (text) {
                case "nightshift" -> PageForm.NIGHTSHIFT;
                case "slack" -> PageForm.SLACK;
                case "pagerduty" -> PageForm.PAGERDUTY;
                case "alertmanager" -> PageForm.ALERTMANAGER;
                default -> throw new IllegalArgumentException();
            };
        }
    }

    /// Any of two.
    public static final class AsFlag extends Checked<Boolean> {
        private static final long serialVersionUID = 1L;

        public AsFlag() {
            super("true or false");
        }

        @Override
        Boolean parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException();
            };
        }
    }

    public static final class AsPath extends Checked<Path> {
        private static final long serialVersionUID = 1L;

        public AsPath() {
            super("a path");
        }

        @Override
        Path parse(String text) {
            return Path.of(text);
        }
    }

    public static final class AsPort extends Checked<Integer> {
        private static final long serialVersionUID = 1L;

        public AsPort() {
            super("a port, 0 to 65535 (0 takes a free one)");
        }

        @Override
        Integer parse(String text) {
            return Integer.valueOf(text);
        }

        @Override
        boolean fits(Integer port) {
            return port >= 0 && port <= 65535;
        }
    }

    public static final class AsCount extends Checked<Integer> {
        private static final long serialVersionUID = 1L;

        public AsCount() {
            super("a whole number, 1 or more");
        }

        @Override
        Integer parse(String text) {
            return Integer.valueOf(text);
        }

        @Override
        boolean fits(Integer count) {
            return count >= 1;
        }
    }

    /// Bytes, in units of 1024.
    public static final class AsSize extends Checked<Long> {
        private static final long serialVersionUID = 1L;

        public AsSize() {
            super("a size, 1MB or more, such as 500MB, 2GB");
        }

        @Override
        Long parse(String text) {
            Matcher written = SIZE.matcher(text);
            if (!written.matches()) {
                throw new IllegalArgumentException();
            }
            return Math.multiplyExact(
                    Long.parseLong(written.group(1)), written.group(2).equals("MB") ? 1L << 20 : 1L << 30);
        }

        @Override
        boolean fits(Long bytes) {
            return bytes > 0;
        }
    }

    public static final class AsDuration extends Checked<Duration> {
        private static final long serialVersionUID = 1L;

        public AsDuration() {
            super("a positive duration such as 500ms, 10s, 5m, 1h, 2d, of at most 36500d");
        }

        /// Declared once more, since the mapping asks what it returns.
        @Override
        public @Nullable Duration convert(String text) {
            return super.convert(text);
        }

        @Override
        Duration parse(String text) {
            return duration(text);
        }

        @Override
        boolean fits(Duration duration) {
            return duration.isPositive();
        }
    }

    /// Some durations, in the order in which they are due.
    record Times(List<Duration> each) {
        Times {
            each = List.copyOf(each);
        }
    }

    public static final class AsTimes extends Checked<Times> {
        private static final long serialVersionUID = 1L;

        public AsTimes() {
            super("rising durations with commas between them, such as 10m, 30m");
        }

        @Override
        Times parse(String text) {
            List<Duration> each = new ArrayList<>();
            for (String one : text.split(",", -1)) {
                each.add(duration(one.strip()));
            }
            return new Times(each);
        }

        @Override
        boolean fits(Times times) {
            Duration last = Duration.ZERO;
            for (Duration each : times.each()) {
                if (each.compareTo(last) <= 0) {
                    return false;
                }
                last = each;
            }
            return true;
        }
    }

    /// How much of a series must be seen: `2 windows, 30s`, or `3 windows` where their number alone counts.
    public static final class AsPatience extends Checked<Patience> {
        private static final long serialVersionUID = 1L;

        public AsPatience() {
            super("windows and the time that they stand for together, such as `2 windows, 30s`");
        }

        @Override
        Patience parse(String text) {
            Matcher written = PATIENCE.matcher(text);
            if (!written.matches()) {
                throw new IllegalArgumentException();
            }
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
    }

    /// How many times as much.
    public static final class AsFactor extends Checked<Double> {
        private static final long serialVersionUID = 1L;

        public AsFactor() {
            super("a number above 1, such as 4 or 1.5");
        }

        @Override
        Double parse(String text) {
            return Double.valueOf(text);
        }

        @Override
        boolean fits(Double times) {
            return times > 1 && times < Double.POSITIVE_INFINITY;
        }
    }

    /// A part of a whole that is never all of it.
    public static final class AsShare extends Checked<Double> {
        private static final long serialVersionUID = 1L;

        public AsShare() {
            super("a share above 0 and below 1, such as 0.995 or 99.5%");
        }

        @Override
        Double parse(String text) {
            return share(text);
        }

        @Override
        boolean fits(Double share) {
            return share > 0 && share < 1;
        }
    }

    /// A part of a whole that may be all of it.
    public static final class AsPart extends Checked<Double> {
        private static final long serialVersionUID = 1L;

        public AsPart() {
            super("a share above 0, 1 at most, such as 0.5 or 100%");
        }

        @Override
        Double parse(String text) {
            return share(text);
        }

        @Override
        boolean fits(Double share) {
            return share > 0 && share <= 1;
        }
    }

    public static final class AsAddress extends Checked<URI> {
        private static final long serialVersionUID = 1L;

        public AsAddress() {
            super("an http or https address");
        }

        @Override
        URI parse(String text) {
            return URI.create(text);
        }

        @Override
        boolean fits(URI address) {
            return address.getHost() != null && Set.of("http", "https").contains(String.valueOf(address.getScheme()));
        }
    }

    /// Names with commas between them, in lower case.
    record Names(Set<String> each) {
        Names {
            each = Set.copyOf(each);
        }
    }

    public static final class AsNames extends Checked<Names> {
        private static final long serialVersionUID = 1L;

        public AsNames() {
            super("names with commas between them");
        }

        @Override
        Names parse(String text) {
            List<String> names = new ArrayList<>();
            for (String one : text.split(",", -1)) {
                names.add(one.strip().toLowerCase(Locale.ROOT));
            }
            names.removeIf(String::isEmpty);
            return new Names(new TreeSet<>(names));
        }
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
        Matcher written = TIME.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException();
        }
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

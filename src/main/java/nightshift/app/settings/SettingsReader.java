package nightshift.app.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.fact.telemetry.Patience;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/// Reads typed values, and gathers all that is wrong instead of stopping at the first.
public final class SettingsReader {
    private static final Pattern PATIENCE = Pattern.compile("(\\d{1,4}) windows?(?:, *(\\w+))?");

    private final SettingsSource source;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    SettingsReader(SettingsSource source) {
        this.source = source;
    }

    /// The configuration of a running Quarkus: files, environment, system properties.
    public static SettingsSource of(Config config) {
        return new SettingsSource() {
            @Override
            public Optional<Written> find(String key) {
                ConfigValue value = config.getConfigValue(key);
                return value.getValue() == null || value.getValue().isBlank()
                        ? Optional.empty()
                        : Optional.of(new Written(value.getValue().strip(), String.valueOf(value.getSourceName())));
            }

            @Override
            public List<String> keys() {
                List<String> keys = new ArrayList<>();
                config.getPropertyNames().forEach(name -> {
                    if (name.startsWith("nightshift.")) {
                        keys.add(name);
                    }
                });
                return keys;
            }
        };
    }

    String text(String key, String otherwise) {
        return read(key, otherwise, value -> value, "text");
    }

    Optional<String> secret(String key) {
        known.add(key);
        return source.find(key).map(SettingsSource.Written::value);
    }

    Path path(String key, Path otherwise) {
        return read(key, otherwise, Path::of, "a path");
    }

    int port(String key, int otherwise) {
        return read(
                key,
                otherwise,
                Integer::parseInt,
                port -> port >= 0 && port <= 65535,
                "a port, 0 to 65535 (0 takes a free one)");
    }

    int count(String key, int otherwise) {
        return read(key, otherwise, Integer::parseInt, count -> count >= 1, "a whole number, 1 or more");
    }

    long bytes(String key, long otherwise) {
        return read(key, otherwise, SettingsReader::parseBytes, "a size, 1MB or more, such as 500MB, 2GB");
    }

    private static long parseBytes(String text) {
        int unit = text.length() - 2;
        int shift = switch (text.substring(unit)) {
            case "MB" -> 20;
            case "GB" -> 30;
            default -> throw new IllegalArgumentException(text);
        };
        long number = Long.parseLong(text.substring(0, unit));
        if (number < 1) {
            throw new IllegalArgumentException(text);
        }
        return Math.multiplyExact(number, 1L << shift);
    }

    Duration duration(String key, Duration otherwise) {
        return read(
                key, otherwise, SettingsReader::parseDuration, "a positive duration such as 500ms, 10s, 5m, 1h, 2d");
    }

    /// A duration that may be left open.
    Optional<Duration> duration(String key) {
        known.add(key);
        return source.find(key).isEmpty() ? Optional.empty() : Optional.of(duration(key, Duration.ZERO));
    }

    /// How much of a series must be seen: `2 windows, 30s`, or `3 windows` where their number alone counts.
    Patience patience(String key, Patience otherwise) {
        return read(
                key,
                otherwise,
                SettingsReader::parsePatience,
                "windows and the time that they stand for together, such as `2 windows, 30s`");
    }

    private static Patience parsePatience(String text) {
        Matcher written = PATIENCE.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(text);
        }
        String span = written.group(2);
        return new Patience(Integer.parseInt(written.group(1)), span == null ? Duration.ZERO : parseDuration(span));
    }

    /// How many times as much: above 1.
    double times(String key, double otherwise) {
        return read(
                key,
                otherwise,
                Double::parseDouble,
                times -> times > 1 && times < Double.POSITIVE_INFINITY,
                "a number above 1, such as 4 or 1.5");
    }

    /// A share of a whole, written as `0.995` or `99.5%`.
    double share(String key, double otherwise) {
        return read(
                key,
                otherwise,
                SettingsReader::parseShare,
                share -> share > 0 && share < 1,
                "a share above 0 and below 1, such as 0.995 or 99.5%");
    }

    private static double parseShare(String text) {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        return new BigDecimal(number).movePointLeft(percent ? 2 : 0).doubleValue();
    }

    Optional<URI> address(String key) {
        known.add(key);
        return source.find(key).isEmpty()
                ? Optional.empty()
                : Optional.of(read(
                        key,
                        URI.create("http://invalid"),
                        value -> {
                            URI address = URI.create(value);
                            if (address.getHost() == null
                                    || !Set.of("http", "https").contains(address.getScheme())) {
                                throw new IllegalArgumentException();
                            }
                            return address;
                        },
                        "an http or https address"));
    }

    /// Ends reading: keys that nobody asked for are problems too, since a misspelt bound is no bound.
    void finish() {
        for (String key : source.keys()) {
            if (!known.contains(key)) {
                problem(key, "no such key; the keys are listed in docs/configuration.md");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    void problem(String key, String expected) {
        SettingsSource.Written written = source.find(key).orElse(new SettingsSource.Written("(nothing)", "no source"));
        boolean secret = key.contains("secret") || key.contains("token");
        problems.add(key + " = " + (secret ? "(hidden)" : written.value()) + " (from " + written.source() + "): "
                + expected);
    }

    void know(String key) {
        known.add(key);
    }

    private <T> T read(String key, T otherwise, Function<String, T> parse, Predicate<T> fits, String expected) {
        return read(
                key,
                otherwise,
                value -> {
                    T parsed = parse.apply(value);
                    if (!fits.test(parsed)) {
                        throw new IllegalArgumentException(value);
                    }
                    return parsed;
                },
                expected);
    }

    private <T> T read(String key, T otherwise, Function<String, T> parse, String expected) {
        known.add(key);
        Optional<SettingsSource.Written> written = source.find(key);
        if (written.isEmpty()) {
            return otherwise;
        }
        try {
            return parse.apply(written.get().value());
        } catch (RuntimeException wrong) {
            problem(key, "expected " + expected);
            return otherwise;
        }
    }

    private static Duration parseDuration(String text) {
        Duration duration;
        if (text.startsWith("P")) {
            duration = Duration.parse(text);
        } else {
            int digits = 0;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            long number = Long.parseLong(text.substring(0, digits));
            duration = switch (text.substring(digits)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> throw new IllegalArgumentException(text);
            };
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }
}

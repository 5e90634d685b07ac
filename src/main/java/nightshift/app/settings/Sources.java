package nightshift.app.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// Where keys are written, the strongest first: system properties, environment variables, the file of `--config`, and
/// `config/application.properties` in the current folder. The server and the command line read the same.
public final class Sources {
    private static final String PROPERTY = "system property";
    private static final String VARIABLE = "environment variable";
    private static final Path USUAL = Path.of("config", "application.properties");
    private static final int STRONGEST = 400;
    private static final int STEP = 20;

    /// What was written for a key.
    ///
    /// @param name the key, or the environment variable, as it was written
    /// @param value with what it refers to put in its place; null when that is not there
    /// @param where a kind of source, or a file and the line
    record Written(String name, @Nullable String value, String where) {}

    private final SmallRyeConfig config;
    /// Names of environment variables by the key that they stand for.
    private final Map<String, String> variables = new TreeMap<>();
    /// Environment variables that stand for no key.
    private final List<String> strange = new ArrayList<>();
    /// Keys that are written more than once in one file.
    private final Map<String, Path> twice = new TreeMap<>();
    /// What a source is to people, by the name that it has.
    private final Map<String, String> labels = new HashMap<>();

    private Sources(Properties properties, Map<String, String> environment, List<Path> read) {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(labelled(PROPERTY, new PropertiesConfigSource(ours(properties), PROPERTY, STRONGEST)));
        sources.add(labelled(VARIABLE, new PropertiesConfigSource(ours(environment), VARIABLE, STRONGEST - STEP)));
        for (Path file : read) {
            seekTwice(file);
            sources.add(labelled(file.toString(), source(file, STRONGEST - STEP * (sources.size() + 1))));
        }
        sources.add(labelled(PROPERTY, new PropertiesConfigSource(others(properties), "for references", 2)));
        sources.add(new EnvConfigSource(others(environment), 1));
        config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(sources)
                .build();
    }

    /// What this process was started with.
    ///
    /// @param file that was named on the command line
    /// @throws SettingsException when a file can't be read
    public static Sources ofProcess(@Nullable Path file) {
        List<Path> files = new ArrayList<>();
        Optional.ofNullable(file).ifPresent(files::add);
        if (Files.isReadable(USUAL)) {
            files.add(USUAL);
        }
        return new Sources(System.getProperties(), System.getenv(), files);
    }

    /// Whether this process was told nothing at all, but for where its home is: all is at its defaults then.
    public static boolean unwritten() {
        return !Files.isReadable(USUAL)
                && unwritten(
                        System.getProperties().stringPropertyNames(),
                        System.getenv().keySet());
    }

    static boolean unwritten(Set<String> properties, Set<String> variables) {
        return variables.stream().noneMatch(name -> meant(name, "nightshift_"))
                && properties.stream().noneMatch(name -> meant(name, "nightshift") && !name.equals("nightshift.home"));
    }

    private static boolean meant(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /// System properties alone.
    static Sources of(Map<String, String> properties) {
        return of(properties, Map.of());
    }

    /// @param files the strongest first
    public static Sources of(Map<String, String> properties, Map<String, String> environment, Path... files) {
        Properties all = new Properties();
        all.putAll(properties);
        return new Sources(all, environment, List.of(files));
    }

    private ConfigSource labelled(String label, ConfigSource source) {
        labels.put(source.getName(), label);
        return source;
    }

    private static PropertiesConfigSource source(Path file, int strength) {
        try {
            return new PropertiesConfigSource(file.toUri().toURL(), strength);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unreadable(file);
        }
    }

    private void seekTwice(Path file) {
        Properties names = new Properties() {
            @Override
            public synchronized @Nullable Object put(Object name, Object value) {
                if (containsKey(name) && String.valueOf(name).startsWith(Keys.DOT)) {
                    twice.put(String.valueOf(name), file);
                }
                return super.put(name, value);
            }
        };
        try (Reader text = Files.newBufferedReader(file)) {
            names.load(text);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unreadable(file);
        }
    }

    private static SettingsException unreadable(Path file) {
        return new SettingsException(List.of(file + " can't be read as a file of properties"));
    }

    private static Map<String, String> ours(Properties properties) {
        Map<String, String> ours = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(Keys.DOT)) {
                ours.put(name, properties.getProperty(name));
            }
        }
        return ours;
    }

    private Map<String, String> ours(Map<String, String> environment) {
        Map<String, String> ours = new HashMap<>();
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (Keys.isVariable(variable, String.valueOf(environment.get(variable)))) {
                Optional<String> key = Keys.ofVariable(variable);
                key.ifPresentOrElse(
                        known -> {
                            ours.put(known, environment.get(variable));
                            variables.put(known, variable);
                        },
                        () -> strange.add(variable));
            }
        }
        return ours;
    }

    /// What a value may refer to besides, as in `${user.home}`.
    private static Map<String, String> others(Properties properties) {
        Map<String, String> others = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith(Keys.DOT)) {
                others.put(name, properties.getProperty(name));
            }
        }
        return others;
    }

    private static Map<String, String> others(Map<String, String> environment) {
        Map<String, String> others = new HashMap<>(environment);
        others.keySet().removeIf(Keys::begins);
        return others;
    }

    /// Empty when nothing, or nothing but blanks, was written.
    Optional<Written> find(String key) {
        ConfigValue found = config.getConfigValue(key);
        if (found.hasProblems()) {
            return Optional.of(new Written(name(found, key), null, where(found)));
        }
        String value = found.getValue();
        return value == null || value.isBlank()
                ? Optional.empty()
                : Optional.of(new Written(name(found, key), value, where(found)));
    }

    /// All names that were written and begin with `nightshift.`, known or not, and those meant to.
    List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(Keys.DOT) || Keys.meant(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /// Keys that are written more than once in one file, and in which.
    Map<String, Path> twice() {
        return twice;
    }

    List<String> strangeVariables() {
        return strange;
    }

    private String name(ConfigValue found, String key) {
        return label(found).equals(VARIABLE) ? variables.getOrDefault(key, key) : key;
    }

    private String where(ConfigValue found) {
        return found.getLineNumber() > 0 ? label(found) + ":" + found.getLineNumber() : label(found);
    }

    private String label(ConfigValue found) {
        String name = String.valueOf(found.getConfigSourceName());
        return labels.getOrDefault(name, name);
    }
}

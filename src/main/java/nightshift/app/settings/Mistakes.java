package nightshift.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All that is wrong with what was written, gathered instead of stopping at the first. None of its sentences has a
/// secret in it, nor the value of a key that nobody knows, which may be a secret whose key is misspelt.
final class Mistakes {
    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    private final Sources sources;
    private final List<String> sentences = new ArrayList<>();
    private final Set<String> wrong = new HashSet<>();

    Mistakes(Sources sources) {
        this.sources = sources;
    }

    /// Looks at every key that was written.
    ///
    /// @return the values that can be used, by key
    Map<String, String> read() {
        Map<String, String> right = new TreeMap<>();
        Set<String> keys = new HashSet<>();
        for (String name : sources.names()) {
            if (Keys.pattern(name).isPresent()) {
                keys.add(name);
            } else if (!Keys.ignored(name)) {
                unknown(name);
            }
        }
        sources.twice().forEach(this::writtenTwice);
        Set<String> all = Set.copyOf(keys);
        keys.removeIf(key -> outOfOrder(key, all));
        sources.strangeVariables().forEach(this::unknownVariable);
        keys.stream().sorted().forEach(key -> sources.find(key).ifPresent(written -> check(key, written, right)));
        return right;
    }

    private void check(String key, Sources.Written written, Map<String, String> right) {
        String value = written.value();
        if (value == null) {
            at(key, "it refers to something that is not set");
            return;
        }
        try {
            Keys.converter(Keys.pattern(key).orElseThrow()).convert(value);
            right.put(key, value);
        } catch (IllegalArgumentException unreadable) {
            at(key, "expected " + unreadable.getMessage());
        }
    }

    /// One of a list stands for another where one before it is left out.
    private boolean outOfOrder(String key, Set<String> all) {
        Optional<String> missing = Keys.leftOut(key, all);
        missing.ifPresent(before -> at(key, "nothing is written of " + before + "; the first is [0], the next [1]"));
        return missing.isPresent();
    }

    private void writtenTwice(String name, Path file) {
        if (wrong.add(name)) {
            sentences.add(name + " (from " + file + "): it is written twice, expected once");
        }
    }

    private void unknown(String name) {
        String where = sources.find(name).map(Sources.Written::where).orElse("no source");
        sentences.add(name + " (from " + where + "): no such key"
                + hint(Keys.nearest(Keys.meant(name) ? dotted(name) : name)));
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private void unknownVariable(String variable) {
        sentences.add(variable + " (from environment variable): no such key"
                + hint(Keys.nearest(dotted(variable)).map(Keys::variable)));
    }

    private static String hint(Optional<String> nearest) {
        return nearest.map(key -> ", perhaps " + key).orElse("") + "; the keys are listed in docs/configuration.md";
    }

    /// Notes that a key's value can't be used; of one key the first mistake is told.
    void at(String key, String expected) {
        if (!wrong.add(key)) {
            return;
        }
        Optional<Sources.Written> found = sources.find(key);
        sentences.add(found.map(written -> written.name() + " = " + shown(key, written.value()) + " (from "
                                + written.where() + ")")
                        .orElse(key + " is not set")
                + ": " + expected);
    }

    private static String shown(String key, @Nullable String value) {
        if (Keys.secret(key)) {
            return "(hidden)";
        }
        return value == null ? "(nothing)" : USER.matcher(value).replaceAll("//(hidden)@");
    }

    boolean has(String key) {
        return wrong.contains(key);
    }

    /// What a record says that can't be made is noted at a key.
    <T> T guarded(String key, Supplier<T> made, T otherwise) {
        try {
            return made.get();
        } catch (IllegalArgumentException refused) {
            at(key, String.valueOf(refused.getMessage()));
            return otherwise;
        }
    }

    /// @throws SettingsException when there are any
    void tell() {
        if (!sentences.isEmpty()) {
            throw new SettingsException(sentences);
        }
    }
}

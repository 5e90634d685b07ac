package nightshift.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The table of `docs/configuration.md`, held against the mapping line by line: it has each key and no other, what it
/// calls a default is what holds where nothing is written, and another value makes a difference.
@Tag("documents")
class ConfigurationDocumentTest {
    private static final Path HOME = Path.of("");
    private static final Capacity CAPACITY = Capacity.of(1L << 30);
    private static final Pattern ROW = Pattern.compile("\\| `(nightshift\\.[^`]+)` \\| (.+?) \\| (.+) \\|");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /// What must be there for some keys to mean anything.
    private static final Map<String, String> BESIDE = Map.of(
            "nightshift.targets[0].address", "http://127.0.0.1:9/x",
            "nightshift.targets[0].secret", "s",
            "nightshift.page.address", "http://127.0.0.1:9/x",
            "nightshift.page.secret", "s",
            "nightshift.objectives[0].services", "shop/payment",
            "nightshift.token", "sixteen-letters-or-more");

    /// Another value where the default has no number.
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("nightshift.host", "10.0.0.1"),
            Map.entry("nightshift.otlp.grpc.port", "0"),
            Map.entry("nightshift.token", "sixteen-letters-and-more"),
            Map.entry("nightshift.proxies", "10.0.0.2"),
            Map.entry("nightshift.hosts", "night.example"),
            Map.entry("nightshift.directories.data", "elsewhere"),
            Map.entry("nightshift.directories.rules", "elsewhere"),
            Map.entry("nightshift.directories.models", "elsewhere"),
            Map.entry("nightshift.log.json", "true"),
            Map.entry("nightshift.kubernetes.observe", "true"),
            Map.entry("nightshift.kubernetes.act", "true"),
            Map.entry("nightshift.kubernetes.kubeconfig", "elsewhere"),
            Map.entry("nightshift.kubernetes.context", "other"),
            Map.entry("nightshift.kubernetes.cluster", "east"),
            Map.entry("nightshift.kubernetes.namespaces", "mine"),
            Map.entry("nightshift.kubernetes.bounds.namespaces", "mine"),
            Map.entry("nightshift.kubernetes.bounds.unlabelled", "auto"),
            Map.entry("nightshift.kubernetes.bounds.admission", "false"),
            Map.entry("nightshift.limits.series", "100"),
            Map.entry("nightshift.limits.watched", "100"),
            Map.entry("nightshift.limits.streams", "100"),
            Map.entry("nightshift.rules.rehearsal.waiting", "false"),
            Map.entry("nightshift.limits.dependencies", "100"),
            Map.entry("nightshift.limits.spans", "100"),
            Map.entry("nightshift.objectives[0].services", "*"),
            Map.entry("nightshift.objectives[0].availability", "99%"),
            Map.entry("nightshift.objectives[0].latency", "300ms"),
            Map.entry("nightshift.targets[0].service", "cart"),
            Map.entry("nightshift.targets[0].action", "pool.recycle"),
            Map.entry("nightshift.targets[0].address", "http://127.0.0.1:8/x"),
            Map.entry("nightshift.targets[0].secret", "t"),
            Map.entry("nightshift.page.address", "http://127.0.0.1:8/x"),
            Map.entry("nightshift.page.form", "pagerduty"),
            Map.entry("nightshift.page.secret", "t"));

    private record Row(String key, String usual) {
        boolean quoted() {
            return usual.startsWith("`");
        }

        String value() {
            return usual.replace("`", "");
        }
    }

    private static final List<Row> ROWS = new ArrayList<>();

    @BeforeAll
    static void readTable() throws IOException {
        for (String line : Files.readAllLines(Path.of("docs", "configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                ROWS.add(new Row(row.group(1), row.group(2)));
            }
        }
    }

    @Test
    void theTableHasEachKeyOnceAndNoOther() {
        List<String> keys = ROWS.stream()
                .map(row -> Keys.pattern(row.key()).orElse(row.key()))
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(keys)).isEqualTo(new TreeSet<>(Keys.all()));
    }

    @Test
    void whatIsCalledADefaultIsWhatHoldsWhereNothingIsWritten() {
        List<String> wrong = new ArrayList<>();
        for (Row row : ROWS) {
            if (row.quoted() && !read(BESIDE).equals(with(row.key(), row.value()))) {
                wrong.add(row.key());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void anotherValueMakesADifference() {
        List<String> dead = new ArrayList<>();
        for (Row row : ROWS) {
            String other = OTHERS.getOrDefault(row.key(), oneMore(row.value()));
            if (read(BESIDE).equals(with(row.key(), other))) {
                dead.add(row.key());
            }
        }
        assertThat(dead).isEmpty();
    }

    /// The default of a key that is not in quotes is told in words: none, or from the heap.
    @Test
    void onlyWhatHasNoFixedDefaultIsDescribedInWords() {
        Set<String> words = ROWS.stream()
                .filter(row -> !row.quoted())
                .map(row -> row.key().replaceAll("\\[0]", ""))
                .collect(Collectors.toSet());

        assertThat(words)
                .containsExactlyInAnyOrder(
                        "nightshift.token",
                        "nightshift.proxies",
                        "nightshift.hosts",
                        "nightshift.kubernetes.kubeconfig",
                        "nightshift.kubernetes.context",
                        "nightshift.kubernetes.cluster",
                        "nightshift.kubernetes.namespaces",
                        "nightshift.limits.series",
                        "nightshift.limits.watched",
                        "nightshift.limits.streams",
                        "nightshift.limits.dependencies",
                        "nightshift.limits.spans",
                        "nightshift.objectives.services",
                        "nightshift.objectives.latency",
                        "nightshift.targets.address",
                        "nightshift.targets.secret",
                        "nightshift.page.address",
                        "nightshift.page.secret");
    }

    private static String oneMore(String value) {
        return NUMBER.matcher(value).replaceFirst(found -> Integer.toString(Integer.parseInt(found.group()) + 1));
    }

    private static Settings with(String key, String value) {
        Map<String, String> all = new HashMap<>(BESIDE);
        all.put(key, value);
        return read(all);
    }

    private static Settings read(Map<String, String> written) {
        return Settings.read(Sources.of(written), HOME, CAPACITY);
    }
}

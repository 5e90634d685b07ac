package nightshift.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path HOME = Path.of("/home-of-test");

    @Test
    void theDefaultsAreWhatTheDocumentSays() {
        // When
        Settings settings = Settings.read(written(Map.of()), HOME);

        // Then
        assertThat(settings)
                .isEqualTo(new Settings(
                        new Settings.Directories(
                                HOME.resolve(".nightshift"), HOME.resolve("rules"), HOME.resolve("models")),
                        new Settings.Ports("127.0.0.1", 4317, 4318, 8080),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void everyKeyIsRead() {
        // Given
        SettingsSource source = written(Map.ofEntries(
                Map.entry("nightshift.directories.data", "/d"),
                Map.entry("nightshift.directories.rules", "/r"),
                Map.entry("nightshift.directories.models", "/m"),
                Map.entry("nightshift.host", "10.0.0.1"),
                Map.entry("nightshift.otlp.grpc.port", "1"),
                Map.entry("nightshift.otlp.http.port", "2"),
                Map.entry("nightshift.http.port", "3"),
                Map.entry("nightshift.token", "t"),
                Map.entry("nightshift.turn", "250ms"),
                Map.entry("nightshift.targets[0].service", "cart"),
                Map.entry("nightshift.targets[0].action", "pool.recycle"),
                Map.entry("nightshift.targets[0].address", "http://127.0.0.1:9/actions"),
                Map.entry("nightshift.targets[0].secret", "s"),
                Map.entry("nightshift.page.address", "https://page.example/hook"),
                Map.entry("nightshift.page.secret", "p")));

        // When
        Settings settings = Settings.read(source, HOME);

        // Then
        assertThat(settings.directories())
                .isEqualTo(new Settings.Directories(Path.of("/d"), Path.of("/r"), Path.of("/m")));
        assertThat(settings.ports()).isEqualTo(new Settings.Ports("10.0.0.1", 1, 2, 3));
        assertThat(settings.token()).contains("t");
        assertThat(settings.turn()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.targets()).singleElement().satisfies(target -> {
            assertThat(target.service()).isEqualTo("cart");
            assertThat(target.action()).isEqualTo("pool.recycle");
            assertThat(target.secret()).isEqualTo("s");
        });
        assertThat(settings.page())
                .hasValueSatisfying(page -> assertThat(page.secret()).isEqualTo("p"));
    }

    @Test
    void allThatIsWrongIsNamedAtOnceWithKeyValueSourceAndExpectation() {
        // Given
        SettingsSource source = written(Map.of("nightshift.http.port", "eighty", "nightshift.turn", "fast"));

        // Then
        assertThatThrownBy(() -> Settings.read(source, HOME))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("nightshift.http.port = eighty (from a test): expected a port")
                .hasMessageContaining("nightshift.turn = fast (from a test): expected a positive duration");
    }

    @Test
    void aMisspeltKeyStopsTheStart() {
        assertThatThrownBy(() -> Settings.read(written(Map.of("nightshift.tokn", "x")), HOME))
                .hasMessageContaining("nightshift.tokn")
                .hasMessageContaining("no such key");
    }

    @Test
    void aTargetWithoutASecretIsRefusedAndNoSecretIsPrinted() {
        assertThatThrownBy(() -> Settings.read(
                        written(Map.of("nightshift.targets[0].address", "http://127.0.0.1:9/actions")), HOME))
                .hasMessageContaining("nightshift.targets[0].secret = (hidden)")
                .hasMessageContaining("needs a secret");
    }

    @Test
    void anAddressMustBeHttp() {
        assertThatThrownBy(() -> Settings.read(
                        written(Map.of("nightshift.page.address", "ftp://x", "nightshift.page.secret", "very-secret")),
                        HOME))
                .hasMessageContaining("expected an http or https address")
                .hasMessageNotContaining("very-secret");
    }

    private static SettingsSource written(Map<String, String> values) {
        return new SettingsSource() {
            @Override
            public Optional<Written> find(String key) {
                return Optional.ofNullable(values.get(key)).map(value -> new Written(value, "a test"));
            }

            @Override
            public List<String> keys() {
                return List.copyOf(values.keySet());
            }
        };
    }
}

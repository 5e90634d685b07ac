package nightshift.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nightshift.act.http.PageForm;
import org.junit.jupiter.api.Test;

/// What must be told of where pages go, by the form that they are posted in.
class PageSettingsTest {
    @Test
    void aFormThatNeedsNoSecretAsksForNone() {
        // Given
        String address = "nightshift.page.address";
        String form = "nightshift.page.form";

        // Then
        assertThat(read(Map.of(address, "https://hooks.example/x", form, "slack"))
                        .page())
                .contains(new Settings.Webhook(URI.create("https://hooks.example/x"), PageForm.SLACK, ""));
        assertThat(read(Map.of(address, "https://x.example/y", form, "pagerduty", "nightshift.page.secret", "key-1"))
                        .page())
                .contains(new Settings.Webhook(URI.create("https://x.example/y"), PageForm.PAGERDUTY, "key-1"));
        assertThat(read(Map.of(address, "http://alerts.example", form, "alertmanager"))
                        .page())
                .isPresent();
        assertThat(mistakes(Map.of(address, "https://events.example", form, "pagerduty")))
                .singleElement()
                .asString()
                .contains("nightshift.page.secret");
        assertThat(mistakes(Map.of(address, "https://events.example", form, "pigeon")))
                .anyMatch(mistake -> mistake.contains("nightshift, slack, pagerduty or alertmanager"));
    }

    private static Settings read(Map<String, String> written) {
        return Settings.read(Sources.of(written), Path.of("/home-of-test"), Capacity.of(1L << 30));
    }

    private static List<String> mistakes(Map<String, String> written) {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> read(written));
        return String.valueOf(refused.getMessage()).lines().skip(1).toList();
    }
}

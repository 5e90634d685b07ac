package nightshift.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrittenTest {
    @Test
    void whoIsToldOnlyWhereItsHomeIsHasAllDefaults() {
        assertThat(Sources.unwritten(Set.of("nightshift.home", "user.home"), Set.of("PATH", "HOME")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NIGHTSHIFT_TOKEN", "NIGHTSHIFT_HTTP_PORT", "nightshift_http_port", "NIGHTSHIFT_HTP_PORT"})
    void oneVariableMayChangeThem(String variable) {
        assertThat(Sources.unwritten(Set.of(), Set.of(variable))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightshift.http.port", "nightshift.htp.port", "nightshiftHttpPort"})
    void oneSystemPropertyMayChangeThem(String property) {
        assertThat(Sources.unwritten(Set.of(property), Set.of())).isFalse();
    }
}

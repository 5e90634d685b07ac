package nightshift.observe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private final Fingerprint print = new Fingerprint();

    @Test
    void addedPartsMayComeInAnyOrder() {
        long forth = added("a=1", "b=2").low();
        long back = added("b=2", "a=1").low();
        assertThat(forth).isEqualTo(back).isNotEqualTo(added("a=2", "b=1").low());
    }

    @Test
    void chainedPartsMayNot() {
        long forth = print.reset().then("a").then("b").high();
        long back = print.reset().then("b").then("a").high();
        assertThat(forth).isNotEqualTo(back);
    }

    @Test
    void similarTextsDiffer() {
        Set<Long> high = new HashSet<>();
        Set<Long> low = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            byte[] text = ("/api/v1/orders/" + i).getBytes(StandardCharsets.UTF_8);
            print.reset().then(text, 0, text.length);
            high.add(print.high());
            low.add(print.low());
        }
        assertThat(high).hasSize(200_000);
        assertThat(low).hasSize(200_000);
    }

    private Fingerprint added(String... parts) {
        print.from(0, 0);
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            print.add(bytes, 0, bytes.length);
        }
        return print;
    }
}

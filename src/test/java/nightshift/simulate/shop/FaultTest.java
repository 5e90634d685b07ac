package nightshift.simulate.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final Path WORLD = Path.of("src/main/java/nightshift/simulate/shop");
    private static final List<String> PARTS_OF_SIGNAL_NAMES = List.of(
            ".duration", ".utilization", ".usage", ".ready\"", ".rate\"", ".ratio", "db.client", "http.server", "k8s.");

    @Test
    void nothingInTheWorldNamesASignal() throws IOException {
        try (Stream<Path> files = Files.list(WORLD)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(PARTS_OF_SIGNAL_NAMES);
            }
        }
    }

    @Test
    void theNamesOfSignalsAreKnownToTheSender() throws IOException {
        // The check above can fail only as long as these are how signals are called
        String sender = Files.readString(Path.of("src/main/java/nightshift/simulate/shop/send/MetricEncoder.java"));
        assertThat(sender).contains("db.client", "http.server", "k8s.", ".duration", ".utilization", ".usage");
    }
}

package nightshift.simulate.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final String HEADER = "{\"t\":1795665000123,\"transport\":\"grpc\",\"signal\":\"metrics\"}";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("x.otlp.zst");
    }

    @Test
    void requestsComeInTheOrderOfTheFileUntilItsEnd() throws IOException {
        // Given
        new RecordingFiles()
                .record(HEADER, (byte) 1, (byte) 2)
                .record(HEADER.replace("grpc", "http").replace("metrics", "logs"))
                .to(file());

        // When
        try (Recording recording = Recording.open(file())) {
            RecordedRequest first = recording.next().orElseThrow();
            RecordedRequest second = recording.next().orElseThrow();

            // Then
            assertThat(first.arrived()).isEqualTo(Instant.ofEpochMilli(1795665000123L));
            assertThat(first.transport()).isEqualTo(RecordedRequest.Transport.GRPC);
            assertThat(first.signal()).isEqualTo(RecordedRequest.Signal.METRICS);
            assertThat(first.body()).containsExactly(1, 2);
            assertThat(second.transport()).isEqualTo(RecordedRequest.Transport.HTTP);
            assertThat(second.signal()).isEqualTo(RecordedRequest.Signal.LOGS);
            assertThat(second.body()).isEmpty();
            assertThat(recording.next()).isEmpty();
        }
    }

    @Test
    void aBodyThatEndsTooEarlyIsToldWithItsPlace() throws IOException {
        // Given
        new RecordingFiles()
                .record(HEADER)
                .record(HEADER)
                .length(HEADER.length())
                .to(file());

        // When
        try (Recording recording = Recording.open(file())) {
            recording.next();
            recording.next();

            // Then
            assertThatThrownBy(recording::next)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("x.otlp.zst: record 3");
        }
    }

    @Test
    void aLengthThatNoRequestHasIsToldInsteadOfTaken() throws IOException {
        // Given
        new RecordingFiles().length(Integer.MIN_VALUE).to(file());

        // When
        try (Recording recording = Recording.open(file())) {
            // Then
            assertThatThrownBy(recording::next)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("2147483648 bytes");
        }
    }

    @Test
    void aSignalThatOtlpDoesNotHaveIsTold() throws IOException {
        // Given
        new RecordingFiles().record(HEADER.replace("metrics", "profiles")).to(file());

        // When
        try (Recording recording = Recording.open(file())) {
            // Then
            assertThatThrownBy(recording::next)
                    .hasMessageContaining("record 1")
                    .hasMessageContaining("'profiles' is none of [metrics, logs, traces]");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Recording.open(file()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("x.otlp.zst");
    }

    @Test
    void theTruthIsReadAndItsRemediesAreActionTypes() throws IOException {
        // Given
        Path truth = directory.resolve("x.truth.json");
        Files.writeString(truth, """
                {"begin": 100.5, "faults": [{"name": "leak", "on": 200, "clean": 300.25, "entity": "orders",
                 "aka": ["postgres"], "kind": "connection-leak", "remedy": ["pool-recycle"], "also": ["restart", "escalate"],
                 "trap": false}]}
                """);

        // When
        RecordedTruth read = RecordedTruth.read(RecordedTruth.besides(file()));

        // Then
        RecordedTruth.Fault fault = read.faults().getFirst();
        assertThat(read.begin()).isEqualTo(Instant.ofEpochMilli(100_500));
        assertThat(fault.clean()).isEqualTo(Instant.ofEpochMilli(300_250));
        assertThat(fault.remedies()).containsExactly("pool.recycle");
        assertThat(fault.acceptable()).containsExactlyInAnyOrder("workload.restart", "escalate");
        assertThat(fault.is("orders")).isTrue();
        assertThat(fault.is("postgres:9840")).isTrue();
        assertThat(fault.is("catalogue")).isFalse();
    }

    @Test
    void aTruthWithARemedyThatNobodyKnowsIsTold() throws IOException {
        // Given
        Path truth = directory.resolve("x.truth.json");
        Files.writeString(truth, """
                {"begin": 1, "faults": [{"name": "a", "on": 2, "clean": 3, "entity": "b", "kind": "c", "remedy": ["pray"],
                 "trap": false}]}
                """);

        // Then
        assertThatThrownBy(() -> RecordedTruth.read(truth))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("x.truth.json")
                .hasMessageContaining("'pray'; expected restart");
    }
}

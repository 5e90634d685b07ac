package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nightshift.Missing;
import nightshift.api.OnTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The document that clients are generated from, before the linter of `src/test/redocly`.
@QuarkusTest
@TestProfile(OnTrial.class)
class OpenApiLintTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void theDocumentIsClean() throws IOException, InterruptedException {
        // Given
        Path document = Files.writeString(
                folder.resolve("openapi.json"),
                given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());

        // When
        Path said = folder.resolve("said");
        Process linter = new ProcessBuilder(
                        linter(),
                        "lint",
                        document.toString(),
                        "--config",
                        Path.of("src/test/redocly/redocly.yaml")
                                .toAbsolutePath()
                                .toString(),
                        "--format=json")
                .redirectOutput(said.toFile())
                .redirectError(folder.resolve("beside").toFile())
                .start();
        assertThat(linter.waitFor(90, TimeUnit.SECONDS)).isTrue();

        // Then no warning either
        String answer = Files.readString(said, UTF_8);
        assertThat(answer).as(Files.readString(folder.resolve("beside"))).contains("\"totals\"");
        assertThat(answer.replaceAll("\\s", "")).as(answer).contains("\"errors\":0", "\"warnings\":0");
    }

    private static String linter() throws IOException, InterruptedException {
        String told = System.getProperty("redocly.program", "");
        if (!told.isEmpty()) {
            return told;
        }
        Process asked = new ProcessBuilder(List.of("src/test/redocly/build", "--path")).start();
        String path = new String(asked.getInputStream().readAllBytes(), UTF_8).strip();
        if (asked.waitFor() != 0) {
            throw Missing.skips(
                    "the REST document is not linted, the linter is not here: src/test/redocly/build fetches it");
        }
        return path;
    }
}

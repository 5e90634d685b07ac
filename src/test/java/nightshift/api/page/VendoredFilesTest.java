package nightshift.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VendoredFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/META-INF/resources/vendor");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.*\\| `([0-9a-f]{64})` \\|");

    @Test
    void theyAreWhatTheirReadmeSays() throws Exception {
        // Given
        List<MatchResult> rows = ROW.matcher(Files.readString(FOLDER.resolve("README.md")))
                .results()
                .toList();

        // Then
        assertThat(rows).hasSize(3);
        for (MatchResult row : rows) {
            assertThat(sha256(FOLDER.resolve(row.group(1)))).as(row.group(1)).isEqualTo(row.group(2));
        }
    }

    private static String sha256(Path file) throws IOException, java.security.NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

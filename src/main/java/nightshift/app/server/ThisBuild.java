package nightshift.app.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What tells one build of the product from another: the jar that holds this class, and the Java that runs it.
final class ThisBuild {
    private ThisBuild() {}

    /// Empty for classes in a folder, which may be made anew at any time: nothing is remembered for them.
    static Optional<String> identity() {
        try {
            Path jar = Path.of(ThisBuild.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(jar)
                    ? Optional.of(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar) + " "
                            + Runtime.version())
                    : Optional.empty();
        } catch (URISyntaxException | IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }
}

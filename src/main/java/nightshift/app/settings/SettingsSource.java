package nightshift.app.settings;

import java.util.List;
import java.util.Optional;

/// Where configuration comes from.
interface SettingsSource {
    /// A value as it was written, and where: an environment variable, a file, a system property.
    record Written(String value, String source) {}

    Optional<Written> find(String key);

    /// All keys that begin with `nightshift.`, to tell those that nobody reads.
    List<String> keys();
}

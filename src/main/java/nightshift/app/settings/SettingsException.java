package nightshift.app.settings;

import java.util.List;

/// The configuration is wrong; each problem names key, value, source and what was expected.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(List<String> problems) {
        super("the configuration is wrong, so nothing was done:\n  " + String.join("\n  ", problems));
    }
}

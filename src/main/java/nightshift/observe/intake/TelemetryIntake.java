package nightshift.observe.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Where adapters hand over what they decoded. When a call returns, what it brought is applied; what
/// was not taken is in the receipt by reason. Safe from any thread.
public interface TelemetryIntake {
    /// Applies metric points.
    ///
    /// @param arrived by the intake's clock
    Receipt points(PointBatch batch, Instant arrived);

    /// Applies spans.
    ///
    /// @param arrived by the intake's clock
    Receipt spans(List<Span> batch, Instant arrived);

    /// Applies log records.
    ///
    /// @param arrived by the intake's clock
    Receipt logs(List<LogRecord> batch, Instant arrived);

    /// How older senders call an attribute, and how it is called here: for decoders that keep only what has a meaning.
    Map<String, String> attributeNames();
}

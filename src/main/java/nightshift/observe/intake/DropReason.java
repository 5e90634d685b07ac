package nightshift.observe.intake;

import java.util.Locale;

/// Why something that was sent is not in any series.
public enum DropReason {
    LATE(true, "older than the allowed lateness; check the sender's clock and its export delay"),
    AHEAD(true, "time stamp in the future; check the sender's clock"),
    OUT_OF_ORDER(true, "older than a point of the same series that is already in"),
    SECOND_WRITER(
            true,
            "two senders write the same series with different start times; give each its own service.instance.id"),
    NOT_A_NUMBER(true, "NaN or infinite"),
    UNSUPPORTED(true, "a sum that is not monotonic needs cumulative temporality"),
    UNDECODABLE(true, "a metric without a name, or attributes that can't be decoded"),
    MALFORMED_HISTOGRAM(
            true, "as many bounds as buckets less one, rising and no NaN, are expected, or a scale from -10 to 20"),
    STREAM_LIMIT(true, "too many time series; send fewer attributes or raise nightshift.limits.streams"),
    SERIES_LIMIT(true, "too many series after roll-up; send fewer attributes or raise nightshift.limits.series"),
    SOURCE_LIMIT(true, "too many resources; raise the limit of sources"),
    INCOMPLETE_CHANGE(true, "a nightshift.change event needs a resource with service.name"),
    /// The same point twice, as a retry sends it; harmless.
    DUPLICATE(false, "sent before"),
    /// Self-metrics of SDKs and exporters, calls to Nightshift itself.
    NOT_A_SYMPTOM(false, "telemetry about telemetry"),
    /// A point for each thing that a state is not, beside the one for what it is.
    SAID_OTHERWISE(false, "another point of the same metric says it"),
    /// A window waited too long for the loop.
    WINDOW_OVERFLOW(false, "the loop did not take closed windows in time"),
    /// A change waited too long for the loop.
    CHANGE_OVERFLOW(false, "the loop did not take changes in time"),
    /// Calls between too many pairs of services; the pair that was quiet for longest is forgotten.
    DEPENDENCY_OVERFLOW(false, "too many pairs of services call each other; raise the limit of dependencies"),
    /// Too many spans waited for their other end; counted in the service's own series all the same.
    SPAN_OVERFLOW(false, "too many spans waited for their other end"),
    /// What is written on a service that it promises; it is judged as if nothing were.
    UNREADABLE_OBJECTIVE(
            false,
            "an annotation nightshift.dev/objective.availability is a share such as 99.9%, one"
                    + " nightshift.dev/objective.latency a time such as 300ms"),
    /// Too many workloads or pods; their series are there all the same.
    ROSTER_LIMIT(false, "too many workloads or pods to know who runs where; raise the limits of the roster");

    private final boolean rejected;
    private final String sentence;

    DropReason(boolean rejected, String sentence) {
        this.rejected = rejected;
        this.sentence = sentence;
    }

    /// Whether the sender is told: its data is not in, and it can do something about it.
    public boolean rejected() {
        return rejected;
    }

    /// Whether there was no room for it, so that something that was sent is not seen at all.
    public boolean ofRoom() {
        return switch (this) {
            case STREAM_LIMIT,
                    SERIES_LIMIT,
                    SOURCE_LIMIT,
                    WINDOW_OVERFLOW,
                    CHANGE_OVERFLOW,
                    SPAN_OVERFLOW,
                    ROSTER_LIMIT,
                    DEPENDENCY_OVERFLOW -> true;
            case LATE,
                    AHEAD,
                    OUT_OF_ORDER,
                    SECOND_WRITER,
                    NOT_A_NUMBER,
                    UNSUPPORTED,
                    UNDECODABLE,
                    MALFORMED_HISTOGRAM,
                    INCOMPLETE_CHANGE,
                    DUPLICATE,
                    NOT_A_SYMPTOM,
                    UNREADABLE_OBJECTIVE,
                    SAID_OTHERWISE -> false;
        };
    }

    /// Whether there was no room for what a sender sent, who is told so.
    public boolean refuses() {
        return ofRoom() && rejected;
    }

    /// What happened and what to do.
    public String sentence() {
        return sentence;
    }

    /// Name in the intake's status: `second_writer`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

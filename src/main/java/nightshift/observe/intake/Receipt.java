package nightshift.observe.intake;

import java.util.Map;
import java.util.stream.Collectors;

/// What became of one request: everything not dropped is applied when this is returned.
///
/// @param accepted metric points, spans or log records that are in
/// @param dropped the rest, by reason
public record Receipt(long accepted, Map<DropReason, Long> dropped) {
    public Receipt {
        dropped = Map.copyOf(dropped);
    }

    /// How many the sender is told of.
    public long rejected() {
        return dropped.entrySet().stream()
                .filter(entry -> entry.getKey().rejected())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// One sentence per reason with its count; empty when nothing was rejected.
    public String message() {
        return dropped.entrySet().stream()
                .filter(entry -> entry.getKey().rejected())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().label() + ": "
                        + entry.getKey().sentence())
                .collect(Collectors.joining("; "));
    }
}

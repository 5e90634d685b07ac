package nightshift.act.kubernetes;

import java.util.Locale;
import java.util.Optional;

/// How far Nightshift may go in a namespace, or on a workload: what the owners wrote on it. Of several the
/// most restrictive counts, which is the first of this list.
public enum OptIn {
    /// Nothing is done, whoever approves it.
    OFF,
    /// Nothing is done by Nightshift; it may say what it would do.
    OBSERVE,
    /// What a person approved.
    APPROVE,
    /// What rules decide, within the bounds.
    AUTO;

    /// As it is written, in lower case; empty when it is none of them.
    public static Optional<OptIn> parse(String text) {
        for (OptIn each : values()) {
            if (each.written().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// In lower case.
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    OptIn and(OptIn other) {
        return compareTo(other) < 0 ? this : other;
    }
}

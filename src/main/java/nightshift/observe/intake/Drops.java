package nightshift.observe.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Counts what is dropped, since the start and within the request that is being applied. Guarded by the observer's
/// lock.
public final class Drops {
    private static final DropReason[] REASONS = DropReason.values();

    private final long[] total = new long[REASONS.length];
    private final long[] request = new long[REASONS.length];
    private final long[] last = new long[REASONS.length];
    private long now;

    public void count(DropReason reason) {
        count(reason, 1);
    }

    public void count(DropReason reason, long times) {
        total[reason.ordinal()] += times;
        last[reason.ordinal()] = now;
        request[reason.ordinal()] += times;
    }

    public void beginRequest() {
        java.util.Arrays.fill(request, 0);
    }

    /// What was dropped since [#beginRequest], with the rest of `items` accepted.
    public Receipt endRequest(long items) {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        long sum = 0;
        for (DropReason reason : REASONS) {
            long times = request[reason.ordinal()];
            if (times > 0) {
                dropped.put(reason, times);
                sum += reason.rejected() ? times : 0;
            }
        }
        return new Receipt(Math.max(0, items - sum), dropped);
    }

    /// What time it is for what is counted from now on, ns.
    public void now(long nanos) {
        now = nanos;
    }

    /// Why something that was sent was refused for want of room since a time, by label, with the
    /// sentence that says what to do.
    public Map<String, String> refusingSince(long nanos) {
        return since(nanos, DropReason::refuses);
    }

    /// Why something that had been taken in was let go of for want of room since a time, as above.
    public Map<String, String> droppingSince(long nanos) {
        return since(nanos, reason -> reason.ofRoom() && !reason.refuses());
    }

    private Map<String, String> since(long nanos, Predicate<DropReason> which) {
        Map<String, String> found = new TreeMap<>();
        for (DropReason reason : REASONS) {
            if (which.test(reason) && total[reason.ordinal()] > 0 && last[reason.ordinal()] >= nanos) {
                found.put(reason.label(), reason.sentence());
            }
        }
        return found;
    }

    public Map<String, Long> byLabel() {
        Map<String, Long> labelled = new TreeMap<>();
        for (DropReason reason : REASONS) {
            if (total[reason.ordinal()] > 0) {
                labelled.put(reason.label(), total[reason.ordinal()]);
            }
        }
        return labelled;
    }
}

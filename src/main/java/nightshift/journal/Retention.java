package nightshift.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import nightshift.journal.proof.Prune;

/// Keeps a journal within its bounds, a little at a time: a thread of its own calls it, and whoever writes meanwhile
/// waits for the deletion of one batch at most.
///
/// By age it goes in whole days, so that what is taken away is told once a day; by size the oldest goes first, until
/// some room is free again. The file does not get smaller: its pages are used again.
public final class Retention {
    /// How often it looks.
    public static final Duration LOOK = Duration.ofMinutes(1);

    /// Events in one transaction: under a tenth of a second in a journal of 200 MB.
    private static final int BATCH = 500;

    /// Batches of one look; whoever closes it interrupts it between two.
    private static final int MOST = 20;

    /// What is taken away when the size is reached, beyond what is too much: else it would be told with each look.
    private static final double FREED = 0.05;

    private final Pruning pruning;
    private final RetentionConfig config;

    private volatile Optional<String> trouble = Optional.empty();

    public Retention(Journal journal, RetentionConfig config) {
        this.pruning = journal.pruning();
        this.config = config;
    }

    /// One look. Called by one thread.
    ///
    /// @throws nightshift.journal.database.JournalException when the journal can't be written now
    public void look(Instant now) {
        Instant old = now.minus(config.age()).truncatedTo(ChronoUnit.DAYS);
        Instant young = now.minus(RetentionConfig.YOUNG);
        boolean large = pruning.bytes() > config.bytes();
        int gone = 0;
        int incidents = 0;
        Prune.Report last = new Prune.Report(0, 0, 0, "");
        for (int batch = 0; batch < MOST && !Thread.currentThread().isInterrupted(); batch++) {
            boolean over = large && pruning.bytes() > (1 - FREED) * config.bytes();
            last = pruning.takeAway(new Prune.Bounds(over ? young : old, old, BATCH), now);
            gone += last.events();
            incidents += last.incidents();
            if (last.events() == 0) {
                break;
            }
        }
        if (gone > 0) {
            Prune.Report all = new Prune.Report(gone, incidents, last.through(), last.link());
            pruning.tell(all, large ? young : old, now);
        }
        long bytes = pruning.bytes();
        trouble = last.events() == 0 && bytes > config.bytes() ? Optional.of(full(bytes)) : Optional.empty();
    }

    private String full(long bytes) {
        return String.format(
                Locale.ROOT,
                "the journal takes %d MB, more than the %d MB of nightshift.journal.size: what is left is younger than a"
                        + " day, or needed since the event of %s by an incident or a decision that is not over",
                bytes >> 20,
                config.bytes() >> 20,
                pruning.oldest().map(Instant::toString).orElse("now"));
    }

    /// Why it is larger than it may be; empty while it is not. Safe from any thread.
    public Optional<String> trouble() {
        return trouble;
    }
}

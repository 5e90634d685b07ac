package nightshift.app.settings;

import io.smallrye.config.WithConverter;
import java.time.Duration;
import java.util.Optional;
import nightshift.app.settings.Converters.AsCount;
import nightshift.app.settings.Converters.AsDuration;
import nightshift.app.settings.Converters.AsSize;
import nightshift.journal.RetentionConfig;
import nightshift.journal.window.WindowConfig;
import nightshift.loop.HoldConfig;
import nightshift.loop.RecallConfig;

/// What is kept on disk, and how much of it a start takes in.
final class JournalKeys {
    private JournalKeys() {}

    interface Journal {
        @WithConverter(AsDuration.class)
        Optional<Duration> age();

        @WithConverter(AsSize.class)
        Optional<Long> size();
    }

    interface Windows {
        @WithConverter(AsSize.class)
        Optional<Long> size();

        @WithConverter(AsDuration.class)
        Optional<Duration> age();
    }

    interface Recall {
        @WithConverter(AsDuration.class)
        Optional<Duration> reach();

        @WithConverter(AsCount.class)
        Optional<Integer> windows();

        @WithConverter(AsCount.class)
        Optional<Integer> judged();

        @WithConverter(AsCount.class)
        Optional<Integer> sampled();
    }

    interface Holds {
        @WithConverter(AsCount.class)
        Optional<Integer> proposal();

        @WithConverter(AsCount.class)
        Optional<Integer> incident();
    }

    static HoldConfig holds(Holds written, HoldConfig usual, Mistakes mistakes) {
        return mistakes.guarded(
                "nightshift.holds.incident",
                () -> new HoldConfig(
                        written.proposal().orElse(usual.ofProposal()),
                        written.incident().orElse(usual.ofIncident())),
                usual);
    }

    static RetentionConfig retention(Journal written, RetentionConfig usual) {
        return new RetentionConfig(
                written.age().orElse(usual.age()), written.size().orElse(usual.bytes()));
    }

    static WindowConfig windows(Windows written, WindowConfig usual) {
        return new WindowConfig(
                written.size().orElse(usual.bytes()), written.age().orElse(usual.age()));
    }

    static RecallConfig recall(Recall written, RecallConfig usual) {
        return new RecallConfig(
                written.reach().orElse(usual.reach()),
                written.windows().orElse(usual.windows()),
                written.judged().orElse(usual.judged()),
                written.sampled().orElse(usual.sampled()));
    }
}

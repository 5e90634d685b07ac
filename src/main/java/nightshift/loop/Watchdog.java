package nightshift.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nightshift.fact.Incident;
import org.jspecify.annotations.Nullable;

/// Wakes a person when Nightshift itself is what keeps an incident from being dealt with: while turns fail, while the
/// loop is stuck, while no rules are in force. It needs neither rules nor a turn, runs on a thread of its own, and
/// reads only what was published last.
///
/// One page a spell: the page's id follows from its incident, so that a receiver takes it once, also over restarts.
public final class Watchdog {
    private static final Logger LOG = System.getLogger(Watchdog.class.getName());

    private final Config config;
    private final Vitals vitals;
    private final Bell bell;
    private final Diary diary;
    private volatile @Nullable Spell spell;

    /// @param vitals what it reads
    /// @param bell carries the page out
    /// @param diary where the page is written down
    public Watchdog(Config config, Vitals vitals, Bell bell, Diary diary) {
        this.config = config;
        this.vitals = vitals;
        this.bell = bell;
        this.diary = diary;
    }

    /// @param after how long it may go on before a person is woken
    /// @param look how often it looks
    /// @param again how long it waits until a page that did not arrive is sent again
    public record Config(Duration after, Duration look, Duration again) {
        /// A minute is longer than a turn over the largest table and the pause of a garbage collection, and short for
        /// an incident that nobody deals with.
        public static final Duration AFTER = Duration.ofSeconds(60);

        public Config {
            if (after.isNegative() || after.isZero()) {
                throw new IllegalArgumentException("after is " + after + ", expected more than nothing");
            }
        }

        /// Looks every second and sends again every half minute.
        public static Config after(Duration after) {
            return new Config(after, Duration.ofSeconds(1), Duration.ofSeconds(30));
        }
    }

    /// What is known without a turn. None of it may wait for the loop.
    public interface Vitals {
        /// Since when every turn fails.
        Optional<WatchedThread.Failing> failing();

        /// When a turn succeeded last.
        Instant lastTurn();

        /// Why no rules are in force, if there are none against the will of whoever wrote them.
        Optional<String> rulesOut();

        /// As of the last turn that succeeded; before the first, as the journal had them.
        List<Incident> openIncidents();
    }

    /// Wakes a person, at the address that a rule's escalation goes to; may block for as long as one call may take.
    @FunctionalInterface
    public interface Bell {
        /// @param id under which a receiver takes the page once
        /// @param incident whose it is
        /// @param summary for the person who is woken
        /// @param reason in one sentence, for the receiver's own log
        /// @return empty when it arrived, else why not
        Optional<String> ring(String id, Incident incident, String summary, String reason);
    }

    /// Writes an event of the journal; false when it can't be written now.
    @FunctionalInterface
    public interface Diary {
        boolean write(String subject, String text, Instant now);
    }

    /// Something that has been wrong without a break.
    private record Spell(Instant since, Optional<Page> page) {}

    /// @param incident whose page it is
    /// @param sent when it was sent last
    /// @param told what became of it
    /// @param arrived whether it need not be sent again
    /// @param written whether the journal has it
    private record Page(String incident, Instant sent, String told, boolean arrived, boolean written) {}

    /// One look. Called by one thread; may block for as long as a call to the page's address may take.
    public void look(Instant now) {
        Optional<String> trouble = trouble(now);
        if (trouble.isEmpty()) {
            spell = null;
            return;
        }
        Spell before = spell;
        Spell current = before == null ? new Spell(since(now), Optional.empty()) : before;
        spell = current;
        List<Incident> open = vitals.openIncidents();
        if (open.isEmpty() || now.isBefore(current.since().plus(config.after()))) {
            return;
        }
        Optional<Page> last = current.page();
        boolean due = last.isEmpty()
                || (!last.get().arrived() && !now.isBefore(last.get().sent().plus(config.again())));
        Page page = due ? send(open, trouble.get(), now) : last.orElseThrow();
        spell = new Spell(current.since(), Optional.of(page)); // told before the journal, which may keep this waiting
        spell = new Spell(current.since(), Optional.of(written(page, now)));
    }

    /// What it did in the spell that is going on, for health; empty when there is nothing to tell. Safe from any
    /// thread.
    public Optional<String> trouble() {
        return Optional.ofNullable(spell).flatMap(Spell::page).map(Page::told);
    }

    private Optional<String> trouble(Instant now) {
        Optional<String> failing =
                vitals.failing().map(row -> "every turn has failed since " + row.since() + " (" + row.last() + ")");
        return failing.or(() -> stuck(now)).or(vitals::rulesOut);
    }

    private Optional<String> stuck(Instant now) {
        return now.isBefore(vitals.lastTurn().plus(config.after()))
                ? Optional.empty()
                : Optional.of("the loop has not turned since " + vitals.lastTurn());
    }

    /// When what is wrong began: a loop that is found stuck has been so since its last turn.
    private Instant since(Instant now) {
        return vitals.failing()
                .map(WatchedThread.Failing::since)
                .orElseGet(() -> stuck(now).isPresent() ? vitals.lastTurn() : now);
    }

    private Page send(List<Incident> open, String trouble, Instant now) {
        Incident first = open.getFirst();
        String others = open.size() == 1 ? "" : " and " + (open.size() - 1) + " more";
        String why = "Nightshift can't deal with it: " + trouble;
        String summary = first.title() + others + ". " + why + ". Look at it yourself, and at Nightshift.";
        LOG.log(Level.ERROR, "waking a person, without rules and turn: {0}", summary);
        Optional<String> lost = bell.ring(id(first), first, summary, why);
        String told = lost.map(reason ->
                        "a person is to be woken for " + first.id() + ", and the page did not arrive: " + reason)
                .orElse("a person was woken at " + now + " for " + first.id() + ", since " + trouble);
        return new Page(first.id(), now, told, lost.isEmpty(), false);
    }

    /// The journal is told last: it may be what holds the loop up.
    private Page written(Page page, Instant now) {
        if (page.written() || !page.arrived()) {
            return page;
        }
        boolean written = diary.write(page.incident(), page.told(), now);
        return new Page(page.incident(), page.sent(), page.told(), true, written);
    }

    private static String id(Incident incident) {
        return UUID.nameUUIDFromBytes(("nightshift-watchdog|" + incident.id()).getBytes(UTF_8))
                .toString();
    }
}

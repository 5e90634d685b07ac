package nightshift.app.server;

import io.vertx.core.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Event;
import nightshift.journal.Journal;

/// Writes a line to the log for each step of a decision that the journal has: what was decided, done, answered,
/// settled.
/// It follows the journal, so that no step is told that was not written, and none twice. Parameters of actions are left
/// out, since they may be anything.
///
/// One thread uses it; [Server] looks a last time when that has ended.
final class DecisionLog {
    /// How often it looks.
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(DecisionLog.class.getName());
    private static final int AT_ONCE = 500;
    private static final int LONGEST = 300;

    private final Journal journal;
    private long told;

    /// What is in the journal by now is told no more.
    DecisionLog(Journal journal) {
        this.journal = journal;
        this.told = journal.lastSeq();
    }

    /// Tells what was written since the last look.
    void look() {
        for (Event event : journal.eventsAfter(told, AT_ONCE)) {
            told = event.seq();
            if (event.kind().startsWith("decision.")
                    || event.kind().startsWith("action.")
                    || event.kind().startsWith("page.")) {
                journal.decision(event.subject()).ifPresent(remedy -> tell(event, remedy));
            }
        }
    }

    /// For the end of a server, which nothing may hold up: a journal that can't be read is told and left.
    void lastLook() {
        try {
            look();
        } catch (RuntimeException unreadable) {
            LOG.log(Level.WARNING, "what was decided last is in the journal, and not in this log", unreadable);
        }
    }

    private static void tell(Event event, Remedy remedy) {
        JsonObject body = new JsonObject(event.body());
        LOG.log(
                Level.INFO,
                "{0} {1}: incident {2}, service {3}, rule {4}, {5}, {6}: {7}",
                event.kind(),
                event.subject(),
                remedy.incident(),
                remedy.action().target().service().name(),
                remedy.decision().rule().id(),
                remedy.action().type(),
                body.getString("state", ""),
                line(body.getString("detail", "")));
    }

    /// What a target or a person said, on one line.
    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}

package nightshift.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.DeadLetters;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;

/// What is meant to be done, written before any effect. While the file can't be written it is kept here and written
/// first once it can. Used by the loop's thread.
final class Intents {
    private final EntryWriter writer;
    private final Ledger ledger;
    private final OrderTable orderTable;

    private List<EntryWriter.Entry> unwritten = List.of();

    Intents(EntryWriter writer, Ledger ledger, OrderTable orderTable) {
        this.writer = writer;
        this.ledger = ledger;
        this.orderTable = orderTable;
    }

    /// Writes decisions and orders in one transaction. When it threw nothing was written, and it may be asked again
    /// with the same.
    ///
    /// @param letters where decisions and orders go that can't be written; a pause, a mute or its end
    ///     never is
    void write(List<Decision> decisions, List<Command> orders, DeadLetters letters, Instant now) {
        List<EntryWriter.Entry> entries = new ArrayList<>(unwritten);
        decisions.forEach(decision -> entries.add(new EntryWriter.Entry(
                "intent of " + decision.finding(), false, handle -> ledger.intend(handle, decision, now), () -> {})));
        orders.forEach(order -> entries.add(new EntryWriter.Entry(
                "order of " + order.principal() + " at " + order.at(),
                stops(order),
                handle -> orderTable.order(handle, order, now),
                () -> {})));
        if (!entries.isEmpty()) {
            unwritten = writer.write(entries, letters);
        }
    }

    private static boolean stops(Command order) {
        return order instanceof Command.Pause
                || order instanceof Command.Resume
                || order instanceof Command.MakeMute
                || order instanceof Command.LiftMute;
    }
}

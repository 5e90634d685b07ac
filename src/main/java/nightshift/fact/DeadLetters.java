package nightshift.fact;

import java.util.List;
import java.util.function.BiConsumer;

/// Where an entry goes that a stage can't take in: a window of a series, a change, an order, an incident, a decision.
///
/// What throws ends the turn, and the whole turn is delivered again: most failures pass. With the last delivery each
/// entry is on its own, and one that throws is set aside and told, so that one bad entry does not stop the others. A
/// subject that was set aside is delivered on its own from then on, until it was taken in again. Used by the loop's
/// thread.
public interface DeadLetters {
    /// Nothing is set aside: what throws ends the turn.
    DeadLetters NONE = new Forgetful(false, (subject, why) -> {
        throw why;
    });

    /// Each entry is on its own and what throws is told at once; nothing is remembered of it.
    static DeadLetters telling(BiConsumer<String, RuntimeException> told) {
        return new Forgetful(true, told);
    }

    /// Trusts everybody always.
    ///
    /// @param lastDelivery whether each entry is on its own
    /// @param told is told what threw
    record Forgetful(boolean lastDelivery, BiConsumer<String, RuntimeException> told) implements DeadLetters {
        @Override
        public boolean trustsAll() {
            return true;
        }

        @Override
        public boolean trusts(String subject) {
            return true;
        }

        @Override
        public void restoreTrust(String subject) {}

        @Override
        public void setAside(String subject, RuntimeException why) {
            told.accept(subject, why);
        }

        @Override
        public List<DeadLetter> untold() {
            return List.of();
        }
    }

    /// Whether this is the last time that the turn is delivered.
    boolean lastDelivery();

    /// Whether [#trusts] is true of every subject: asked first where making the text would cost too much.
    boolean trustsAll();

    /// Whether nothing about the subject was set aside, or something was taken in since.
    boolean trusts(String subject);

    /// Something about the subject was taken in.
    void restoreTrust(String subject);

    /// Notes an entry as set aside.
    void setAside(String subject, RuntimeException why);

    /// What was set aside and no person was told of yet.
    List<DeadLetter> untold();

    /// Delivers one entry.
    ///
    /// @return whether it was taken in; false when it was set aside
    default boolean deliver(String subject, Runnable entry) {
        boolean trusted = trusts(subject);
        if (trusted && !lastDelivery()) {
            entry.run();
            return true;
        }
        try {
            entry.run();
        } catch (RuntimeException why) {
            setAside(subject, why);
            return false;
        }
        if (!trusted) {
            restoreTrust(subject);
        }
        return true;
    }
}

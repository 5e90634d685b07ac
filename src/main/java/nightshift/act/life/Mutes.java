package nightshift.act.life;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Mute;
import nightshift.journal.Journal;

/// The mutes that stand. Written by the loop's thread alone, read from any.
public final class Mutes {
    private final Journal journal;
    private volatile Map<String, Mute> standing;

    public Mutes(Journal journal) {
        this.journal = journal;
        Map<String, Mute> known = new LinkedHashMap<>();
        journal.standingMutes().forEach(mute -> known.put(mute.id(), mute));
        this.standing = known;
    }

    /// Takes an order at once: it holds even while turns fail.
    public void heed(Command order) {
        switch (order) {
            case Command.MakeMute made -> add(made.mute());
            case Command.LiftMute lifted -> remove(lifted.mute());
            case Command.Approve ignored -> {}
            case Command.Reject ignored -> {}
            case Command.Pause ignored -> {}
            case Command.Resume ignored -> {}
            case Command.SetMode ignored -> {}
            case Command.Relearn ignored -> {}
        }
    }

    /// Lets go of those whose time has run out, once the journal has it.
    public void expire(Instant now) {
        for (Mute mute : standing()) {
            if (mute.expired(now) && journal.expired(mute, now)) {
                remove(mute.id());
            }
        }
    }

    /// Oldest first; those between two stretches too.
    public List<Mute> standing() {
        return List.copyOf(standing.values());
    }

    private void add(Mute mute) {
        Map<String, Mute> more = new LinkedHashMap<>(standing);
        more.putIfAbsent(mute.id(), mute);
        standing = more;
    }

    private void remove(String mute) {
        Map<String, Mute> fewer = new LinkedHashMap<>(standing);
        fewer.remove(mute);
        standing = fewer;
    }
}

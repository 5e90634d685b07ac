package nightshift.act.target;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import nightshift.fact.Action;

/// Gives whatever goes to people the last link of the journal's chain: whoever keeps what they were sent
/// can prove later that nothing before it was changed. Where it can't be read now, people are told
/// without it.
public final class ProvenPages implements ActuatorTable {
    /// The parameter that has it.
    public static final String HEAD = "journalHead";

    private final ActuatorTable actuators;
    private final Supplier<String> head;

    /// @param head of the journal, as [nightshift.journal.Journal#head]; may be asked from any thread
    public ProvenPages(ActuatorTable actuators, Supplier<String> head) {
        this.actuators = actuators;
        this.head = head;
    }

    @Override
    public Actuator of(Action action) {
        Actuator actuator = actuators.of(action);
        return action.escalates() ? new Proven(actuator) : actuator;
    }

    private Actuator.Order proven(Actuator.Order page) {
        String link = link();
        if (link.isEmpty()) {
            return page;
        }
        Map<String, String> more = new TreeMap<>(page.action().parameters());
        more.put(HEAD, link);
        Action action = new Action(page.action().type(), page.action().target(), more);
        return new Actuator.Order(page.id(), action, page.incident(), page.reason(), page.inverse(), page.pinned());
    }

    private String link() {
        try {
            return head.get();
        } catch (RuntimeException unreadable) {
            System.getLogger(ProvenPages.class.getName())
                    .log(System.Logger.Level.WARNING, "people are told without the journal's head", unreadable);
            return "";
        }
    }

    private final class Proven implements Actuator {
        private final Actuator carrier;

        private Proven(Actuator carrier) {
            this.carrier = carrier;
        }

        @Override
        public Optional<String> validate(Action action) {
            return carrier.validate(action);
        }

        @Override
        public Plan plan(Order order) {
            return carrier.plan(order);
        }

        @Override
        public Answer start(Order order) {
            return carrier.start(proven(order));
        }

        @Override
        public Answer poll(Order order) {
            return carrier.poll(proven(order));
        }

        @Override
        public Answer undo(Order order) {
            return carrier.undo(order);
        }

        @Override
        public Answer cancel(Order order) {
            return carrier.cancel(order);
        }
    }
}

package nightshift.simulate.world;

import java.util.List;

/// What the steps of a second share.
final class Parts {
    final Layout layout;
    final Wiring wiring;
    final Dice dice;
    final Moment moment;
    final Conditions conditions;
    final Outlook outlook;
    final Attempts attempts;
    final List<QueueState> queues;
    final PoolGates gates;
    final Users users;

    Parts(WorldDesign design) {
        layout = design.layout();
        wiring = new Wiring(layout);
        dice = new Dice(design.plan().seed());
        moment = new Moment(layout);
        conditions = new Conditions(layout);
        outlook = new Outlook(layout);
        attempts = new Attempts(layout, outlook, conditions);
        queues = layout.queues().stream().map(QueueState::new).toList();
        gates = new PoolGates(this);
        users = new Users(layout.entries().size(), design.plan().seconds());
    }
}

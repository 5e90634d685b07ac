package nightshift.simulate.world.physics;

import java.util.List;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Wiring;
import nightshift.simulate.world.truth.Users;

/// What the steps of a second share.
public final class Parts {
    public final Layout layout;
    public final Wiring wiring;
    public final Dice dice;
    public final Moment moment;
    public final Conditions conditions;
    public final Outlook outlook;
    final Attempts attempts;
    public final List<QueueState> queues;
    public final List<VolumeState> volumes;
    final PoolGates gates;
    public final Users users;

    public Parts(WorldDesign design) {
        layout = design.layout();
        wiring = new Wiring(layout);
        dice = new Dice(design.plan().seed());
        moment = new Moment(layout);
        conditions = new Conditions(layout);
        outlook = new Outlook(layout);
        attempts = new Attempts(layout, outlook, conditions);
        queues = layout.queues().stream().map(QueueState::new).toList();
        volumes = layout.volumes().stream().map(VolumeState::new).toList();
        gates = new PoolGates(this);
        users = new Users(layout.entries().size(), design.plan().seconds());
    }

    /// Share of an operation's requests that fail for want of room on a disk.
    double withoutRoom(int operation) {
        int volume = wiring.volumeOfWriter[operation];
        return volume >= 0 && volumes.get(volume).full() ? conditions.noRoom[volume] : 0;
    }
}

package seeded.room.nightshift.simulate.world.layout;

import nightshift.simulate.world.physics.Phase;

/// A room that uses one after it.
public class Offender {
    Phase reach() {
        return Phase.READY;
    }
}

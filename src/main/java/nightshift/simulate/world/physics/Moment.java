package nightshift.simulate.world.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nightshift.simulate.world.layout.Layout;

/// What happens in the current second, by operation; cleared as it begins.
public final class Moment {
    /// Requests that come.
    public final int[] incoming;
    /// Requests that nobody took.
    final int[] refused;
    /// Requests beyond a quota.
    final int[] limited;
    /// Requests that were under way in a process that died.
    final int[] lost;
    /// What people, controllers and processes did.
    public final List<Happening> happenings = new ArrayList<>();

    Moment(Layout layout) {
        int operations = layout.operations().size();
        incoming = new int[operations];
        refused = new int[operations];
        limited = new int[operations];
        lost = new int[operations];
    }

    public void clear() {
        Arrays.fill(incoming, 0);
        Arrays.fill(refused, 0);
        Arrays.fill(limited, 0);
        Arrays.fill(lost, 0);
        happenings.clear();
    }
}

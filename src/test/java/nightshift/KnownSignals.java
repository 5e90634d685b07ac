package nightshift;

import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.observe.naming.SignalDictionary;

/// The shipped dictionary's signals by name, for tests of stages that get them stamped on their series.
public final class KnownSignals {
    private static final SignalDictionary SHIPPED = SignalDictionary.shipped();

    private KnownSignals() {}

    public static Signal signal(String name) {
        return SHIPPED.signal(name);
    }

    public static SignalMeaning meaning(String name) {
        return SHIPPED.meaning(name);
    }
}

package nightshift.loop;

import nightshift.act.Dispatcher;
import nightshift.decide.Rulebook;
import nightshift.observe.Observer;
import nightshift.understand.Analyst;

/// The four stages of the loop, in the order in which a turn goes through them.
public record Stages(Observer observer, Analyst analyst, Rulebook rulebook, Dispatcher dispatcher) {}

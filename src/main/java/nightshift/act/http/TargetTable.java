package nightshift.act.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.EscalateActuator;
import nightshift.act.target.NoTarget;
import nightshift.act.target.Pager;
import nightshift.fact.Action;
import nightshift.fact.ActionType;

/// `nightshift.targets`: the first line that takes an action has it. Pages go to the pager.
public final class TargetTable implements ActuatorTable {
    private final List<Line> lines = new ArrayList<>();
    private final Actuator escalate;

    /// @param targets in the order of the configuration
    /// @param pager carries pages out; empty when pages are only shown
    public TargetTable(List<Target> targets, Optional<Pager> pager, SignedClient client) {
        for (Target target : targets) {
            lines.add(new Line(target, new HttpActuator(target, client)));
        }
        escalate = new EscalateActuator(pager);
    }

    @Override
    public Actuator of(Action action) {
        if (action.type().equals(ActionType.ESCALATE)) {
            return escalate;
        }
        for (Line line : lines) {
            if (line.target().takes(action)) {
                return line.actuator();
            }
        }
        return new NoTarget("no target is configured for " + action.type() + " on service "
                + action.target().service().name() + ": set nightshift.targets[" + lines.size()
                + "].service, .action, .address and .secret");
    }

    /// Where no target is configured at all nobody expects that anything is done.
    @Override
    public boolean takes(String type) {
        return lines.isEmpty()
                || type.equals(ActionType.ESCALATE)
                || lines.stream().anyMatch(line -> line.target().takesType(type));
    }

    private record Line(Target target, Actuator actuator) {}
}

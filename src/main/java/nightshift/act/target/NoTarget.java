package nightshift.act.target;

import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;

/// Stands where no target is configured: refuses everything and says what to set. What was started before the
/// configuration was changed can't be asked, so it is unknown.
///
/// @param sentence names the missing key
public record NoTarget(String sentence) implements Actuator {
    @Override
    public Optional<String> validate(Action action) {
        return Optional.of(sentence);
    }

    @Override
    public Plan plan(Order order) {
        return new Plan.Impossible(sentence);
    }

    @Override
    public Answer start(Order order) {
        return new Answer(ActionResult.REFUSED, false, sentence);
    }

    @Override
    public Answer poll(Order order) {
        return unknown();
    }

    @Override
    public Answer undo(Order order) {
        return unknown();
    }

    @Override
    public Answer cancel(Order order) {
        return unknown();
    }

    private Answer unknown() {
        return new Answer(ActionResult.UNKNOWN, false, sentence);
    }
}

package nightshift.act.life;

import nightshift.act.target.Actuator;

/// An order that a target was given: the action, or its inverse.
interface TargetCall {
    /// Sends it; the same order again has no second effect.
    void send(ActionRun run);

    /// Whether the next question changes something at the target, such as a cancelling.
    boolean changes(ActionRun run);

    /// Asks what became of it.
    void ask(ActionRun run);

    /// Takes in what the target said.
    ///
    /// @return whether something moved, so that it is worth looking again in this turn
    boolean take(ActionRun run, Actuator.Answer answer, DispatchTurn turn);
}

package nightshift.act.life;

/// What is done with a decision while it is in one part of its life.
@FunctionalInterface
public interface Phase {
    /// Goes on as far as possible without waiting.
    ///
    /// @return whether something moved, so that it is worth looking again in this turn
    boolean step(ActionRun run, DispatchTurn turn);
}

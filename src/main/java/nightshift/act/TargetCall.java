package nightshift.act;

/// An order that a target was given: the action, or its inverse.
interface TargetCall {
    /// Sends it; the same order again has no second effect.
    void send(Errand errand);

    /// Asks what became of it.
    void ask(Errand errand);

    /// Takes in what the target said.
    ///
    /// @return whether something moved, so that it is worth looking again in this turn
    boolean take(Errand errand, Actuator.Answer answer, Round round);
}

package nightshift.simulate.world.run;

/// An order that is being carried out.
public final class Undertaking {
    private final Order order;
    private final int began;
    private State state = State.RUNNING;
    private String detail;

    /// How far it is.
    public enum State {
        RUNNING,
        DONE,
        /// It did not come to its end in its time; what it began goes on.
        FAILED
    }

    Undertaking(Order order, int began, String detail) {
        this.order = order;
        this.began = began;
        this.detail = detail;
    }

    void end(State as, String how) {
        state = as;
        detail = how;
    }

    int began() {
        return began;
    }

    public Order order() {
        return order;
    }

    public State state() {
        return state;
    }

    /// One sentence for people.
    public String detail() {
        return detail;
    }
}

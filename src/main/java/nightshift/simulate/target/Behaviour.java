package nightshift.simulate.target;

/// How well the world obeys one type of action.
public enum Behaviour {
    WORKS("does what was asked"),
    USELESS("says that it did, and changed nothing"),
    FAILS("tries, and says that it failed"),
    REFUSED("says in the plan that it is not possible"),
    HANGS("is never done"),
    UNANSWERED("answers nothing but 503");

    private final String sentence;

    Behaviour(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}

package nightshift.simulate.target;

/// An order that can't be carried out; the message says why.
final class RefusedOrder extends Exception {
    private static final long serialVersionUID = 1;

    RefusedOrder(String why) {
        super(why);
    }
}

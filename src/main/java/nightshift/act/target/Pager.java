package nightshift.act.target;

/// Carries a page out of the process. Delivering the same page again must be harmless: its id is the order's.
public interface Pager {
    Actuator.Answer deliver(Actuator.Order page);
}

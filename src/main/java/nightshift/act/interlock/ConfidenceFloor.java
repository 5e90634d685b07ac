package nightshift.act.interlock;

import java.util.Locale;
import nightshift.fact.decision.Guard;
import nightshift.journal.LedgerEntry;

/// By itself Nightshift acts only on a confidence strictly above the floor; below it, or on it, a person must approve.
final class ConfidenceFloor implements Interlock {
    private final double floor;

    ConfidenceFloor(double floor) {
        this.floor = floor;
    }

    @Override
    public Guard judge(LedgerEntry entry, Situation situation) {
        double confidence = entry.decision().confidence();
        String numbers =
                String.format(Locale.ROOT, "confidence %.4f, must be above %.4f to act by itself", confidence, floor);
        if (confidence > floor) {
            return new Guard("confidence floor", Guard.Verdict.PASS, numbers);
        }
        String approver = entry.record().approvedBy();
        return approver == null
                ? new Guard("confidence floor", Guard.Verdict.APPROVAL, numbers)
                : new Guard("confidence floor", Guard.Verdict.PASS, numbers + "; approved by " + approver);
    }
}

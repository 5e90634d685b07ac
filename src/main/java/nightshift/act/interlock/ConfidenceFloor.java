package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Figure;

/// By itself Nightshift acts only on a confidence strictly above the floor; below it, or on it, a person must approve.
final class ConfidenceFloor implements Interlock {
    private final double floor;

    ConfidenceFloor(double floor) {
        this.floor = floor;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        double confidence = remedy.decision().confidence();
        String numbers = "confidence " + Figure.confidence(confidence) + ", must be above " + Figure.confidence(floor)
                + " to act by itself";
        if (confidence > floor) {
            return new Guard(HoldReason.CONFIDENCE.guard(), Guard.Verdict.PASS, numbers);
        }
        String approver = remedy.approvedBy();
        return approver == null
                ? new Guard(HoldReason.CONFIDENCE.guard(), Guard.Verdict.APPROVAL, numbers)
                : new Guard(HoldReason.CONFIDENCE.guard(), Guard.Verdict.PASS, numbers + "; approved by " + approver);
    }
}

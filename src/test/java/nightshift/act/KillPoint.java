package nightshift.act;

import java.util.concurrent.locks.LockSupport;

/// Where a server is killed.
enum KillPoint {
    /// INTENT is on disk, the plan is about to be asked for.
    INTENT,
    /// STARTED is on disk, nothing was sent.
    STARTED,
    /// The target had the effect and has not answered; the test sees it in the target's log.
    SENT,
    /// The target answered, the ledger does not know.
    ANSWERED,
    /// The outcome is on disk, fresh data is awaited.
    OUTCOME,
    /// Verification found it worse, nothing was undone.
    VERIFICATION,
    /// Healed is on disk.
    VERIFIED,
    /// UNDOING is on disk, nothing was sent.
    UNDO_STARTED,
    /// The target undid it and answered, the ledger does not know.
    UNDO_ANSWERED,
    /// Nowhere: it runs until all is settled.
    NEVER;

    /// Says so on standard output, and waits to be killed.
    void standStill() {
        System.out.println("AT " + this);
        while (true) {
            LockSupport.park();
        }
    }
}

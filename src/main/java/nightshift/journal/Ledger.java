package nightshift.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Fact;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/// Decisions, the facts that spoke for them, and the ledger of their lives.
final class Ledger {
    /// The one instance there is; a second would have its own name and a higher fence.
    private static final String OWNER = "nightshift";

    private static final long FENCE = 1;

    private final Codec codec;
    private final EventLog events;

    Ledger(Codec codec, EventLog events) {
        this.codec = codec;
        this.events = events;
    }

    /// Writes a decision once; the same id again changes nothing.
    void intend(Handle handle, Decision decision, Instant now) {
        if (insertDecision(handle, decision) == 0) {
            return;
        }
        insertEvidence(handle, decision);
        LedgerEntry entry = opening(decision);
        bindLife(handle.createUpdate("""
                                insert into action_ledger (decision, owner, fence, state, result, inverse, guards,
                                    verification, verification_reason, detail, started_us, answered_us, ended_us,
                                    approved_by)
                                values (:decision, :owner, :fence, :state, :result, :inverse, :guards,
                                    :verification, :verificationReason, :detail, :startedUs, :answeredUs, :endedUs,
                                    :approvedBy)
                                """), entry).execute();
        event(handle, entry, "decision.decided", now);
    }

    /// Swaps an entry for its next, if it is still in the state it came from.
    boolean move(Handle handle, LedgerEntry from, LedgerEntry to, Instant now) {
        int rows = bindLife(handle.createUpdate("""
                                update action_ledger set owner = :owner, fence = :fence, state = :state,
                                    result = :result, inverse = :inverse, guards = :guards,
                                    verification = :verification, verification_reason = :verificationReason,
                                    detail = :detail, started_us = :startedUs, answered_us = :answeredUs,
                                    ended_us = :endedUs, approved_by = :approvedBy
                                where decision = :decision and state = :from and fence <= :fence
                                """), to)
                .bind("from", from.state().name())
                .execute();
        if (rows == 1) {
            event(handle, to, LedgerEvents.kind(from.state(), to), now);
        }
        return rows == 1;
    }

    private void event(Handle handle, LedgerEntry entry, String kind, Instant now) {
        Decision decision = entry.decision();
        Map<String, String> body = new TreeMap<>(decision.action().parameters());
        body.put("incident", decision.incident());
        body.put("rule", decision.rule().id());
        body.put("action", decision.action().type());
        body.put("target", decision.action().target().text());
        body.put("state", entry.state().name());
        body.put("detail", entry.record().detail());
        events.append(handle, now, kind, decision.id(), decision.incident(), codec.body(body));
    }

    private int insertDecision(Handle handle, Decision decision) {
        Decision bare = LedgerRow.withoutEvidence(decision);
        return handle.createUpdate("""
                        insert into decision (id, finding, attempt, incident, rule, service, action_type, target,
                            decided_us, body)
                        values (:id, :finding, :attempt, :incident, :rule, :service, :actionType, :target, :decidedUs,
                            :body)
                        on conflict (id) do nothing
                        """)
                .bind("id", decision.id())
                .bind("finding", decision.finding())
                .bind("attempt", decision.attempt())
                .bind("incident", decision.incident())
                .bind("rule", decision.rule().id())
                .bind("service", decision.action().target().service().name())
                .bind("actionType", decision.action().type())
                .bind("target", decision.action().target().text())
                .bind("decidedUs", Micros.of(decision.decidedAt()))
                .bind("body", codec.write(bare))
                .execute();
    }

    private void insertEvidence(Handle handle, Decision decision) {
        if (decision.because().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "insert into evidence (decision, position, kind, body) values (:decision, :position, :kind, :body)");
        int position = 0;
        for (Fact fact : decision.because()) {
            batch.bind("decision", decision.id())
                    .bind("position", position++)
                    .bind("kind", fact.getClass().getSimpleName())
                    .bind("body", codec.write(fact))
                    .add();
        }
        batch.execute();
    }

    private <S extends SqlStatement<S>> S bindLife(S statement, LedgerEntry entry) {
        DecisionRecord record = entry.record();
        return statement
                .bind("decision", record.decision().id())
                .bind("owner", OWNER)
                .bind("fence", FENCE)
                .bind("state", record.state().name())
                .bind("result", entry.result().name())
                .bind("inverse", entry.inverse().map(codec::write).orElse(null))
                .bind("guards", codec.write(record.guards()))
                .bind("verification", record.verification().state().name())
                .bind("verificationReason", record.verification().reason())
                .bind("detail", record.detail())
                .bind("startedUs", Micros.ofNullable(record.startedAt()))
                .bind("answeredUs", Micros.ofNullable(entry.answeredAt()))
                .bind("endedUs", Micros.ofNullable(record.endedAt()))
                .bind("approvedBy", record.approvedBy());
    }

    /// How a decision's life begins, by what rules and policies made of it.
    private static LedgerEntry opening(Decision decision) {
        DecisionState state = state(decision.disposition());
        boolean alive = !state.settled();
        Verification verification = alive
                ? new Verification(Verification.State.PENDING, "not done yet")
                : new Verification(Verification.State.NOT_APPLICABLE, "nothing was done");
        DecisionRecord record = new DecisionRecord(
                decision,
                state,
                decision.guards(),
                verification,
                detail(decision.disposition()),
                null,
                alive ? null : decision.decidedAt(),
                null);
        return new LedgerEntry(
                record, alive ? ActionResult.IN_PROGRESS : ActionResult.REFUSED, Optional.<Action>empty(), null);
    }

    private static DecisionState state(Disposition disposition) {
        return switch (disposition) {
            case ACT -> DecisionState.INTENT;
            case AWAIT_APPROVAL -> DecisionState.AWAITING_APPROVAL;
            case SUGGEST -> DecisionState.SUGGESTED;
            case SHADOW -> DecisionState.SHADOWED;
            case VETOED -> DecisionState.VETOED;
        };
    }

    private static String detail(Disposition disposition) {
        return switch (disposition) {
            case ACT -> "to be done";
            case AWAIT_APPROVAL -> "waits for a person to approve it";
            case SUGGEST -> "suggested: its rule may not act";
            case SHADOW -> "noted: its rule is in shadow";
            case VETOED -> "a policy forbids it";
        };
    }
}

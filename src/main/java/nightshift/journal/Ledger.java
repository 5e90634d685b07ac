package nightshift.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Execution;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.VerificationProgress;
import nightshift.journal.database.Micros;
import nightshift.journal.proof.DecisionText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/// Decisions, the facts that spoke for them, and the ledger of their lives: every step compares the revision it came
/// from and sets the next.
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
        String bare = codec.write(LedgerRow.withoutEvidence(decision));
        if (insertDecision(handle, decision, bare) == 0) {
            return;
        }
        List<String> evidence = decision.because().stream().map(codec::write).toList();
        insertEvidence(handle, decision, evidence);
        Remedy remedy = Remedy.of(decision);
        Map<String, String> body = body(remedy);
        body.put("digest", DecisionText.digest(bare, evidence));
        bindLife(handle.createUpdate("""
                                insert into action_ledger (decision, owner, fence, revision, state, since_us, result,
                                    inverse, guards, verification, verification_reason, progress, detail, started_us,
                                    answered_us, ended_us, approved_by, unknown_since_us, cancelling, resends,
                                    planned, pinned)
                                values (:decision, :owner, :fence, :revision, :state, :sinceUs, :result,
                                    :inverse, :guards, :verification, :verificationReason, :progress, :detail,
                                    :startedUs, :answeredUs, :endedUs, :approvedBy, :unknownSinceUs, :cancelling,
                                    :resends, :planned, :pinned)
                                """), remedy).execute();
        event(handle, remedy, "decision.decided", body, now);
    }

    /// Swaps a remedy for its next revision, if it still is what it came from.
    boolean move(Handle handle, Remedy from, Remedy to, Instant now) {
        if (to.revision() != from.revision() + 1) {
            throw new IllegalArgumentException("decision " + from.id() + ": expected revision " + (from.revision() + 1)
                    + " after " + from.revision() + ", got " + to.revision());
        }
        int rows = bindLife(handle.createUpdate("""
                                update action_ledger set owner = :owner, fence = :fence, revision = :revision,
                                    state = :state, since_us = :sinceUs, result = :result, inverse = :inverse,
                                    guards = :guards, verification = :verification,
                                    verification_reason = :verificationReason, progress = :progress, detail = :detail,
                                    started_us = :startedUs, answered_us = :answeredUs, ended_us = :endedUs,
                                    approved_by = :approvedBy, unknown_since_us = :unknownSinceUs,
                                    cancelling = :cancelling, resends = :resends, planned = :planned,
                                    pinned = :pinned
                                where decision = :decision and revision = :from and fence <= :fence
                                """), to)
                .bind("from", from.revision())
                .execute();
        if (rows == 1) {
            LedgerEvents.kind(from, to).ifPresent(kind -> event(handle, to, kind, body(to), now));
        }
        return rows == 1;
    }

    private static Map<String, String> body(Remedy remedy) {
        Map<String, String> body = new TreeMap<>(remedy.action().parameters());
        body.put("incident", remedy.incident());
        body.put("rule", remedy.decision().rule().id());
        body.put("action", remedy.action().type());
        body.put("target", remedy.action().target().text());
        body.put("state", remedy.state().name());
        body.put("detail", remedy.detail());
        return body;
    }

    private void event(Handle handle, Remedy remedy, String kind, Map<String, String> body, Instant now) {
        events.append(handle, now, kind, remedy.id(), remedy.incident(), codec.body(body));
    }

    private int insertDecision(Handle handle, Decision decision, String bare) {
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
                .bind("body", bare)
                .execute();
    }

    private static void insertEvidence(Handle handle, Decision decision, List<String> evidence) {
        if (evidence.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "insert into evidence (decision, position, kind, body) values (:decision, :position, :kind, :body)");
        for (int position = 0; position < evidence.size(); position++) {
            batch.bind("decision", decision.id())
                    .bind("position", position)
                    .bind("kind", decision.because().get(position).getClass().getSimpleName())
                    .bind("body", evidence.get(position))
                    .add();
        }
        batch.execute();
    }

    private <S extends SqlStatement<S>> S bindLife(S statement, Remedy remedy) {
        Execution execution = remedy.execution();
        VerificationProgress progress = remedy.progress();
        return statement
                .bind("decision", remedy.id())
                .bind("owner", OWNER)
                .bind("fence", FENCE)
                .bind("revision", remedy.revision())
                .bind("state", remedy.state().name())
                .bind("sinceUs", Micros.of(remedy.since()))
                .bind("guards", codec.write(remedy.guards()))
                .bind("verification", remedy.verification().state().name())
                .bind("verificationReason", remedy.verification().reason())
                .bind("progress", progress.equals(VerificationProgress.NONE) ? null : codec.write(progress))
                .bind("detail", remedy.detail())
                .bind("endedUs", Micros.ofNullable(remedy.endedAt()))
                .bind("approvedBy", remedy.approvedBy())
                .bind("result", execution.result().name())
                .bind("inverse", execution.inverse().map(codec::write).orElse(null))
                .bind("startedUs", Micros.ofNullable(execution.startedAt()))
                .bind("answeredUs", Micros.ofNullable(execution.answeredAt()))
                .bind("unknownSinceUs", Micros.ofNullable(execution.unknownSince()))
                .bind("cancelling", execution.cancelling() ? 1 : 0)
                .bind("resends", execution.resends())
                .bind("planned", execution.planned().map(codec::write).orElse(null))
                .bind("pinned", execution.pinned().isEmpty() ? null : codec.body(execution.pinned()));
    }
}

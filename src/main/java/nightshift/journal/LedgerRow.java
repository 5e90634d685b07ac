package nightshift.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Fact;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import org.jspecify.annotations.Nullable;

/// One decision joined with its life, before its evidence is put back.
///
/// @param id the decision's
/// @param decidedUs for the cursor
/// @param entry with an empty `because`
record LedgerRow(String id, long decidedUs, LedgerEntry entry) {
    /// What [#read] needs; `d` is the decision, `l` its ledger row.
    static final String COLUMNS = """
            select d.id, d.decided_us, d.body, l.state, l.result, l.inverse, l.guards, l.verification,
                l.verification_reason, l.detail, l.started_us, l.answered_us, l.ended_us, l.approved_by
            from decision d join action_ledger l on l.decision = d.id
            """;

    static LedgerRow read(ResultSet row, Codec codec) throws SQLException {
        Decision decision = codec.read(row.getString("body"), Decision.class);
        DecisionRecord record = new DecisionRecord(
                decision,
                DecisionState.valueOf(row.getString("state")),
                codec.guards(row.getString("guards")),
                new Verification(
                        Verification.State.valueOf(row.getString("verification")),
                        row.getString("verification_reason")),
                row.getString("detail"),
                Micros.nullableInstant(micros(row, "started_us")),
                Micros.nullableInstant(micros(row, "ended_us")),
                row.getString("approved_by"));
        LedgerEntry entry = new LedgerEntry(
                record,
                ActionResult.valueOf(row.getString("result")),
                Optional.ofNullable(row.getString("inverse")).map(json -> codec.read(json, Action.class)),
                Micros.nullableInstant(micros(row, "answered_us")));
        return new LedgerRow(row.getString("id"), row.getLong("decided_us"), entry);
    }

    static Decision withoutEvidence(Decision decision) {
        return withEvidence(decision, List.of());
    }

    LedgerEntry with(List<Fact> because) {
        DecisionRecord bare = entry.record();
        DecisionRecord whole = new DecisionRecord(
                withEvidence(bare.decision(), because),
                bare.state(),
                bare.guards(),
                bare.verification(),
                bare.detail(),
                bare.startedAt(),
                bare.endedAt(),
                bare.approvedBy());
        return new LedgerEntry(whole, entry.result(), entry.inverse(), entry.answeredAt());
    }

    private static Decision withEvidence(Decision decision, List<Fact> because) {
        return new Decision(
                decision.id(),
                decision.finding(),
                decision.attempt(),
                decision.incident(),
                decision.rule(),
                decision.action(),
                decision.confidence(),
                decision.disposition(),
                because,
                decision.guards(),
                decision.trigger(),
                decision.decidedAt());
    }

    private static @Nullable Long micros(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}

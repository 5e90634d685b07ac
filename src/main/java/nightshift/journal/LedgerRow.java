package nightshift.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Fact;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Execution;
import nightshift.fact.decision.Planned;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.VerificationProgress;
import nightshift.journal.database.Micros;
import org.jspecify.annotations.Nullable;

/// One decision joined with its life, before its evidence is put back.
///
/// @param id the decision's
/// @param decidedUs for the cursor
/// @param remedy with an empty `because`
record LedgerRow(String id, long decidedUs, Remedy remedy) {
    /// What [#read] needs; `d` is the decision, `l` its ledger row.
    static final String COLUMNS = """
            select d.id, d.decided_us, d.body, l.revision, l.state, l.since_us, l.result, l.inverse, l.guards,
                l.verification, l.verification_reason, l.progress, l.detail, l.started_us, l.answered_us,
                l.approved_by, l.unknown_since_us, l.cancelling, l.resends, l.planned, l.pinned
            from decision d join action_ledger l on l.decision = d.id
            """;

    static LedgerRow read(ResultSet row, Codec codec) throws SQLException {
        Remedy remedy = new Remedy(
                codec.read(row.getString("body"), Decision.class),
                DecisionState.valueOf(row.getString("state")),
                Micros.instant(row.getLong("since_us")),
                row.getString("detail"),
                codec.guards(row.getString("guards")),
                row.getString("approved_by"),
                execution(row, codec),
                new Verification(
                        Verification.State.valueOf(row.getString("verification")),
                        row.getString("verification_reason")),
                Optional.ofNullable(row.getString("progress"))
                        .map(json -> codec.read(json, VerificationProgress.class))
                        .orElse(VerificationProgress.NONE),
                row.getLong("revision"));
        return new LedgerRow(row.getString("id"), row.getLong("decided_us"), remedy);
    }

    private static Execution execution(ResultSet row, Codec codec) throws SQLException {
        String pinned = row.getString("pinned");
        return new Execution(
                ActionResult.valueOf(row.getString("result")),
                Optional.ofNullable(row.getString("inverse")).map(json -> codec.read(json, Action.class)),
                pinned == null ? Map.of() : codec.fields(pinned),
                instant(row, "started_us"),
                instant(row, "answered_us"),
                instant(row, "unknown_since_us"),
                row.getInt("cancelling") == 1,
                row.getInt("resends"),
                Optional.ofNullable(row.getString("planned")).map(json -> codec.read(json, Planned.class)));
    }

    static Decision withoutEvidence(Decision decision) {
        return withEvidence(decision, List.of());
    }

    Remedy with(List<Fact> because) {
        return new Remedy(
                withEvidence(remedy.decision(), because),
                remedy.state(),
                remedy.since(),
                remedy.detail(),
                remedy.guards(),
                remedy.approvedBy(),
                remedy.execution(),
                remedy.verification(),
                remedy.progress(),
                remedy.revision());
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

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Micros.instant(value);
    }
}

package nightshift.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Digest;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Mute;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;

/// What people ordered, and the orders that stand: pauses and modes of rules.
final class OrderTable {
    private final Codec codec;
    private final EventLog events;
    private final MuteTable mutes;

    OrderTable(Codec codec, EventLog events, MuteTable mutes) {
        this.codec = codec;
        this.events = events;
        this.mutes = mutes;
    }

    /// Writes it once; the same command again changes nothing.
    void received(Handle handle, Command command) {
        String body = codec.write(command);
        handle.createUpdate("""
                        insert into command (id, kind, subject, principal, reason, received_us, body)
                        values (:id, :kind, :subject, :principal, :reason, :receivedUs, :body)
                        on conflict (id) do nothing
                        """)
                .bind("id", id(body))
                .bind("kind", kind(command))
                .bind("subject", subject(command))
                .bind("principal", command.principal())
                .bind("reason", command.reason())
                .bind("receivedUs", Micros.of(command.at()))
                .bind("body", body)
                .execute();
    }

    /// Brings standing orders into force. An answer to an approval waits for the dispatcher, which
    /// knows whether it is still in time.
    void order(Handle handle, Command command, Instant now) {
        received(handle, command);
        switch (command) {
            case Command.Pause pause -> {
                handle.createUpdate("""
                                insert into kill_switch (id, body) values (1, :body)
                                on conflict (id) do update set body = excluded.body
                                """).bind("body", codec.write(pause)).execute();
                applied(handle, command, "paused", now);
            }
            case Command.Resume ignored -> {
                handle.execute("delete from kill_switch");
                applied(handle, command, "resumed", now);
            }
            case Command.SetMode mode -> {
                handle.createUpdate("""
                                insert into mode_override (rule, body) values (:rule, :body)
                                on conflict (rule) do update set body = excluded.body
                                """)
                        .bind("rule", mode.rule())
                        .bind("body", codec.write(mode))
                        .execute();
                applied(handle, command, "mode " + mode.mode(), now);
            }
            case Command.Relearn ignored -> applied(handle, command, "relearned", now);
            case Command.MakeMute made -> {
                mutes.make(handle, made.mute());
                Mute mute = made.mute();
                applied(
                        handle,
                        command,
                        mute.matcher().describe() + " " + mute.schedule().describe(),
                        now);
            }
            case Command.LiftMute lift -> {
                boolean stood = mutes.end(handle, lift.mute(), MuteRecord.End.LIFTED, now);
                applied(handle, command, stood ? "lifted" : "no effect: it had ended", now);
            }
            case Command.Approve ignored -> {}
            case Command.Reject ignored -> {}
        }
    }

    /// Marks a command as dealt with.
    ///
    /// @return whether it was not before
    boolean applied(Handle handle, Command command, String answer, Instant now) {
        int rows = handle.createUpdate("""
                        update command set applied_us = :now, answer = :answer where id = :id and applied_us is null
                        """)
                .bind("now", Micros.of(now))
                .bind("answer", answer)
                .bind("id", id(codec.write(command)))
                .execute();
        if (rows == 1) {
            events.append(
                    handle,
                    now,
                    eventKind(command),
                    subject(command),
                    null,
                    codec.body(Map.of("principal", command.principal(), "reason", command.reason(), "answer", answer)));
        }
        return rows == 1;
    }

    void approval(Handle handle, String decision, Command command, boolean approved, Instant now) {
        handle.createUpdate("""
                        insert into approval (decision, command, approved, principal, reason, answered_us)
                        values (:decision, :command, :approved, :principal, :reason, :answeredUs)
                        on conflict (decision, command) do nothing
                        """)
                .bind("decision", decision)
                .bind("command", id(codec.write(command)))
                .bind("approved", approved ? 1 : 0)
                .bind("principal", command.principal())
                .bind("reason", command.reason())
                .bind("answeredUs", Micros.of(now))
                .execute();
    }

    /// Received, and not dealt with before the process ended; oldest first.
    List<Command> waiting(Handle handle) {
        return handle.createQuery("select body from command where applied_us is null order by received_us, id")
                .map((row, context) -> codec.read(row.getString("body"), Command.class))
                .list();
    }

    /// Orders to relearn that were carried out and given from `from` on, the oldest first.
    List<Command.Relearn> relearned(Handle handle, Instant from) {
        return handle
                .createQuery("""
                        select body from command where kind = 'relearn' and applied_us is not null
                        and received_us >= :from order by received_us, id
                        """)
                .bind("from", Micros.of(from))
                .map((row, context) -> codec.read(row.getString("body"), Command.class))
                .list()
                .stream()
                .map(Command.Relearn.class::cast)
                .toList();
    }

    List<Command.SetMode> modes(Handle handle) {
        return handle.createQuery("select body from mode_override order by rule")
                .map((row, context) -> codec.read(row.getString("body"), Command.SetMode.class))
                .list();
    }

    Optional<Command.Pause> pause(Handle handle) {
        return handle.createQuery("select body from kill_switch")
                .map((row, context) -> codec.read(row.getString("body"), Command.Pause.class))
                .findOne();
    }

    private static String id(String body) {
        return Digest.of(body, 16);
    }

    private static String subject(Command command) {
        return switch (command) {
            case Command.Approve approve -> approve.decision();
            case Command.Reject reject -> reject.decision();
            case Command.Pause ignored -> "automation";
            case Command.Resume ignored -> "automation";
            case Command.SetMode mode -> mode.rule();
            case Command.Relearn relearn -> relearn.series();
            case Command.MakeMute made -> made.mute().id();
            case Command.LiftMute lift -> lift.mute();
        };
    }

    private static String kind(Command command) {
        return switch (command) {
            case Command.Approve ignored -> "approve";
            case Command.Reject ignored -> "reject";
            case Command.Pause ignored -> "pause";
            case Command.Resume ignored -> "resume";
            case Command.SetMode ignored -> "set_mode";
            case Command.Relearn ignored -> "relearn";
            case Command.MakeMute ignored -> "make_mute";
            case Command.LiftMute ignored -> "lift_mute";
        };
    }

    private static String eventKind(Command command) {
        return switch (command) {
            case Command.Approve ignored -> "command.approve";
            case Command.Reject ignored -> "command.reject";
            case Command.Pause ignored -> "automation.paused";
            case Command.Resume ignored -> "automation.resumed";
            case Command.SetMode ignored -> "rule.mode_set";
            case Command.Relearn ignored -> "series.relearned";
            case Command.MakeMute ignored -> "mute.made";
            case Command.LiftMute ignored -> "mute.lifted";
        };
    }
}

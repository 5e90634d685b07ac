package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import nightshift.api.contract.PlainText;
import nightshift.api.view.ReceiptView;
import nightshift.fact.decision.Command;
import nightshift.loop.Acknowledgement;
import nightshift.loop.Nightshift;
import org.jspecify.annotations.Nullable;

/// Hands people's orders to the loop.
@Singleton
class Orders {
    private static final int LONGEST_REASON = 1000;

    private final Nightshift nightshift;

    @Inject
    Orders(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    /// An order yet without its author and time.
    @FunctionalInterface
    interface Draft {
        Command of(String principal, String reason, Instant at);
    }

    /// Why somebody orders it; the body of orders that carry nothing else.
    record Reason(@Nullable String reason) {}

    /// Takes an order: journalled when this returns.
    Response place(Draft draft, @Nullable String reason, SecurityContext caller) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() > LONGEST_REASON) {
            throw ProblemException.invalid("reason", "at most " + LONGEST_REASON + " characters, got " + why.length());
        }
        if (!PlainText.isPlain(why)) {
            throw ProblemException.invalid("reason", PlainText.EXPECTED);
        }
        Command command = draft.of(principal(caller), why, nightshift.now());
        Acknowledgement receipt = nightshift.submit(command);
        accepted(receipt);
        return Response.accepted(ReceiptView.of(receipt, command)).build();
    }

    /// As [#place], when the journal must show why.
    Response placeWithReason(Draft draft, @Nullable String reason, SecurityContext caller) {
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid("reason", "one sentence on why; it is journalled with your name");
        }
        return place(draft, reason, caller);
    }

    static void accepted(Acknowledgement receipt) {
        switch (receipt) {
            case ACCEPTED -> {}
            case QUEUE_FULL, JOURNAL_NOT_WRITABLE -> throw new ProblemException(503, receipt.sentence(), List.of());
        }
    }

    static String principal(SecurityContext caller) {
        Principal principal = caller.getUserPrincipal();
        return principal == null ? "local" : principal.getName();
    }
}

package nightshift.api.view;

import java.time.Instant;
import nightshift.fact.decision.Command;
import nightshift.loop.Acknowledgement;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// That an order was taken.
@Schema(name = "Receipt", description = "That an order was journalled; it is applied in the next turn")
public record ReceiptView(
        @Schema(examples = "accepted") @Words(Acknowledgement.class)
        String state,

        String detail,

        @Schema(description = "who ordered it, as journalled")
        String principal,

        String reason,
        Instant at) {
    public static ReceiptView of(Acknowledgement receipt, Command command) {
        return new ReceiptView(
                Word.of(receipt), receipt.sentence(), command.principal(), command.reason(), command.at());
    }
}

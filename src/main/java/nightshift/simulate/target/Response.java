package nightshift.simulate.target;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An HTTP answer.
///
/// @param status HTTP status
/// @param body JSON
/// @param id of the order it is about; empty for none
record Response(int status, String body, String id) {
    static final int ACCEPTED = 202;

    private static final ObjectMapper JSON = new ObjectMapper();

    static Response error(int status, String detail) {
        ObjectNode body = JSON.createObjectNode().put("status", status).put("detail", detail);
        return new Response(status, body.toString(), "");
    }

    static Response of(Plan plan) {
        ObjectNode body =
                JSON.createObjectNode().put("possible", plan.possible()).put("detail", plan.detail());
        return new Response(200, with(plan.inverse(), body).toString(), "");
    }

    /// The answer to a start: 202 while it takes time.
    static Response of(Standing standing, String id) {
        boolean running = standing.state() == Standing.State.RUNNING;
        return new Response(running ? ACCEPTED : 200, json(standing).toString(), id);
    }

    /// The answer to a question: always 200.
    static Response polled(Standing standing, String id) {
        return new Response(200, json(standing).toString(), id);
    }

    private static ObjectNode json(Standing standing) {
        ObjectNode body = JSON.createObjectNode()
                .put("state", standing.state().name().toLowerCase(Locale.ROOT))
                .put("detail", standing.detail());
        return with(standing.inverse(), body);
    }

    private static ObjectNode with(@Nullable Inverse inverse, ObjectNode body) {
        if (inverse != null) {
            ObjectNode parameters = JSON.createObjectNode();
            inverse.parameters().forEach(parameters::put);
            body.putObject("inverse").put("type", inverse.type()).set("parameters", parameters);
        }
        return body;
    }
}

package nightshift.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import nightshift.api.contract.PlainText;
import nightshift.api.view.Problem;
import nightshift.api.view.Problem.FieldProblem;
import nightshift.fact.BrokenJvm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Everything that can go wrong with a request, as RFC 9457 writes it. Nothing from inside is told to the client.
class ProblemMapping {
    private static final Logger LOG = System.getLogger(ProblemMapping.class.getName());

    @ServerExceptionMapper
    Response refused(ProblemException refused, UriInfo uri) {
        return answer(refused.status(), String.valueOf(refused.getMessage()), refused.errors(), uri, null);
    }

    @ServerExceptionMapper(priority = 1)
    Response unfit(MismatchedInputException unfit, UriInfo uri) {
        return invalidJson(unfit, uri);
    }

    @ServerExceptionMapper
    Response broken(WebApplicationException broken, UriInfo uri) {
        if (broken.getCause() instanceof JsonProcessingException json) {
            return invalidJson(json, uri);
        }
        Response original = broken.getResponse();
        String detail = switch (original.getStatus()) {
            case 404 -> "there is nothing at this address; /q/openapi lists what there is";
            case 405 -> "this address does not take this method";
            case 406 -> "the Accept header asks for a type that this address does not produce";
            case 415 -> "the body must be JSON: send Content-Type: application/json";
            default -> original.getStatusInfo().getReasonPhrase();
        };
        return answer(original.getStatus(), detail, List.of(), uri, original);
    }

    @ServerExceptionMapper
    Response failed(RuntimeException failed, UriInfo uri) {
        LOG.log(Level.ERROR, "a request for " + uri.getPath() + " failed", failed);
        return answer(500, "this request failed inside; the server's log says why", List.of(), uri, null);
    }

    /// A request can't be to blame for these, as it can for a stack that it made too deep.
    @ServerExceptionMapper({OutOfMemoryError.class, InternalError.class})
    Response broken(VirtualMachineError broken, UriInfo uri) {
        BrokenJvm.tell(broken);
        return answer(503, "the server can not go on and is started again", List.of(), uri, null);
    }

    private static Response invalidJson(JsonProcessingException json, UriInfo uri) {
        String place = json.getLocation() == null
                ? ""
                : " at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr();
        if (!(json instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return answer(400, broken(json) + place, List.of(), uri, null);
        }
        String field = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        String expected = expected(mapping);
        return answer(
                400, field + place + ": expected " + expected, List.of(new FieldProblem(field, expected)), uri, null);
    }

    private static String broken(JsonProcessingException json) {
        String said = String.valueOf(json.getOriginalMessage());
        return said.startsWith("Duplicate field")
                ? "a field of the body is there twice, expected once"
                : "the body is not the JSON that is expected here";
    }

    private static String expected(JsonMappingException mapping) {
        return switch (mapping) {
            case UnrecognizedPropertyException unknown ->
                "one of "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case InvalidFormatException text when text.getTargetType() == String.class -> PlainText.EXPECTED;
            case MismatchedInputException mismatch -> named(mismatch.getTargetType());
            case JsonMappingException other -> "another value";
        };
    }

    private static String named(@Nullable Class<?> type) {
        if (type == Instant.class) {
            return "a time as RFC 3339 writes it, such as 2026-01-31T03:00:00Z";
        }
        if (type == String.class) {
            return "a string";
        }
        return type != null && type.isRecord() ? "an object" : "another type of value";
    }

    private static Response answer(
            int status, String detail, List<FieldProblem> errors, UriInfo uri, @Nullable Response original) {
        Response.StatusType type = Response.Status.fromStatusCode(status);
        String title = type == null ? "Error" : type.getReasonPhrase();
        Response.ResponseBuilder response = Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem("about:blank", title, status, detail, uri.getPath(), errors));
        if (original != null && original.getHeaderString("Allow") != null) {
            response.header("Allow", original.getHeaderString("Allow"));
        }
        if (status == 503) {
            response.header("Retry-After", 1);
        }
        return response.build();
    }
}

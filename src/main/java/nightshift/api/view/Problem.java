package nightshift.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An error as RFC 9457 writes it.
@Schema(name = "Problem", description = "An error as RFC 9457 writes it")
public record Problem(
        @Schema(examples = "about:blank") String type,
        @Schema(examples = "Bad Request") String title,
        @Schema(examples = "400") int status,

        @Schema(description = "what is wrong and what to do")
        String detail,

        @Schema(description = "the path that was asked for") String instance,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(description = "one per field that is wrong")
        List<FieldProblem> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /// What is wrong with one field of the body or one parameter.
    @Schema(name = "FieldProblem", description = "What is wrong with one field of the body or one parameter")
    public record FieldProblem(
            @Schema(examples = "mode") String field,
            @Schema(description = "what was expected") String expected) {}
}

package nightshift.api.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.api.view.Problem.FieldProblem;
import nightshift.api.view.Word;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Digest;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What somebody tells of a change: only entity and kind are a must.
@Schema(description = "A change as it is told: entity and kind are a must")
record ChangeReport(
        @Schema(description = "one change is told once; made from the content if absent") @Nullable
        String id,

        @Schema(description = "when it took effect; now if absent") @Nullable
        Instant at,

        @Nullable Target entity,

        @Schema(
                description = "deployment, configuration, scaling, restart, feature_flag or other",
                examples = "deployment")
        @Nullable
        String kind,

        @Schema(description = "after the change", examples = "v42") @Nullable
        String version,

        @Schema(description = "before the change", examples = "v41") @Nullable
        String previousVersion,

        @Schema(description = "who or what did it; you if absent", examples = "argo-cd") @Nullable
        String by,

        @Schema(description = "one line") @Nullable String summary) {
    /// A clock that runs ahead by less than this is taken at its word.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int LONGEST = 500;

    /// What was changed.
    @Schema(description = "What was changed")
    record Target(
            @Schema(description = "service if absent; or workload", examples = "service") @Nullable
            String kind,

            @Schema(description = "of the cluster; the default one if absent", examples = "eu-1") @Nullable
            String cluster,

            @Schema(examples = "cart") @Nullable String name,
            @Schema(examples = "shop") @Nullable String namespace) {}

    /// The change, or every field that is wrong.
    ///
    /// @param teller who told it
    /// @throws ProblemException naming all fields that are wrong
    Change toChange(String teller, Instant now) {
        List<FieldProblem> errors = new ArrayList<>();
        EntityId changed = target(errors);
        ChangeKind what =
                kind == null ? null : Word.parse(ChangeKind.class, kind).orElse(null);
        if (what == null) {
            errors.add(new FieldProblem("kind", "one of " + Word.all(ChangeKind.class)));
        }
        Instant when = at == null ? now : at;
        if (!Filter.written(when) || when.isAfter(now.plus(AHEAD))) {
            errors.add(new FieldProblem("at", "a time that has come, got " + when + " when it is " + now));
        }
        tooLong("id", id, errors);
        tooLong("version", version, errors);
        tooLong("previousVersion", previousVersion, errors);
        tooLong("by", by, errors);
        tooLong("summary", summary, errors);
        if (changed == null || what == null || !errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        String name = id == null || id.isBlank() ? idOf(changed, what, when) : id;
        return new Change(
                name,
                when,
                changed,
                what,
                text(version),
                text(previousVersion),
                by == null ? teller : by,
                text(summary));
    }

    private @Nullable EntityId target(List<FieldProblem> errors) {
        if (entity == null || entity.name() == null || entity.name().isBlank()) {
            errors.add(new FieldProblem("entity.name", "the name of the service that was changed"));
            return null;
        }
        String namespace = text(entity.namespace());
        EntityKind kind = entity.kind() == null
                ? EntityKind.SERVICE
                : Word.parse(EntityKind.class, entity.kind()).orElse(EntityKind.NOT_IN_VIEW);
        if (kind != EntityKind.SERVICE && kind != EntityKind.WORKLOAD) {
            errors.add(new FieldProblem("entity.kind", "service or workload"));
            return null;
        }
        tooLong("entity.name", entity.name(), errors);
        tooLong("entity.namespace", namespace, errors);
        tooLong("entity.cluster", entity.cluster(), errors);
        return EntityId.of(
                kind, text(entity.cluster()), namespace, entity.name().strip(), "");
    }

    private String idOf(EntityId changed, ChangeKind what, Instant when) {
        String content = String.join("\n", changed.text(), what.name(), when.toString(), text(version), text(summary));
        return Digest.of(content, 8);
    }

    private static void tooLong(String field, @Nullable String value, List<FieldProblem> errors) {
        if (value != null && value.length() > LONGEST) {
            errors.add(new FieldProblem(field, "at most " + LONGEST + " characters, got " + value.length()));
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}

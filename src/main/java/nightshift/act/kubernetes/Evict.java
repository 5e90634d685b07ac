package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.kubernetes.api.Write;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;

/// Ends one pod, whose workload makes another: by eviction, which disruption budgets may refuse, or by deletion,
/// which asks none and therefore always asks a person.
///
/// The uid is read before it is sent: an eviction that fails at its uid has used up the budget all the same.
final class Evict implements Verb {
    private final Locator locator;
    private final MinHealthy healthy;
    private final boolean asksBudgets;

    /// @param asksBudgets whether it evicts; else it deletes
    Evict(Locator locator, MinHealthy healthy, boolean asksBudgets) {
        this.locator = locator;
        this.healthy = healthy;
        this.asksBudgets = asksBudgets;
    }

    @Override
    public String type() {
        return asksBudgets ? ActionType.POD_EVICT : ActionType.POD_DELETE;
    }

    @Override
    public String name() {
        return asksBudgets ? "evict" : "delete";
    }

    @Override
    public Read<Subject> locate(Action action) {
        return locator.pod(action.target()).then(Subject::found);
    }

    @Override
    public Read<Intent> intend(Actuator.Order order, LiveObject live) {
        if (live.annotation("kubernetes.io/config.mirror").isPresent()) {
            return new Read.No<>(live.ref().text() + " is a static pod of its node: nobody can end it from here");
        }
        if (live.controller().isEmpty()) {
            return new Read.No<>(live.ref().text() + " belongs to no workload: nobody would make another");
        }
        String owner = live.controller().get().path("kind").asText() + " "
                + live.controller().get().path("name").asText();
        String sentence = name() + " " + live.ref().text() + " of " + owner;
        return healthy.without(live)
                .then(free -> new Read.Found<>(new Intent(
                        asksBudgets ? eviction(free) : deletion(free),
                        sentence,
                        Optional.empty(),
                        Map.of(),
                        asksBudgets ? "" : "a deletion asks no disruption budget")));
    }

    private static Write eviction(LiveObject live) {
        ObjectNode body = Json.object().put("apiVersion", "policy/v1").put("kind", "Eviction");
        body.putObject("metadata")
                .put("name", live.ref().name())
                .put("namespace", live.ref().namespace());
        body.putObject("deleteOptions").putObject("preconditions").put("uid", live.uid());
        return Write.post(live.ref().path() + "/eviction", body);
    }

    private static Write deletion(LiveObject live) {
        ObjectNode options = Json.object().put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.putObject("preconditions").put("uid", live.uid());
        return Write.delete(live.ref().path(), options);
    }

    @Override
    public boolean arrived(Actuator.Order order, LiveObject live) {
        return live.isBeingDeleted();
    }

    @Override
    public Actuator.Answer progress(Actuator.Order order, LiveObject live) {
        return live.isBeingDeleted()
                ? new Actuator.Answer(
                        ActionResult.IN_PROGRESS, false, live.ref().text() + " is ending")
                : new Actuator.Answer(ActionResult.FAILED, false, live.ref().text() + " is still there");
    }

    @Override
    public boolean doneWhenGone() {
        return true;
    }
}

package dev.tenure.persistence.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseArtefact;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.persistence.provisioning.StoredArtefact;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one account of a leaver is, as columns keep it beside the milestones. Rows live for years, and a version that knew one
 * step for each milestone may still be writing milestones: what it verified counts as shown, and what it found to have slipped as
 * not shown.
 *
 * @param needed the steps that are needed
 * @param shown when the target showed which
 */
record StoredSteps(Set<Step> needed, Map<Step, Instant> shown) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The one step that brought a milestone about before there were several. */
    private static final Map<Milestone, Step> ONLY = Map.of(
            Milestone.BLOCKED, Step.DISABLE,
            Milestone.CONTAINED, Step.RESET_SECRET,
            Milestone.CLEAN, Step.REVOKE_MEMBERSHIPS);

    static String write(CaseAccount account) {
        ObjectNode object = JSON.createObjectNode();
        ArrayNode needed = object.putArray("needed");
        Arrays.stream(Step.values())
                .filter(account.needed()::contains)
                .map(Step::label)
                .forEach(needed::add);
        ObjectNode shown = object.putObject("shown");
        for (Step step : Step.values()) {
            StoredArtefact.time(
                    shown, step.label(), Optional.ofNullable(account.shown().get(step)));
        }
        return object.toString();
    }

    static StoredSteps read(@Nullable String json, Map<Milestone, MilestoneState> milestones) {
        Set<Step> needed = EnumSet.noneOf(Step.class);
        Map<Step, Instant> shown = new EnumMap<>(Step.class);
        if (json == null) {
            needed.addAll(ONLY.values());
        } else {
            JsonNode object = tree(json);
            object.required("needed").forEach(label -> needed.add(step(label.textValue())));
            JsonNode times = object.required("shown");
            for (Step step : Step.values()) {
                StoredArtefact.time(times, step.label()).ifPresent(at -> shown.put(step, at));
            }
        }
        milestones.forEach((milestone, state) -> {
            if (state instanceof MilestoneState.Verified verified) {
                Step only = ONLY.get(milestone);
                if (needed.contains(only)) {
                    shown.putIfAbsent(only, verified.at());
                }
            } else if (isComplete(milestone, needed, shown)) {
                shown.keySet().removeIf(step -> step.milestone() == milestone);
            }
        });
        return new StoredSteps(needed, shown);
    }

    private static boolean isComplete(Milestone milestone, Set<Step> needed, Map<Step, Instant> shown) {
        return needed.stream().filter(step -> step.milestone() == milestone).allMatch(shown::containsKey);
    }

    static Step step(String label) {
        return Arrays.stream(Step.values())
                .filter(step -> step.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "steps: this version does not know " + label + "; run the newer version"));
    }

    static String artefacts(List<CaseArtefact> artefacts) {
        ArrayNode array = JSON.createArrayNode();
        for (CaseArtefact one : artefacts) {
            ObjectNode object = array.addObject();
            StoredArtefact.write(object, one.artefact());
            object.put("foundAt", one.foundAt().toString());
            StoredArtefact.time(object, "goneAt", one.goneAt());
        }
        return array.toString();
    }

    static List<CaseArtefact> artefacts(String json) {
        List<CaseArtefact> artefacts = new ArrayList<>();
        for (JsonNode object : tree(json)) {
            artefacts.add(new CaseArtefact(
                    StoredArtefact.read(object), moment(object, "foundAt"), StoredArtefact.time(object, "goneAt")));
        }
        return artefacts;
    }

    static String signIns(SignIns signIns) {
        ObjectNode object = JSON.createObjectNode().put("state", signIns.label());
        switch (signIns) {
            case SignIns.Awaited awaited -> {
                // That is all.
            }
            case SignIns.None none -> object.put("at", none.readAt().toString());
            case SignIns.Found found ->
                object.put("at", found.readAt().toString())
                        .put("count", found.count())
                        .put("calls", found.calls())
                        .put("whole", found.whole())
                        .put("first", found.first().toString())
                        .put("last", found.last().toString());
            case SignIns.Unavailable unavailable ->
                object.put("at", unavailable.since().toString()).put("reason", Sql.storable(unavailable.reason()));
        }
        return object.toString();
    }

    /** @param otherwise since when there was nobody to read them, where the row is of a version that read none */
    static SignIns signIns(@Nullable String json, Instant otherwise) {
        if (json == null) {
            return new SignIns.Unavailable("sign-ins were not read yet when the account came into the case", otherwise);
        }
        JsonNode object = tree(json);
        String state = object.required("state").textValue();
        return switch (state) {
            case "awaited" -> new SignIns.Awaited();
            case "none" -> new SignIns.None(moment(object, "at"));
            case "found" ->
                new SignIns.Found(
                        object.required("count").longValue(),
                        object.path("calls").longValue(),
                        object.required("whole").booleanValue(),
                        moment(object, "first"),
                        moment(object, "last"),
                        moment(object, "at"));
            case "unavailable" ->
                new SignIns.Unavailable(object.required("reason").textValue(), moment(object, "at"));
            default ->
                throw new IllegalStateException(
                        "sign_ins: this version does not know " + state + "; run the newer version");
        };
    }

    private static Instant moment(JsonNode object, String name) {
        return Instant.parse(object.required(name).textValue());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an account of a case: is not the JSON that was written", e);
        }
    }
}

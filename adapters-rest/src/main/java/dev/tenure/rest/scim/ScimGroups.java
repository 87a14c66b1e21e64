package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import com.unboundid.scim2.common.messages.PatchOpType;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.tenure.application.push.GroupDescription;
import dev.tenure.application.push.ListPushedGroups;
import dev.tenure.application.push.RegisterPushedGroup;
import dev.tenure.application.push.RevisePushedGroup;
import dev.tenure.application.push.ShowPushedGroup;
import dev.tenure.application.push.WithdrawPushedGroup;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUserId;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Groups: what is asked for on each of them. Members are many, and are never put into the document. */
@Singleton
final class ScimGroups implements ScimResources {

    private static final String MEMBERS = "members";

    private final RegisterPushedGroup registerPushedGroup;
    private final RevisePushedGroup revisePushedGroup;
    private final WithdrawPushedGroup withdrawPushedGroup;
    private final ShowPushedGroup showPushedGroup;
    private final ListPushedGroups listPushedGroups;
    private final ScimReading reading = new ScimReading(ScimSchemas.GROUP);

    ScimGroups(
            RegisterPushedGroup registerPushedGroup,
            RevisePushedGroup revisePushedGroup,
            WithdrawPushedGroup withdrawPushedGroup,
            ShowPushedGroup showPushedGroup,
            ListPushedGroups listPushedGroups) {
        this.registerPushedGroup = registerPushedGroup;
        this.revisePushedGroup = revisePushedGroup;
        this.withdrawPushedGroup = withdrawPushedGroup;
        this.showPushedGroup = showPushedGroup;
        this.listPushedGroups = listPushedGroups;
    }

    @Override
    public ScimType type() {
        return ScimSchemas.GROUP;
    }

    @Override
    public ScimAnswer create(Caller caller, JsonNode body, ScimView view) {
        return render(
                registerPushedGroup.handle(new RegisterPushedGroup.Command(caller, described(reading.resource(body)))),
                view);
    }

    @Override
    public ScimAnswer replace(Caller caller, UUID id, Set<Long> versions, JsonNode body, ScimView view) {
        GroupDescription wanted = described(reading.resource(body));
        return revise(caller, id, versions, view, present -> wanted);
    }

    @Override
    public ScimAnswer patch(Caller caller, UUID id, Set<Long> versions, JsonNode body, ScimView view) {
        List<ScimPatch.Step> steps = ScimPatch.read(ScimSchemas.GROUP, body, id.toString());
        return revise(caller, id, versions, view, present -> {
            ObjectNode resource = ScimDocuments.node(present.document());
            Set<PushedUserId> members = new LinkedHashSet<>(present.members());
            for (ScimPatch.Step step : steps) {
                if (step.top().equals(MEMBERS)) {
                    apply(step, members);
                } else {
                    ScimPatch.apply(List.of(step), resource);
                }
            }
            if (members.size() > ScimDocuments.MOST_MEMBERS) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_VALUE,
                                "members would have more than " + ScimDocuments.MOST_MEMBERS + " values: add fewer")
                        .refused();
            }
            return new GroupDescription(ScimDocuments.document(reading.checked(resource)), members);
        });
    }

    private static GroupDescription described(ObjectNode resource) {
        JsonNode members = resource.remove(MEMBERS);
        return new GroupDescription(
                ScimDocuments.document(resource), members == null ? Set.of() : ScimDocuments.members(members));
    }

    private static void apply(ScimPatch.Step step, Set<PushedUserId> members) {
        if (step.path().size() > 1) {
            throw ScimProblem.bad(ScimProblem.Type.MUTABILITY, "a member cannot be changed: remove it and add another")
                    .refused();
        }
        Filter filter = step.path().iterator().next().getValueFilter();
        switch (step.op()) {
            case ADD, REPLACE -> {
                if (filter != null) {
                    throw ScimProblem.bad(
                                    ScimProblem.Type.MUTABILITY,
                                    "a member cannot be changed: remove it and add another")
                            .refused();
                }
                if (step.op() == PatchOpType.REPLACE) {
                    members.clear();
                }
                members.addAll(ScimDocuments.members(step.value()));
            }
            case REMOVE -> {
                if (filter == null) {
                    members.clear();
                } else if (filter.isComparisonFilter()
                        && filter.getFilterType() == FilterType.EQUAL
                        && "value".equalsIgnoreCase(String.valueOf(filter.getAttributePath()))
                        && filter.getComparisonValue() != null) {
                    remove(members, filter.getComparisonValue().asText());
                } else {
                    members.removeIf(member -> fits(filter, member));
                }
            }
        }
    }

    private static void remove(Set<PushedUserId> members, String id) {
        try {
            members.remove(new PushedUserId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            // What is no id is no member's, and so is not among them.
            members.removeIf(member -> member.value().toString().equalsIgnoreCase(id));
        }
    }

    private static boolean fits(Filter filter, PushedUserId member) {
        ObjectNode value = JsonUtils.getJsonNodeFactory().objectNode();
        value.put("value", member.value().toString()).put("type", "User");
        try {
            return FilterEvaluator.evaluate(filter, value);
        } catch (ScimException e) {
            throw ScimProblem.of(e, ScimProblem.Type.INVALID_FILTER).refused();
        }
    }

    private ScimAnswer revise(
            Caller caller, UUID id, Set<Long> versions, ScimView view, UnaryOperator<GroupDescription> change) {
        Applied<GroupDescription> applied = new Applied<>(change);
        return render(
                revisePushedGroup.handle(
                        new RevisePushedGroup.Command(caller, new PushedGroupId(id), versions, applied)),
                view,
                applied::problem);
    }

    @Override
    public ScimAnswer delete(Caller caller, UUID id, Set<Long> versions) {
        return render(
                withdrawPushedGroup.handle(new WithdrawPushedGroup.Command(caller, new PushedGroupId(id), versions)));
    }

    @Override
    public ScimAnswer show(Caller caller, UUID id, ScimView view) {
        return render(showPushedGroup.handle(new ShowPushedGroup.Command(caller, new PushedGroupId(id))), view);
    }

    @Override
    public ScimAnswer list(Caller caller, ScimQuery query, String base) {
        boolean withMembers = !query.view(base).leavesOut(ScimSchemas.GROUP, MEMBERS);
        return render(
                listPushedGroups.handle(
                        new ListPushedGroups.Command(caller, query.resolved(ScimSchemas.GROUP), withMembers)),
                query,
                base);
    }

    static ScimAnswer render(RegisterPushedGroup.Outcome outcome, ScimView view) {
        return switch (outcome) {
            case RegisterPushedGroup.Outcome.Registered done -> shown(201, done.group(), view);
            case RegisterPushedGroup.Outcome.Taken taken -> ScimAnswer.taken("externalId");
            case RegisterPushedGroup.Outcome.UnknownMember unknown -> ScimAnswer.unknownMember();
            case RegisterPushedGroup.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case RegisterPushedGroup.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(RevisePushedGroup.Outcome outcome, ScimView view, Applied.Why why) {
        return switch (outcome) {
            case RevisePushedGroup.Outcome.Revised done -> shown(200, done.group(), view);
            case RevisePushedGroup.Outcome.NotApplicable no -> ScimAnswer.problem(why.problem());
            case RevisePushedGroup.Outcome.Taken taken -> ScimAnswer.taken("externalId");
            case RevisePushedGroup.Outcome.UnknownMember unknown -> ScimAnswer.unknownMember();
            case RevisePushedGroup.Outcome.Unknown unknown -> ScimAnswer.unknown();
            case RevisePushedGroup.Outcome.Stale stale -> ScimAnswer.stale(stale.version());
            case RevisePushedGroup.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case RevisePushedGroup.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(WithdrawPushedGroup.Outcome outcome) {
        return switch (outcome) {
            case WithdrawPushedGroup.Outcome.Withdrawn done -> ScimAnswer.empty(204);
            case WithdrawPushedGroup.Outcome.Unknown unknown -> ScimAnswer.unknown();
            case WithdrawPushedGroup.Outcome.Stale stale -> ScimAnswer.stale(stale.version());
            case WithdrawPushedGroup.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case WithdrawPushedGroup.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(ShowPushedGroup.Outcome outcome, ScimView view) {
        return switch (outcome) {
            case ShowPushedGroup.Outcome.Shown shown -> shown(200, shown.group(), view);
            case ShowPushedGroup.Outcome.Unknown unknown -> ScimAnswer.unknown();
            case ShowPushedGroup.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case ShowPushedGroup.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(ListPushedGroups.Outcome outcome, ScimQuery query, String base) {
        return switch (outcome) {
            case ListPushedGroups.Outcome.Listed listed ->
                ScimQuery.answer(
                        query.window(),
                        listed.page().total(),
                        listed.page().items().stream()
                                .map(query.view(base)::group)
                                .toList(),
                        listed.page().next());
            case ListPushedGroups.Outcome.UnknownCursor unknown -> ScimAnswer.unknownCursor();
            case ListPushedGroups.Outcome.OutdatedCursor outdated -> ScimAnswer.outdatedCursor();
            case ListPushedGroups.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case ListPushedGroups.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    private static ScimAnswer shown(int status, PushedGroup group, ScimView view) {
        return ScimAnswer.resource(
                status,
                view.group(group),
                view.location(ScimSchemas.GROUP, group.id().value().toString()),
                group.version());
    }
}

package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.application.push.ListPushedUsers;
import dev.tenure.application.push.PushedGroups.Membership;
import dev.tenure.application.push.RegisterPushedUser;
import dev.tenure.application.push.RevisePushedUser;
import dev.tenure.application.push.ShowPushedUser;
import dev.tenure.application.push.TakenFact;
import dev.tenure.application.push.WithdrawPushedUser;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue.Complex;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Users: what is asked for on each of them, in the schema's words, whether by itself or in bulk. */
@Singleton
final class ScimUsers implements ScimResources {

    private final RegisterPushedUser registerPushedUser;
    private final RevisePushedUser revisePushedUser;
    private final WithdrawPushedUser withdrawPushedUser;
    private final ShowPushedUser showPushedUser;
    private final ListPushedUsers listPushedUsers;
    private final ScimReading reading = new ScimReading(ScimSchemas.USER);

    ScimUsers(
            RegisterPushedUser registerPushedUser,
            RevisePushedUser revisePushedUser,
            WithdrawPushedUser withdrawPushedUser,
            ShowPushedUser showPushedUser,
            ListPushedUsers listPushedUsers) {
        this.registerPushedUser = registerPushedUser;
        this.revisePushedUser = revisePushedUser;
        this.withdrawPushedUser = withdrawPushedUser;
        this.showPushedUser = showPushedUser;
        this.listPushedUsers = listPushedUsers;
    }

    @Override
    public ScimType type() {
        return ScimSchemas.USER;
    }

    @Override
    public ScimAnswer create(Caller caller, JsonNode body, ScimView view) {
        Complex document = ScimDocuments.user(reading.resource(body));
        return render(registerPushedUser.handle(new RegisterPushedUser.Command(caller, document)), view);
    }

    @Override
    public ScimAnswer replace(Caller caller, UUID id, Set<Long> versions, JsonNode body, ScimView view) {
        ObjectNode wanted = reading.resource(body);
        return revise(caller, id, versions, view, present -> {
            ObjectNode whole = wanted.deepCopy();
            // Whoever does not say that a user is active does not mean that one who was shut out may come back.
            if (!whole.has("active")) {
                present.flag("active").ifPresent(active -> whole.put("active", active));
            }
            return ScimDocuments.user(whole);
        });
    }

    @Override
    public ScimAnswer patch(Caller caller, UUID id, Set<Long> versions, JsonNode body, ScimView view) {
        List<ScimPatch.Step> steps = ScimPatch.read(ScimSchemas.USER, body, id.toString());
        return revise(caller, id, versions, view, present -> {
            ObjectNode resource = ScimDocuments.node(present);
            ScimPatch.apply(steps, resource);
            return ScimDocuments.user(reading.checked(resource));
        });
    }

    private ScimAnswer revise(
            Caller caller, UUID id, Set<Long> versions, ScimView view, UnaryOperator<Complex> change) {
        Applied<Complex> applied = new Applied<>(change);
        return render(
                revisePushedUser.handle(new RevisePushedUser.Command(caller, new PushedUserId(id), versions, applied)),
                view,
                applied::problem);
    }

    @Override
    public ScimAnswer delete(Caller caller, UUID id, Set<Long> versions) {
        return render(
                withdrawPushedUser.handle(new WithdrawPushedUser.Command(caller, new PushedUserId(id), versions)));
    }

    @Override
    public ScimAnswer show(Caller caller, UUID id, ScimView view) {
        return render(showPushedUser.handle(new ShowPushedUser.Command(caller, new PushedUserId(id))), view);
    }

    @Override
    public ScimAnswer list(Caller caller, ScimQuery query, String base) {
        return render(
                listPushedUsers.handle(new ListPushedUsers.Command(caller, query.resolved(ScimSchemas.USER))),
                query,
                base);
    }

    static ScimAnswer render(RegisterPushedUser.Outcome outcome, ScimView view) {
        return switch (outcome) {
            case RegisterPushedUser.Outcome.Registered done -> shown(201, done.user(), List.of(), view);
            case RegisterPushedUser.Outcome.Taken taken -> ScimAnswer.taken(name(taken.fact()));
            case RegisterPushedUser.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case RegisterPushedUser.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(RevisePushedUser.Outcome outcome, ScimView view, Applied.Why why) {
        return switch (outcome) {
            case RevisePushedUser.Outcome.Revised done -> shown(200, done.user(), done.groups(), view);
            case RevisePushedUser.Outcome.NotApplicable no -> ScimAnswer.problem(why.problem());
            case RevisePushedUser.Outcome.Taken taken -> ScimAnswer.taken(name(taken.fact()));
            case RevisePushedUser.Outcome.Unknown unknown -> ScimAnswer.unknown();
            case RevisePushedUser.Outcome.Stale stale -> ScimAnswer.stale(stale.version());
            case RevisePushedUser.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case RevisePushedUser.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(WithdrawPushedUser.Outcome outcome) {
        return switch (outcome) {
            case WithdrawPushedUser.Outcome.Withdrawn done -> ScimAnswer.empty(204);
            case WithdrawPushedUser.Outcome.Unknown unknown -> ScimAnswer.unknown();
            case WithdrawPushedUser.Outcome.Stale stale -> ScimAnswer.stale(stale.version());
            case WithdrawPushedUser.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case WithdrawPushedUser.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(ShowPushedUser.Outcome outcome, ScimView view) {
        return switch (outcome) {
            case ShowPushedUser.Outcome.Shown shown -> shown(200, shown.user(), shown.groups(), view);
            case ShowPushedUser.Outcome.Unknown unknown -> ScimAnswer.unknown();
            case ShowPushedUser.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case ShowPushedUser.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    static ScimAnswer render(ListPushedUsers.Outcome outcome, ScimQuery query, String base) {
        return switch (outcome) {
            case ListPushedUsers.Outcome.Listed listed -> {
                ScimView view = query.view(base);
                yield ScimQuery.answer(
                        query.window(),
                        listed.page().total(),
                        listed.page().items().stream()
                                .map(user -> view.user(user, listed.groups().getOrDefault(user.id(), List.of())))
                                .toList(),
                        listed.page().next());
            }
            case ListPushedUsers.Outcome.UnknownCursor unknown -> ScimAnswer.unknownCursor();
            case ListPushedUsers.Outcome.OutdatedCursor outdated -> ScimAnswer.outdatedCursor();
            case ListPushedUsers.Outcome.NotAClient no -> ScimAnswer.notAClient();
            case ListPushedUsers.Outcome.NotAllowed no -> ScimAnswer.notAllowed();
        };
    }

    private static ScimAnswer shown(int status, PushedUser user, List<Membership> groups, ScimView view) {
        return ScimAnswer.resource(
                status,
                view.user(user, groups),
                view.location(ScimSchemas.USER, user.id().value().toString()),
                user.version());
    }

    private static String name(TakenFact fact) {
        return switch (fact) {
            case USER_NAME -> "userName";
            case EXTERNAL_ID -> "externalId";
            case WORKER_ID -> "employeeNumber";
        };
    }
}

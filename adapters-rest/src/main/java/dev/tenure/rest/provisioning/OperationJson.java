package dev.tenure.rest.provisioning;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing to bring about on one system. */
@RegisterForReflection
@Schema(
        name = "Operation",
        description = "One thing to bring about on one system. It is never given up.",
        requiredProperties = {
            "id",
            "cause",
            "system",
            "work",
            "privileged",
            "state",
            "attempts",
            "deadline",
            "plannedAt"
        })
public record OperationJson(
        UUID id,
        CauseJson cause,
        UUID system,

        @Schema(
                enumeration = {
                    "list-accounts",
                    "confirm-accounts",
                    "read-sign-ins",
                    "disable-account",
                    "end-sessions",
                    "revoke-credentials",
                    "reset-secret",
                    "clear-mfa",
                    "revoke-memberships"
                })
        String work,

        @Schema(description = "The account it is for; absent where it is for a system as a whole.") @Nullable
        UUID account,

        boolean privileged,

        @Schema(enumeration = {"waiting", "running", "done", "withheld", "held", "cancelled"})
        String state,

        int attempts,
        Instant deadline,
        Instant plannedAt,

        @Schema(description = "When the next attempt is due.") @Nullable
        Instant nextAttemptAt,

        @Schema(description = "Since when it runs or is held.") @Nullable
        Instant since,

        @Schema(description = "When the target showed it, or when it was cancelled.") @Nullable
        Instant endedAt,

        @Schema(description = "Why it was cancelled.") @Nullable
        String reason,

        @Nullable AttemptJson lastAttempt,

        @Schema(description = "What it is held with.") @Nullable
        UUID hold) {

    /** As the API shows it. */
    public static OperationJson of(Operation operation) {
        return switch (operation) {
            case Operation.Waiting waiting ->
                of(waiting, "waiting", waiting.nextAttemptAt(), null, null, null, waiting.last());
            case Operation.Running running ->
                of(running, "running", null, running.since(), null, null, Optional.empty());
            case Operation.Done done ->
                of(done, "done", null, null, done.verifiedAt(), null, Optional.of(done.outcome()));
            case Operation.Withheld withheld -> of(withheld, "withheld", null, null, null, null, Optional.empty());
            case Operation.Held held -> of(held, "held", null, held.since(), null, null, Optional.empty());
            case Operation.Cancelled cancelled ->
                of(cancelled, "cancelled", null, null, cancelled.at(), cancelled.reason(), Optional.empty());
        };
    }

    private static OperationJson of(
            Operation operation,
            String state,
            @Nullable Instant next,
            @Nullable Instant since,
            @Nullable Instant ended,
            @Nullable String reason,
            Optional<Attempt> last) {
        Operation.Plan plan = operation.plan();
        return new OperationJson(
                plan.id().value(),
                new CauseJson(Wire.name(plan.cause().kind()), plan.cause().id()),
                plan.system().value(),
                plan.work().label(),
                account(plan.work()),
                plan.priority().privileged(),
                state,
                operation.attempts(),
                plan.deadline(),
                plan.plannedAt(),
                next,
                since,
                ended,
                reason,
                last.map(AttemptJson::of).orElse(null),
                operation instanceof Operation.Held held ? held.hold().value() : null);
    }

    private static @Nullable UUID account(Work work) {
        return switch (work) {
            case Work.OfAccount ofAccount -> ofAccount.account().value();
            case Work.ListAccounts list -> null;
            case Work.ConfirmAccounts confirm -> null;
        };
    }

    /** What an operation is for. */
    @RegisterForReflection
    @Schema(
            name = "Cause",
            description = "What an operation is for.",
            requiredProperties = {"kind", "id"})
    public record CauseJson(
            @Schema(enumeration = "leaver-case") String kind, UUID id) {}

    /**
     * How an attempt ended.
     *
     * @param facts what the target showed, or what was done before a refusal or doubt; what tells who somebody is is left
     *     out
     */
    @RegisterForReflection
    @Schema(
            name = "Attempt",
            description = "How an attempt ended.",
            requiredProperties = {"outcome", "facts"})
    public record AttemptJson(
            @Schema(
                    enumeration = {
                        "applied",
                        "unchanged",
                        "listed",
                        "sign-ins-read",
                        "refused",
                        "unreachable",
                        "in-doubt"
                    })
            String outcome,

            @Schema(description = "What the target answered, where it did not do it.") @Nullable
            String reason,

            @Schema(description = "How many accounts the target listed.") @Nullable
            Integer accounts,

            List<FactJson> facts) {

        static AttemptJson of(Attempt attempt) {
            return switch (attempt) {
                case Attempt.Applied applied -> new AttemptJson(applied.label(), null, null, facts(applied.facts()));
                case Attempt.Unchanged unchanged ->
                    new AttemptJson(unchanged.label(), null, null, facts(unchanged.facts()));
                case Attempt.Listed listed ->
                    new AttemptJson(listed.label(), null, listed.accounts().size(), List.of());
                case Attempt.SignInsRead read -> new AttemptJson(read.label(), null, null, List.of());
                case Attempt.Refused refused ->
                    new AttemptJson(refused.label(), refused.reason(), null, facts(refused.facts()));
                case Attempt.Unreachable unreachable ->
                    new AttemptJson(unreachable.label(), unreachable.reason(), null, List.of());
                case Attempt.InDoubt doubt ->
                    new AttemptJson(doubt.label(), doubt.reason(), null, facts(doubt.facts()));
            };
        }

        private static List<FactJson> facts(List<Attempt.Fact> facts) {
            return facts.stream()
                    .filter(fact -> !fact.personal())
                    .map(fact -> new FactJson(fact.name(), fact.value()))
                    .toList();
        }
    }

    /** What the target showed. */
    @RegisterForReflection
    @Schema(
            name = "Fact",
            description = "What the target showed.",
            requiredProperties = {"name", "value"})
    public record FactJson(String name, String value) {}

    /** A page of operations. */
    @RegisterForReflection
    @Schema(name = "OperationPage", requiredProperties = "items")
    public record OperationPageJson(
            List<OperationJson> items, @Nullable String next) {

        static OperationPageJson of(Slice<Operation> slice) {
            return new OperationPageJson(
                    slice.map(OperationJson::of).items(), slice.next().orElse(null));
        }
    }

    /** Why an operation is made due. */
    @RegisterForReflection
    @Schema(name = "RetryOrder", description = "What was put in order, where somebody says so.")
    public record RetryOrderJson(
            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        Optional<String> why() {
            return Optional.ofNullable(reason);
        }
    }
}

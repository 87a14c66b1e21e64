package dev.tenure.rest.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person says was done by hand for a leaver's case. */
@RegisterForReflection
@Schema(
        name = "LeaverStatement",
        description =
                "What a person says was done by hand for a leaver's case. Without account and step: that they looked"
                        + " through a target that cannot be listed, and that the leaver has no other account there.",
        requiredProperties = {"id", "case", "identity", "system", "state", "doneAt", "reason", "statedBy", "statedAt"})
public record StatementJson(
        UUID id,

        @JsonProperty("case") @Schema(name = "case") UUID leaverCase,

        UUID identity,

        @Schema(description = "The name; in lists.") @Nullable
        String person,

        UUID system,

        @Schema(description = "The system's name; in lists.") @Nullable
        String systemName,

        @Nullable UUID account,
        @Nullable String accountName,

        @Schema(
                enumeration = {
                    "disable-account",
                    "end-sessions",
                    "revoke-credentials",
                    "reset-secret",
                    "clear-mfa",
                    "revoke-memberships"
                })
        @Nullable
        String step,

        @Schema(
                enumeration = {"stated", "confirmed", "declined", "slipped", "shown", "lapsed"},
                description =
                        "Stated: waits for a second person. Slipped: the target showed otherwise. Shown: the target"
                                + " showed it. Lapsed: the case ended first.")
        String state,

        @Schema(description = "When it was done, as stated.")
        Instant doneAt,

        @Schema(description = "What shows it, in words.") @Nullable
        String evidence,

        @Schema(description = "Where it is written down.") @Nullable
        String ticket,

        @Schema(description = "Why by hand.") String reason,
        @Schema(description = "By subject.") String statedBy,
        Instant statedAt,

        @Schema(description = "By subject: who confirmed or declined it.") @Nullable
        String decidedBy,

        @Nullable Instant decidedAt,

        @Schema(description = "When the target showed it or otherwise, or the case ended.") @Nullable
        Instant endedAt) {

    static StatementJson of(Statement statement) {
        return of(statement, null, null);
    }

    private static StatementJson of(Statement statement, @Nullable String person, @Nullable String systemName) {
        return switch (statement) {
            case Statement.Waiting waiting -> of(waiting, person, systemName, null, null);
            case Statement.Confirmed confirmed -> of(confirmed, person, systemName, confirmed.confirmation(), null);
            case Statement.Declined declined ->
                of(
                        declined,
                        person,
                        systemName,
                        new Statement.Confirmation(declined.declinedBy(), declined.declinedAt()),
                        null);
            case Statement.Slipped slipped ->
                of(slipped, person, systemName, slipped.confirmation(), slipped.slippedAt());
            case Statement.Shown shown ->
                of(shown, person, systemName, shown.confirmation().orElse(null), shown.shownAt());
            case Statement.Lapsed lapsed -> of(lapsed, person, systemName, null, lapsed.lapsedAt());
        };
    }

    private static StatementJson of(
            Statement statement,
            @Nullable String person,
            @Nullable String systemName,
            Statement.@Nullable Confirmation decision,
            @Nullable Instant endedAt) {
        Statement.Claim claim = statement.claim();
        Statement.About.@Nullable TakenStep taken =
                switch (claim.about()) {
                    case Statement.About.TakenStep step -> step;
                    case Statement.About.Listing listing -> null;
                };
        return new StatementJson(
                claim.id().value(),
                claim.leaverCase().value(),
                claim.identity().value(),
                person,
                claim.system().value(),
                systemName,
                taken == null ? null : taken.account().value(),
                taken == null ? null : taken.name(),
                taken == null ? null : taken.step().label(),
                statement.label(),
                claim.doneAt(),
                claim.evidence().orElse(null),
                claim.ticket().orElse(null),
                claim.reason(),
                claim.statedBy(),
                claim.statedAt(),
                decision == null ? null : decision.by(),
                decision == null ? null : decision.at(),
                endedAt);
    }

    /** A page of statements. */
    @RegisterForReflection
    @Schema(name = "LeaverStatementPage", requiredProperties = "items")
    public record StatementPageJson(
            List<StatementJson> items, @Nullable String next) {

        static StatementPageJson of(Slice<ListStatements.Named> slice) {
            return new StatementPageJson(
                    slice.map(named -> StatementJson.of(named.statement(), named.person(), named.system()))
                            .items(),
                    slice.next().orElse(null));
        }
    }

    /** What is stated, and what shows it. */
    @RegisterForReflection
    @Schema(
            name = "LeaverStatementCall",
            description = "What was done by hand: a step on an account, or looking through a system for accounts of the"
                    + " leaver; when, and what shows it. Evidence, ticket or both.",
            requiredProperties = {"case", "doneAt", "reason"})
    public record StatementCallJson(
            @JsonProperty("case") @Schema(name = "case") @Nullable
            UUID leaverCase,

            @Schema(description = "The account on which a step was taken; with step.") @Nullable
            UUID account,

            @Schema(
                    enumeration = {
                        "disable-account",
                        "end-sessions",
                        "revoke-credentials",
                        "reset-secret",
                        "clear-mfa",
                        "revoke-memberships"
                    })
            @Nullable
            String step,

            @Schema(description = "The system that was looked through; without account and step.") @Nullable
            UUID system,

            @Schema(description = "When it was done; not in the future.", format = "date-time") @Nullable
            String doneAt,

            @Schema(minLength = 1, maxLength = 2000) @Nullable
            String evidence,

            @Schema(minLength = 1, maxLength = 200) @Nullable
            String ticket,

            @Schema(minLength = 1, maxLength = 2000, description = "Why by hand.") @Nullable
            String reason) {

        StatementCallJson checked() {
            Flaws flaws = new Flaws();
            if (leaverCase == null) {
                flaws.at("/case", "is missing: write the id of the leaver's case");
            }
            flaws.moment("/doneAt", doneAt);
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 2000 characters");
            }
            if (ticket != null && !Reason.isOne(ticket, Statement.LONGEST_TICKET)) {
                flaws.at("/ticket", "is empty, longer than 200 characters or holds a control character: shorten it");
            }
            if ((account == null) != (step == null)) {
                flaws.at(account == null ? "/account" : "/step", "is missing: account and step go together");
            }
            if ((account == null) == (system == null)) {
                flaws.at("/system", "does not fit: write account and step, or a system alone");
            }
            if (step != null && known(step).isEmpty()) {
                flaws.at(
                        "/step",
                        "is none of "
                                + Arrays.stream(Step.values()).map(Step::label).collect(Collectors.joining(", ")));
            }
            flaws.refuse();
            return this;
        }

        private static Optional<Step> known(String label) {
            return Arrays.stream(Step.values())
                    .filter(one -> one.label().equals(label))
                    .findFirst();
        }

        LeaverCaseId inCase() {
            return new LeaverCaseId(Objects.requireNonNull(leaverCase));
        }

        StateStep.What what() {
            return account == null
                    ? new StateStep.What.Listing(new SystemId(Objects.requireNonNull(system)))
                    : new StateStep.What.TakenStep(
                            new AccountId(account),
                            known(Objects.requireNonNull(step)).orElseThrow());
        }

        Instant when() {
            return Instant.parse(Objects.requireNonNull(doneAt));
        }

        String why() {
            return Objects.requireNonNull(reason);
        }
    }

    /** What the second person says. */
    @RegisterForReflection
    @Schema(
            name = "LeaverStatementDecision",
            description = "What the second person says.",
            requiredProperties = "confirm")
    public record StatementDecisionJson(
            @Schema(description = "True: confirmed. False: declined.") @Nullable
            Boolean confirm) {

        StatementDecisionJson checked() {
            Flaws flaws = new Flaws();
            if (confirm == null) {
                flaws.at("/confirm", "is missing: write true or false");
            }
            flaws.refuse();
            return this;
        }

        boolean agrees() {
            return Boolean.TRUE.equals(confirm);
        }
    }
}

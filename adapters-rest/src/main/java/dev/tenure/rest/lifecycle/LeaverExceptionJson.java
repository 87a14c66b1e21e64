package dev.tenure.rest.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something about a leaver that is not as policy wants it. */
@RegisterForReflection
@Schema(
        name = "Exception",
        description = "Something about a leaver that is not as policy wants it. It is never edited away.",
        requiredProperties = {"id", "case", "kind", "state", "owner", "detail", "openedAt"})
public record LeaverExceptionJson(
        UUID id,
        @JsonProperty("case") @Schema(name = "case") UUID leaverCase,

        @Schema(
                enumeration = {
                    "breach",
                    "protected-account",
                    "not-in-act",
                    "held-by-guard",
                    "refused",
                    "preserved",
                    "secret-not-rotated",
                    "not-handed-over",
                    "withdrawn-after-action",
                    "suspension-undecided",
                    "sign-in-after-end"
                })
        String kind,

        @Schema(enumeration = {"open", "explained", "resolved"})
        String state,

        @Nullable UUID system,
        @Nullable UUID account,

        @Schema(description = "Whose case it is, by name. Lists have it.") @Nullable
        String person,

        @Schema(description = "The system's name when the case opened. Lists have it.") @Nullable
        String systemName,

        @Schema(description = "The account's name. Lists have it.") @Nullable
        String accountName,

        @Schema(enumeration = {"blocked", "contained", "clean"}) @Nullable
        String milestone,

        @Schema(description = "Who answers for it, by subject.")
        String owner,

        String detail,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable ExplanationJson explanation) {

    static LeaverExceptionJson of(LeaverException exception) {
        return of(new LeaverExceptions.Named(exception, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static LeaverExceptionJson of(LeaverExceptions.Named named) {
        return switch (named.exception()) {
            case LeaverException.Unexplained unexplained -> of(named, Optional.empty(), null);
            case LeaverException.Explained explained -> of(named, Optional.of(explained.explanation()), null);
            case LeaverException.Resolved resolved -> of(named, resolved.explanation(), resolved.resolvedAt());
        };
    }

    private static LeaverExceptionJson of(
            LeaverExceptions.Named named,
            Optional<LeaverException.Explanation> explanation,
            @Nullable Instant resolvedAt) {
        LeaverException exception = named.exception();
        LeaverException.Finding finding = exception.finding();
        return new LeaverExceptionJson(
                finding.id(),
                finding.leaverCase().value(),
                Wire.name(finding.kind()),
                exception.label(),
                finding.system().map(SystemId::value).orElse(null),
                finding.account().map(AccountId::value).orElse(null),
                named.person().orElse(null),
                named.system().orElse(null),
                named.account().orElse(null),
                finding.milestone().map(Milestone::label).orElse(null),
                finding.owner(),
                finding.detail(),
                finding.openedAt(),
                resolvedAt,
                explanation.map(ExplanationJson::of).orElse(null));
    }

    /** Why it came to be. */
    @RegisterForReflection
    @Schema(
            name = "Explanation",
            description = "Why an exception came to be, in the words of a person.",
            requiredProperties = {"cause", "impact", "by", "at"})
    public record ExplanationJson(
            String cause,
            String impact,
            @Schema(description = "By subject.") String by,
            Instant at) {

        static ExplanationJson of(LeaverException.Explanation explanation) {
            return new ExplanationJson(explanation.cause(), explanation.impact(), explanation.by(), explanation.at());
        }
    }

    /** What somebody says of it. */
    @RegisterForReflection
    @Schema(
            name = "ExplanationGiven",
            description = "What led to an exception and what it did or could have done.",
            requiredProperties = {"cause", "impact"})
    public record ExplanationGivenJson(
            @Schema(minLength = 1, maxLength = 2000) @Nullable
            String cause,

            @Schema(minLength = 1, maxLength = 2000) @Nullable
            String impact) {

        /** Goes on only where both were given. */
        ExplanationGivenJson checked() {
            Flaws flaws = new Flaws();
            if (cause == null) {
                flaws.at("/cause", "is missing: write 1 to 2000 characters");
            }
            if (impact == null) {
                flaws.at("/impact", "is missing: write 1 to 2000 characters");
            }
            flaws.refuse();
            return this;
        }
    }

    /** A page of exceptions. */
    @RegisterForReflection
    @Schema(name = "ExceptionPage", requiredProperties = "items")
    public record LeaverExceptionPageJson(
            List<LeaverExceptionJson> items, @Nullable String next) {

        static LeaverExceptionPageJson of(Slice<LeaverExceptions.Named> slice) {
            return new LeaverExceptionPageJson(
                    slice.items().stream().map(LeaverExceptionJson::of).toList(),
                    slice.next().orElse(null));
        }
    }
}

package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an account came to its identity, or why it has none. */
@RegisterForReflection
@Schema(
        name = "AccountLink",
        description = "How an account came to its identity, or why it has none.",
        requiredProperties = {"account", "system", "name", "link"})
public record AccountLinkJson(
        UUID account,
        UUID system,

        @Schema(description = "What people call it on the target.")
        String name,

        @Schema(description = "Whose it is.") @Nullable UUID identity,

        @Schema(enumeration = {"rule", "listing", "person", "suggested", "ambiguous", "unlinked", "unknown"})
        String link,

        @Schema(description = "The rule that found somebody, from 1.") @Nullable
        Integer rule,

        @Schema(description = "Who is suggested.") @Nullable UUID suggested,

        @Schema(description = "How many fit, where several do.") @Nullable
        Long candidates,

        @Schema(description = "Since when it is so.") @Nullable
        Instant since,

        @Schema(description = "The person who linked or unlinked it, by subject.") @Nullable
        String by,

        @Schema(description = "Why they did.") @Nullable String reason) {

    static AccountLinkJson of(LinkedAccount linked) {
        return switch (linked.link()) {
            case AccountLink.ByRule(int rule, Instant at) -> of(linked, rule, null, null, at, null, null);
            case AccountLink.ByListing(Instant at) -> of(linked, null, null, null, at, null, null);
            case AccountLink.ByPerson(String by, String reason, Instant at) ->
                of(linked, null, null, null, at, by, reason);
            case AccountLink.Suggested(int rule, IdentityId identity, Instant at) ->
                of(linked, rule, identity.value(), null, at, null, null);
            case AccountLink.Ambiguous(int rule, long candidates, Instant at) ->
                of(linked, rule, null, candidates, at, null, null);
            case AccountLink.Unlinked(String by, String reason, Instant at) ->
                of(linked, null, null, null, at, by, reason);
            case AccountLink.Unknown unknown -> of(linked, null, null, null, null, null, null);
        };
    }

    private static AccountLinkJson of(
            LinkedAccount linked,
            @Nullable Integer rule,
            @Nullable UUID suggested,
            @Nullable Long candidates,
            @Nullable Instant since,
            @Nullable String by,
            @Nullable String reason) {
        return new AccountLinkJson(
                linked.account().id().value(),
                linked.account().system().value(),
                linked.account().name(),
                linked.account().identity().map(IdentityId::value).orElse(null),
                linked.link().label(),
                rule,
                suggested,
                candidates,
                since,
                by,
                reason);
    }

    /** A page of them. */
    @RegisterForReflection
    @Schema(name = "AccountLinkPage", requiredProperties = "items")
    public record AccountLinkPageJson(
            List<AccountLinkJson> items, @Nullable String next) {

        static AccountLinkPageJson of(Slice<LinkedAccount> slice) {
            return new AccountLinkPageJson(
                    slice.map(AccountLinkJson::of).items(), slice.next().orElse(null));
        }
    }

    /** One of them, with what people decided. */
    @RegisterForReflection
    @Schema(
            name = "AccountLinkHistory",
            description = "How an account came to its identity, and what people decided about it.",
            requiredProperties = {"now", "decisions"})
    public record AccountLinkHistoryJson(
            AccountLinkJson now,

            @Schema(description = "Newest first, at most 100.")
            List<LinkDecisionJson> decisions) {

        static AccountLinkHistoryJson of(LinkedAccount linked, List<LinkDecision> decisions) {
            return new AccountLinkHistoryJson(
                    AccountLinkJson.of(linked),
                    decisions.stream().map(LinkDecisionJson::of).toList());
        }
    }

    /** What a person decided. */
    @RegisterForReflection
    @Schema(
            name = "LinkDecision",
            description = "A person said that an account is somebody's, or is not.",
            requiredProperties = {"verdict", "identity", "reason", "by", "at"})
    public record LinkDecisionJson(
            @Schema(enumeration = {"linked", "unlinked"}) String verdict,

            UUID identity,
            String reason,
            String by,
            Instant at) {

        static LinkDecisionJson of(LinkDecision decision) {
            return new LinkDecisionJson(
                    Wire.name(decision.verdict()),
                    decision.identity().value(),
                    decision.reason(),
                    decision.by(),
                    decision.at());
        }
    }

    /** Whose an account is, and why. */
    @RegisterForReflection
    @Schema(
            name = "AccountLinkOrder",
            description = "Whose an account is, and why.",
            requiredProperties = {"identity", "reason"})
    public record AccountLinkOrderJson(
            @Schema(format = "uuid") @Nullable String identity,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        /** {@link UUID#fromString} alone also takes shortened ones. */
        private static final Pattern UUID_FORM =
                Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

        /** Who asks has to give both. */
        Read read() {
            Flaws flaws = new Flaws();
            if (identity == null || !UUID_FORM.matcher(identity).matches()) {
                flaws.at("/identity", "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002");
            }
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            if (identity == null || reason == null) {
                throw new IllegalStateException("what is missing was refused");
            }
            return new Read(new IdentityId(UUID.fromString(identity)), reason);
        }

        /** The same, understood. */
        record Read(IdentityId identity, String reason) {}
    }
}

package dev.tenure.rest.provisioning;

import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Letting go what is held, which takes two people. */
@RegisterForReflection
@Schema(
        name = "HoldRelease",
        description = "Letting go what is held, whole or in part, which takes two people.",
        requiredProperties = {
            "id",
            "hold",
            "state",
            "whole",
            "accounts",
            "operations",
            "reason",
            "proposedBy",
            "proposedAt"
        })
public record HoldReleaseJson(
        UUID id,
        UUID hold,

        @Schema(enumeration = {"proposed", "confirmed", "declined"})
        String state,

        @Schema(description = "Whether it was all that was held when it was proposed.")
        boolean whole,

        @Schema(description = "On how many accounts.") int accounts,
        int operations,
        String reason,
        @Schema(description = "By subject.") String proposedBy,
        Instant proposedAt,
        @Schema(description = "By subject.") @Nullable String decidedBy,
        @Nullable Instant decidedAt,

        @Schema(
                description =
                        "How many operations were let go; those that nobody wanted any longer are not among them.")
        @Nullable
        Integer released) {

    static HoldReleaseJson of(HoldRelease release) {
        return switch (release) {
            case HoldRelease.Proposed proposed -> of(proposed, null, null, null);
            case HoldRelease.Confirmed confirmed ->
                of(confirmed, confirmed.confirmedBy(), confirmed.confirmedAt(), confirmed.released());
            case HoldRelease.Declined declined -> of(declined, declined.declinedBy(), declined.declinedAt(), null);
        };
    }

    private static HoldReleaseJson of(
            HoldRelease release, @Nullable String by, @Nullable Instant at, @Nullable Integer released) {
        HoldRelease.Proposal proposal = release.proposal();
        return new HoldReleaseJson(
                proposal.id(),
                proposal.hold().value(),
                release.label(),
                proposal.whole(),
                proposal.accounts(),
                proposal.operations(),
                proposal.reason(),
                proposal.proposedBy(),
                proposal.proposedAt(),
                by,
                at,
                released);
    }

    /** What is to go ahead, and why. */
    @RegisterForReflection
    @Schema(name = "HoldReleaseProposal", description = "What is to go ahead, and why.", requiredProperties = "reason")
    public record HoldReleaseProposalJson(
            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason,

            @Schema(
                    description =
                            "The part, by account; all that is held where left out. An account on which nothing is"
                                    + " held any longer does no harm.",
                    type = SchemaType.ARRAY,
                    minItems = 1,
                    maxItems = ProposeHoldRelease.MOST_ACCOUNTS,
                    implementation = String.class)
            @Nullable
            List<String> accounts) {

        /** {@link UUID#fromString} alone also takes shortened ones. */
        private static final Pattern UUID_FORM =
                Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

        String readReason(Flaws flaws) {
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
                return "";
            }
            return reason;
        }

        Optional<Set<AccountId>> readAccounts(Flaws flaws) {
            if (accounts == null) {
                return Optional.empty();
            }
            if (accounts.isEmpty() || accounts.size() > ProposeHoldRelease.MOST_ACCOUNTS) {
                flaws.at(
                        "/accounts",
                        "does not hold 1 to " + ProposeHoldRelease.MOST_ACCOUNTS
                                + " accounts: leave it out to release all, or propose in parts");
                return Optional.empty();
            }
            Set<AccountId> read = new HashSet<>();
            for (int i = 0; i < accounts.size(); i++) {
                String account = accounts.get(i);
                if (UUID_FORM.matcher(account).matches()) {
                    read.add(new AccountId(UUID.fromString(account)));
                } else {
                    flaws.at("/accounts/" + i, "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002");
                }
            }
            return Optional.of(read);
        }
    }
}

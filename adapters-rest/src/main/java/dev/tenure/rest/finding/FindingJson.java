package dev.tenure.rest.finding;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.NamedFinding;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something is wrong with an account, as the target shows it. */
@RegisterForReflection
@Schema(
        name = "Finding",
        description = "Something is wrong with an account, as the target shows it.",
        requiredProperties = {
            "id",
            "kind",
            "severity",
            "state",
            "system",
            "account",
            "accountName",
            "read",
            "openedAt",
            "owner",
            "dueAt"
        })
public record FindingJson(
        UUID id,

        @Schema(
                enumeration = {
                    "orphan",
                    "unowned",
                    "duplicate",
                    "dormant",
                    "leaver-live",
                    "leaver-reenabled",
                    "standing-privilege",
                    "out-of-band-grant",
                    "overdue-key",
                    "overdue-password",
                    "unreviewed-privilege",
                    "missing-second-factor",
                    "weak-second-factor",
                    "direct-sign-in"
                })
        String kind,

        @Schema(enumeration = {"low", "medium", "high", "critical"})
        String severity,

        @Schema(
                description = "An accepted one may stay until a moment; a closed one is gone.",
                enumeration = {"open", "accepted", "closed"})
        String state,

        UUID system,

        @Schema(description = "In lists, and where one is shown.") @Nullable
        String systemName,

        UUID account,

        @Schema(description = "What people called it when it was found.")
        String accountName,

        @Schema(description = "Whose the account was when it was found.") @Nullable
        UUID identity,

        @Schema(description = "The name; in lists, and where one is shown.") @Nullable
        String person,

        @Schema(description = "The membership that it is about; left out where it is about the account as such.")
        @Nullable
        FindingGrantJson grant,

        @Schema(description = "The inspection of the account that showed it; left out where a read of the system did.")
        @Nullable
        FindingInspectionJson inspection,

        @Schema(description = "When the password was set that it is about; left out where it is about none.") @Nullable
        Instant passwordSetAt,

        @Schema(
                description =
                        "The privileged access that nobody looked at for long; left out where it is about no such thing.")
        @Nullable
        FindingUnreviewedJson unreviewed,

        @Schema(description = "The read of the system that showed it, or the last one before an inspection did.")
        UUID read,

        Instant openedAt,
        @Schema(description = "Who has to see to it.") String owner,
        @Schema(description = "By when it has to be gone.") Instant dueAt,

        @Schema(description = "Who named the owner, by subject; left out where nobody did since it was found.")
        @Nullable
        String assignedBy,

        @Nullable FindingAcceptanceJson acceptance,
        @Nullable FindingGoneJson gone) {

    static FindingJson of(Finding finding) {
        return of(finding, null, null);
    }

    static FindingJson of(NamedFinding named) {
        return of(
                named.finding(),
                named.system(),
                named.finding().facts().identity().isPresent() ? named.person() : null);
    }

    private static FindingJson of(Finding finding, @Nullable String system, @Nullable String person) {
        return switch (finding) {
            case Finding.Open open -> of(open, system, person, null, null);
            case Finding.Accepted accepted ->
                of(accepted, system, person, FindingAcceptanceJson.of(accepted.acceptance()), null);
            case Finding.Closed closed ->
                of(
                        closed,
                        system,
                        person,
                        null,
                        new FindingGoneJson(
                                closed.gone().read().value(), closed.gone().at()));
        };
    }

    private static FindingJson of(
            Finding finding,
            @Nullable String system,
            @Nullable String person,
            @Nullable FindingAcceptanceJson acceptance,
            @Nullable FindingGoneJson gone) {
        Finding.Facts facts = finding.facts();
        return new FindingJson(
                facts.id().value(),
                Wire.name(facts.kind()),
                Wire.name(facts.severity()),
                finding.label(),
                facts.system().value(),
                system,
                facts.account().value(),
                facts.name(),
                facts.identity().map(IdentityId::value).orElse(null),
                person,
                facts.grant().map(FindingGrantJson::of).orElse(null),
                facts.inspected().map(FindingInspectionJson::of).orElse(null),
                facts.passwordSetAt().orElse(null),
                facts.unreviewed().map(FindingUnreviewedJson::of).orElse(null),
                facts.read().value(),
                facts.openedAt(),
                finding.duty().owner(),
                finding.duty().dueAt(),
                finding.duty().assignedBy().orElse(null),
                acceptance,
                gone);
    }

    /** Privileged access that nobody looked at for long. */
    @RegisterForReflection
    @Schema(
            name = "FindingUnreviewed",
            description = "Privileged access that nobody looked at for long.",
            requiredProperties = "since")
    public record FindingUnreviewedJson(
            @Schema(description = "Since when the account was privileged when somebody had to look at the latest.")
            Instant since,

            @Schema(description = "When somebody looked last; left out where nobody ever did.") @Nullable
            Instant lastReviewedAt) {

        private static FindingUnreviewedJson of(Finding.Unreviewed unreviewed) {
            return new FindingUnreviewedJson(
                    unreviewed.since(), unreviewed.last().orElse(null));
        }
    }

    /** A membership. */
    @RegisterForReflection
    @Schema(
            name = "FindingGrant",
            description = "A membership.",
            requiredProperties = {"entitlement", "name", "since"})
    public record FindingGrantJson(
            @Schema(description = "The target's id.") String entitlement,

            @Schema(description = "What people called it when it was found.")
            String name,

            @Schema(description = "When a read first showed it.")
            Instant since) {

        private static FindingGrantJson of(Finding.Grant grant) {
            return new FindingGrantJson(grant.entitlement(), grant.name(), grant.since());
        }
    }

    /** An inspection of the account. */
    @RegisterForReflection
    @Schema(name = "FindingInspection", description = "An inspection of the account.", requiredProperties = "at")
    public record FindingInspectionJson(
            Instant at,

            @Schema(description = "The credential that it is about; left out where it is about the account as such.")
            @Nullable
            FindingCredentialJson credential) {

        private static FindingInspectionJson of(Finding.Inspected inspected) {
            return new FindingInspectionJson(
                    inspected.at(),
                    inspected
                            .key()
                            .map(key -> new FindingCredentialJson(key.id(), key.what(), key.since(), key.issued()))
                            .orElse(null));
        }
    }

    /** A credential beside the password. */
    @RegisterForReflection
    @Schema(
            name = "FindingCredential",
            description = "A credential beside the password.",
            requiredProperties = {"id", "what", "since", "issued"})
    public record FindingCredentialJson(
            @Schema(description = "The target's id.") String id,

            @Schema(description = "What the target calls such a thing.")
            String what,

            Instant since,

            @Schema(description = "Whether the target told since when; else it was first seen then, and may be older.")
            boolean issued) {}

    /** Why it may stay for a while. */
    @RegisterForReflection
    @Schema(
            name = "FindingAcceptance",
            description = "Why it may stay for a while.",
            requiredProperties = {"until", "reason", "by", "at"})
    public record FindingAcceptanceJson(
            Instant until,
            String reason,
            @Schema(description = "By subject.") String by,
            Instant at) {

        static FindingAcceptanceJson of(Finding.Acceptance acceptance) {
            return new FindingAcceptanceJson(acceptance.until(), acceptance.reason(), acceptance.by(), acceptance.at());
        }
    }

    /** What shows that it is gone. */
    @RegisterForReflection
    @Schema(
            name = "FindingGone",
            description = "What shows that it is gone.",
            requiredProperties = {"read", "at"})
    public record FindingGoneJson(
            @Schema(description = "The read of the system that shows it no more.")
            UUID read,

            Instant at) {}

    /** A page of findings. */
    @RegisterForReflection
    @Schema(
            name = "FindingPage",
            requiredProperties = {"items", "totals"})
    public record FindingPageJson(
            List<FindingJson> items,
            FindingTotalsJson totals,
            @Nullable String next) {

        static FindingPageJson of(ListFindings.Outcome.Listed listed) {
            return new FindingPageJson(
                    listed.findings().map(FindingJson::of).items(),
                    FindingTotalsJson.of(listed.totals()),
                    listed.findings().next().orElse(null));
        }
    }

    /** How many there are that are not closed. */
    @RegisterForReflection
    @Schema(
            name = "FindingTotals",
            description = "How many there are that are not closed, of the owner that was asked for or of all.",
            requiredProperties = {"open", "late", "critical", "accepted"})
    public record FindingTotalsJson(
            long open,

            @Schema(description = "Open ones past the moment by which they had to be gone.")
            long late,

            @Schema(description = "Open ones of critical severity.")
            long critical,

            long accepted) {

        static FindingTotalsJson of(Findings.Totals totals) {
            return new FindingTotalsJson(totals.open(), totals.late(), totals.critical(), totals.accepted());
        }
    }

    /** Who has to see to it. */
    @RegisterForReflection
    @Schema(name = "FindingOwner", description = "Who has to see to it.", requiredProperties = "owner")
    public record FindingOwnerJson(
            @Schema(description = "By subject.", minLength = 1, maxLength = 200) @Nullable
            String owner) {

        String read() {
            Flaws flaws = new Flaws();
            if (owner == null) {
                flaws.at("/owner", "is missing: write 1 to 200 characters");
            }
            flaws.refuse();
            return Objects.requireNonNull(owner);
        }
    }

    /** Until when it may stay, and why. */
    @RegisterForReflection
    @Schema(
            name = "FindingAcceptanceOrder",
            description = "Until when it may stay, and why.",
            requiredProperties = {"until", "reason"})
    public record FindingAcceptanceOrderJson(
            @Schema(description = "Later than now, by 366 days at most.", format = "date-time") @Nullable
            String until,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        Read read() {
            Flaws flaws = new Flaws();
            Instant read = flaws.moment("/until", until);
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            return new Read(read, Objects.requireNonNull(reason));
        }

        /** The same, all of it given. */
        record Read(Instant until, String reason) {}
    }
}

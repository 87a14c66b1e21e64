package dev.tenure.rest.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody looked at a privileged account and says that it stays so. */
@RegisterForReflection
@Schema(
        name = "PrivilegeReview",
        description = "Somebody looked at a privileged account and says that it stays so.",
        requiredProperties = {
            "id",
            "system",
            "account",
            "accountName",
            "seen",
            "marked",
            "reason",
            "reviewedBy",
            "authority",
            "reviewedAt"
        })
public record PrivilegeReviewJson(
        UUID id,
        UUID system,
        UUID account,

        @Schema(description = "What people called it then.") String accountName,

        @Schema(description = "Whose it was then, where correlation said.") @Nullable
        UUID identity,

        @Schema(description = "The privileged entitlements that it held.")
        List<HeldPrivilegeJson> seen,

        @Schema(description = "Whether the account itself was marked.")
        boolean marked,

        String reason,
        @Schema(description = "By subject.") String reviewedBy,

        @Schema(
                description = "What let them: the first that held.",
                enumeration = {"system-owner", "manager", "administrator"})
        String authority,

        Instant reviewedAt) {

    static PrivilegeReviewJson of(PrivilegeReview review) {
        return new PrivilegeReviewJson(
                review.id(),
                review.system().value(),
                review.account().value(),
                review.name(),
                review.identity().map(IdentityId::value).orElse(null),
                HeldPrivilegeJson.of(review.seen()),
                review.seen().marked(),
                review.reason(),
                review.by(),
                Wire.name(review.authority()),
                review.at());
    }

    /** A privileged entitlement that an account holds. */
    @RegisterForReflection
    @Schema(
            name = "HeldPrivilege",
            description = "A privileged entitlement that an account holds.",
            requiredProperties = {"nativeId", "name"})
    public record HeldPrivilegeJson(
            @Schema(description = "The target's id of it; its name where no read showed it yet.")
            String nativeId,

            @Schema(description = "What people call it on the target.")
            String name,

            @Schema(
                    name = "class",
                    description = "Left out where no read showed it yet.",
                    enumeration = {
                        "administration",
                        "security-settings",
                        "money-movement",
                        "bulk-export",
                        "deployment",
                        "secrets"
                    })
            @JsonProperty("class")
            @Nullable
            String as) {

        private static List<HeldPrivilegeJson> of(PrivilegePicture picture) {
            return picture.held().stream()
                    .map(held -> new HeldPrivilegeJson(
                            held.nativeId(),
                            held.name(),
                            held.as().map(Wire::name).orElse(null)))
                    .toList();
        }
    }

    /** A page of reviews. */
    @RegisterForReflection
    @Schema(name = "PrivilegeReviewPage", requiredProperties = "items")
    public record PrivilegeReviewPageJson(
            List<PrivilegeReviewJson> items, @Nullable String next) {

        static PrivilegeReviewPageJson of(Slice<PrivilegeReview> slice) {
            return new PrivilegeReviewPageJson(
                    slice.map(PrivilegeReviewJson::of).items(), slice.next().orElse(null));
        }
    }

    /** An account as somebody looks at it before they say that it stays privileged. */
    @RegisterForReflection
    @Schema(
            name = "PrivilegedAccountShown",
            description = "What makes an account privileged, and who looked at it.",
            requiredProperties = {
                "account",
                "system",
                "systemName",
                "nativeId",
                "name",
                "enabled",
                "privileged",
                "entitlements",
                "marked",
                "own",
                "items"
            })
    public record PrivilegedAccountShownJson(
            UUID account,
            UUID system,
            String systemName,
            @Schema(description = "The target's id of it.") String nativeId,

            @Schema(description = "What people call it on the target.")
            String name,

            @Schema(description = "Whose it is, where correlation says.") @Nullable
            UUID identity,

            @Schema(description = "Whether somebody can sign in.")
            boolean enabled,

            boolean privileged,

            @Schema(description = "The privileged entitlements that it holds.")
            List<HeldPrivilegeJson> entitlements,

            @Schema(description = "Whether the account itself is marked.")
            boolean marked,

            @Schema(
                    description = "What lets you say that it stays; left out where nothing does.",
                    enumeration = {"system-owner", "manager", "administrator"})
            @Nullable
            String authority,

            @Schema(description = "Whether it is yours, or of something that you answer for: somebody else decides.")
            boolean own,

            @Schema(description = "Who looked at it, the newest first.")
            List<PrivilegeReviewJson> items,

            @Nullable String next) {

        static PrivilegedAccountShownJson of(ShowPrivilegedAccount.Outcome.Shown shown) {
            Account account = shown.account();
            return new PrivilegedAccountShownJson(
                    account.id().value(),
                    account.system().value(),
                    shown.system(),
                    account.nativeId(),
                    account.name(),
                    account.identity().map(IdentityId::value).orElse(null),
                    account.enabled(),
                    shown.picture().isPresent(),
                    shown.picture().map(HeldPrivilegeJson::of).orElse(List.of()),
                    shown.picture().filter(PrivilegePicture::marked).isPresent(),
                    shown.authority().map(Wire::name).orElse(null),
                    shown.own(),
                    shown.reviews().map(PrivilegeReviewJson::of).items(),
                    shown.reviews().next().orElse(null));
        }
    }

    /** Which account stays privileged, and why. */
    @RegisterForReflection
    @Schema(
            name = "PrivilegeReviewOrder",
            description = "Which account stays privileged, and why.",
            requiredProperties = {"account", "seen", "reason"})
    public record PrivilegeReviewOrderJson(
            @Schema(format = "uuid") @Nullable String account,

            @Schema(
                    description =
                            "The native ids of the privileged entitlements that you saw; none where it is marked alone.",
                    maxItems = ReviewPrivilege.MOST_SEEN)
            @Nullable
            List<@Nullable String> seen,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        private static final UUID NIL = new UUID(0, 0);

        /** Who asks has to give every part. */
        Read read() {
            Flaws flaws = new Flaws();
            if (account == null) {
                flaws.at("/account", "is missing: name the account by its id");
            }
            Optional<UUID> known = flaws.uuid("/account", account);
            Set<String> ids = seen(flaws);
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            return new Read(new AccountId(known.orElse(NIL)), ids, reason == null ? "" : reason);
        }

        private Set<String> seen(Flaws flaws) {
            if (seen == null) {
                flaws.at("/seen", "is missing: list the native ids that you saw, or none");
                return Set.of();
            }
            Set<String> ids = new HashSet<>();
            if (seen.size() > ReviewPrivilege.MOST_SEEN) {
                flaws.at("/seen", "has more than " + ReviewPrivilege.MOST_SEEN + " entries: an account holds fewer");
                return ids;
            }
            for (int i = 0; i < seen.size(); i++) {
                String id = seen.get(i);
                if (id == null || id.isBlank()) {
                    flaws.at("/seen/" + i, "is empty: write the target's id of the entitlement");
                } else if (id.length() > PrivilegeMarkJson.PrivilegeMarkOrderJson.LONGEST_NATIVE_ID) {
                    flaws.at("/seen/" + i, "is longer than any id: write the target's id as reads show it");
                } else {
                    ids.add(id);
                }
            }
            return ids;
        }

        /** The same, understood. */
        record Read(AccountId account, Set<String> seen, String reason) {}
    }
}

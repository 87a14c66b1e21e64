package dev.tenure.rest.reconciliation;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.ListAccounts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account as the target was last seen to hold it. */
@RegisterForReflection
@Schema(
        name = "Account",
        description = "An account as the target was last seen to hold it.",
        requiredProperties = {
            "id",
            "system",
            "nativeId",
            "name",
            "enabled",
            "entitlements",
            "privileged",
            "firstSeenAt",
            "lastSeenAt",
            "version"
        })
public record AccountJson(
        UUID id,
        UUID system,
        @Schema(description = "The target's stable id.") String nativeId,

        @Schema(description = "What people call it on the target.")
        String name,

        boolean enabled,

        @Schema(description = "Whose it is, where correlation says.") @Nullable
        UUID identity,

        @Nullable ProtectionJson protection,

        @Schema(description = "What it is a direct member of, by name.")
        List<String> entitlements,

        boolean privileged,

        @Schema(description = "In lists, when its password was set, where the target tells.") @Nullable
        Instant passwordSetAt,

        Instant firstSeenAt,
        Instant lastSeenAt,
        long version) {

    static AccountJson of(Account account) {
        return of(account, null);
    }

    private static AccountJson of(Account account, @Nullable Instant passwordSetAt) {
        return new AccountJson(
                account.id().value(),
                account.system().value(),
                account.nativeId(),
                account.name(),
                account.enabled(),
                account.identity().map(IdentityId::value).orElse(null),
                account.protection().map(ProtectionJson::of).orElse(null),
                account.entitlements(),
                account.privileged(),
                passwordSetAt,
                account.firstSeenAt(),
                account.lastSeenAt(),
                account.version());
    }

    /** Why automation leaves an account alone. */
    @RegisterForReflection
    @Schema(
            name = "Protection",
            description = "Why automation leaves an account alone.",
            requiredProperties = {"reason", "by", "since"})
    public record ProtectionJson(
            String reason,

            @Schema(description = "By subject, or product for the connector's own account.")
            String by,

            Instant since) {

        static ProtectionJson of(Protection protection) {
            return new ProtectionJson(protection.reason(), protection.by(), protection.since());
        }
    }

    /** A page of accounts. */
    @RegisterForReflection
    @Schema(name = "AccountPage", requiredProperties = "items")
    public record AccountPageJson(
            List<AccountJson> items, @Nullable String next) {

        static AccountPageJson of(ListAccounts.Outcome.Listed listed) {
            Slice<Account> slice = listed.accounts();
            return new AccountPageJson(
                    slice.map(account -> AccountJson.of(
                                    account, listed.passwordsSetAt().get(account.id())))
                            .items(),
                    slice.next().orElse(null));
        }
    }

    /** Why somebody wants it. */
    @RegisterForReflection
    @Schema(name = "Reason", description = "Why somebody wants it.", requiredProperties = "reason")
    public record ReasonJson(
            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        /** The text, which must be given. */
        public String read() {
            Flaws flaws = new Flaws();
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            return reason == null ? "" : reason;
        }
    }
}

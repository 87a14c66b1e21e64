package dev.tenure.rest.nonhuman;

import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody asks for who wants a non-human identity. */
@RegisterForReflection
@Schema(
        name = "NonHumanIdentityRequest",
        description = "What somebody asks for who wants an identity that is no person.",
        requiredProperties = {"kind", "name", "purpose", "owner"})
public record NonHumanRequestJson(
        @Schema(enumeration = {"service-account", "bot", "api-integration", "workload"}) @Nullable
        String kind,

        @Schema(description = "Unique among those that wait or are active, without regard to case.", maxLength = 200)
        @Nullable
        String name,

        @Schema(description = "What for.", maxLength = 2_000) @Nullable
        String purpose,

        @Schema(
                type = SchemaType.STRING,
                format = "uuid",
                description = "The identity of the person who is to answer for it.")
        @Nullable
        String owner,

        @Schema(
                type = SchemaType.STRING,
                format = "uuid",
                description = "The account that it is for, where a target shows it already and it is nobody's.")
        @Nullable
        String account) {

    private static final UUID NIL = new UUID(0, 0);

    RequestNonHuman.Command read(Caller caller, RequestKey key) {
        Flaws flaws = new Flaws();
        NonHumanKind as = Wire.constant(NonHumanKind.class, kind == null ? "" : kind)
                .orElseGet(() -> {
                    flaws.at("/kind", "is none of service-account, bot, api-integration and workload: write one");
                    return NonHumanKind.SERVICE_ACCOUNT;
                });
        IdentityId answers = answering(flaws, owner);
        Optional<AccountId> known = flaws.uuid("/account", account).map(AccountId::new);
        flaws.refuse();
        return new RequestNonHuman.Command(
                caller, key, as, name == null ? "" : name.strip(), given(purpose), answers, known);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static IdentityId answering(Flaws flaws, @Nullable String text) {
        if (text == null) {
            flaws.at("/owner", "is missing: name the identity of the person who answers for it");
        }
        return new IdentityId(flaws.uuid("/owner", text).orElse(NIL));
    }

    /** What somebody decides. */
    @RegisterForReflection
    @Schema(
            name = "NonHumanIdentityDecision",
            description = "What somebody decides of what was asked for.",
            requiredProperties = "approve")
    public record NonHumanDecisionJson(
            @Nullable Boolean approve,

            @Schema(description = "Why not; needed where it is rejected.", maxLength = 2_000) @Nullable
            String reason) {

        DecideNonHuman.Decision read() {
            Flaws flaws = new Flaws();
            if (approve == null) {
                flaws.at("/approve", "is missing: write true or false");
            }
            flaws.refuse();
            return Boolean.TRUE.equals(approve)
                    ? new DecideNonHuman.Decision.Approve()
                    : new DecideNonHuman.Decision.Reject(given(reason));
        }
    }

    /** Who answers for it from now on. */
    @RegisterForReflection
    @Schema(
            name = "NonHumanIdentityOwner",
            description = "Who answers for a non-human identity from now on, and why.",
            requiredProperties = {"owner", "reason"})
    public record NonHumanOwnerJson(
            @Schema(type = SchemaType.STRING, format = "uuid", description = "The identity of the person.") @Nullable
            String owner,

            @Schema(maxLength = 2_000) @Nullable String reason) {

        TransferNonHuman.Command read(Caller caller, NonHumanId nonHuman) {
            Flaws flaws = new Flaws();
            IdentityId answers = answering(flaws, owner);
            flaws.refuse();
            return new TransferNonHuman.Command(caller, nonHuman, answers, given(reason));
        }
    }

    /** Why it is needed no more. */
    @RegisterForReflection
    @Schema(
            name = "NonHumanIdentityRetirement",
            description = "Why a non-human identity is needed no more.",
            requiredProperties = "reason")
    public record NonHumanRetirementJson(
            @Schema(maxLength = 2_000) @Nullable String reason) {

        String read() {
            return given(reason);
        }
    }
}

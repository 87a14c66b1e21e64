package dev.tenure.rest.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import dev.tenure.domain.lifecycle.LeaverCertificate.Passed;
import dev.tenure.domain.lifecycle.LeaverCertificate.Rotated;
import dev.tenure.domain.lifecycle.LeaverCertificate.Verdict;
import dev.tenure.rest.audit.AuditEventJson;
import dev.tenure.rest.audit.CheckpointJson;
import dev.tenure.rest.identity.IdentityJson;
import dev.tenure.rest.lifecycle.LeaverCaseJson.FactsJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is proven of a leaver at a moment, and what it can be checked against. */
@RegisterForReflection
@Schema(
        name = "LeaverCertificate",
        description = "What is proven of a leaver at a moment, and what it can be checked against.",
        requiredProperties = {
            "case",
            "identity",
            "state",
            "complete",
            "facts",
            "lines",
            "systems",
            "signIns",
            "secrets",
            "owned",
            "exceptions",
            "drawnAt",
            "verifierKey"
        })
public record CertificateJson(
        @JsonProperty("case") @Schema(name = "case") UUID leaverCase,

        IdentityJson identity,

        @Schema(enumeration = {"open", "closed", "withdrawn"})
        String state,

        @Schema(description = "Whether nothing is open.") boolean complete,
        FactsJson facts,
        List<CertificateLineJson> lines,
        List<CertificateSystemJson> systems,

        @Schema(description = "Who signed in after the end, or called the target, account by account.")
        List<CertificateSignInsJson> signIns,

        @Schema(description = "The secrets that the leaver shared with others, by name.")
        List<CertificateSecretJson> secrets,

        @Schema(description = "What the leaver owned, by name.")
        List<CertificateOwnedJson> owned,

        List<LeaverExceptionJson> exceptions,
        Instant drawnAt,

        @Schema(description = "The audit event that holds these lines; absent while the case is not closed.") @Nullable
        AuditEventJson closing,

        @Schema(description = "The newest signed checkpoint of the audit log.") @Nullable
        CheckpointJson checkpoint,

        @Schema(description = "The log's public key (C2SP vkey).")
        String verifierKey) {

    static CertificateJson of(CertifyLeaver.Outcome.Certified certified) {
        LeaverCertificate certificate = certified.certificate();
        return new CertificateJson(
                certificate.opening().id().value(),
                IdentityJson.of(certified.identity()),
                certificate.state(),
                certificate.complete(),
                FactsJson.of(certificate.opening().facts()),
                certificate.lines().stream().map(CertificateLineJson::of).toList(),
                certificate.systems().stream().map(CertificateSystemJson::of).toList(),
                certificate.signIns().stream().map(CertificateSignInsJson::of).toList(),
                certificate.secrets().stream().map(CertificateSecretJson::of).toList(),
                certificate.owned().stream().map(CertificateOwnedJson::of).toList(),
                certified.exceptions().stream().map(LeaverExceptionJson::of).toList(),
                certificate.drawnAt(),
                certified.closing().map(AuditEventJson::of).orElse(null),
                certified.checkpoint().map(CheckpointJson::of).orElse(null),
                certified.verifierKey());
    }

    /** One thing of one account. */
    @RegisterForReflection
    @Schema(
            name = "CertificateLine",
            description = "One thing of one account, and what is proven of it.",
            requiredProperties = {"account", "system", "accountName", "knownBefore", "what", "verdict"})
    public record CertificateLineJson(
            UUID account,
            @Schema(description = "The system's name.") String system,
            String accountName,
            boolean knownBefore,

            @Schema(description = "What had to go, such as sign-in or access key.")
            String what,

            @Schema(description = "The target's id of a session, credential or second factor.") @Nullable
            String id,

            @Schema(enumeration = {"gone", "stated", "not-observable", "retained", "open"})
            String verdict,

            @Schema(description = "When the target showed that it is gone.") @Nullable
            Instant shownAt,

            @Schema(description = "Whether that, or the confirmation of what is stated, was after its deadline.")
            @Nullable
            Boolean late,

            @Schema(description = "What two people state, where the verdict is stated: no target has shown it.")
            @Nullable
            StatedJson stated,

            @Schema(description = "By when what the target cannot show does not work any more.") @Nullable
            Instant expiresBy,

            @Schema(description = "Why it is retained or open.") @Nullable
            String reason) {

        static CertificateLineJson of(LeaverCertificate.Line line) {
            return switch (line.verdict()) {
                case Verdict.Gone gone -> of(line, "gone", gone.shownAt(), gone.late(), null, null, null);
                case Verdict.NotObservable hidden ->
                    of(line, "not-observable", null, null, null, hidden.expiresBy(), null);
                case Verdict.ByHand byHand ->
                    of(line, "stated", null, byHand.late(), StatedJson.of(byHand.stated()), null, null);
                case Verdict.Retained retained -> of(line, "retained", null, null, null, null, retained.reason());
                case Verdict.Open open -> of(line, "open", null, null, null, null, open.why());
            };
        }

        private static CertificateLineJson of(
                LeaverCertificate.Line line,
                String verdict,
                @Nullable Instant shownAt,
                @Nullable Boolean late,
                @Nullable StatedJson stated,
                @Nullable Instant expiresBy,
                @Nullable String reason) {
            return new CertificateLineJson(
                    line.account().value(),
                    line.systemName(),
                    line.accountName(),
                    line.knownBefore(),
                    line.what(),
                    line.id().orElse(null),
                    verdict,
                    shownAt,
                    late,
                    stated,
                    expiresBy,
                    reason);
        }
    }

    /** Who signed in with one account after the end. */
    @RegisterForReflection
    @Schema(
            name = "CertificateSignIns",
            description = "Who signed in with one account after the end.",
            requiredProperties = {"account", "system", "accountName", "signIns"})
    public record CertificateSignInsJson(
            UUID account,
            @Schema(description = "The system's name.") String system,
            String accountName,
            SignInsJson signIns) {

        static CertificateSignInsJson of(LeaverCertificate.SignInLine line) {
            return new CertificateSignInsJson(
                    line.account().value(), line.systemName(), line.accountName(), SignInsJson.of(line.signIns()));
        }
    }

    /** One secret that the leaver shared with others. */
    @RegisterForReflection
    @Schema(
            name = "CertificateSecret",
            description = "One secret that the leaver shared with others.",
            requiredProperties = {"secret", "name", "rotation", "verdict"})
    public record CertificateSecretJson(
            UUID secret,
            String name,
            UUID rotation,

            @Schema(enumeration = {"rotated", "open"}) String verdict,

            @Schema(description = "Since when the value that the leaver knew works no longer.") @Nullable
            Instant rotatedAt,

            @Schema(description = "Whether that was after the deadline of the policy.") @Nullable
            Boolean late,

            @Schema(description = "How far the rotation is.") @Nullable
            String state,

            @Schema(description = "By when it has to be done.") @Nullable
            Instant due,

            @Schema(description = "Whether two people agreed to a later time than the policy's.") @Nullable
            Boolean postponed) {

        static CertificateSecretJson of(LeaverCertificate.SecretLine line) {
            return switch (line.rotated()) {
                case Rotated.At done ->
                    new CertificateSecretJson(
                            line.secret(),
                            line.name(),
                            line.rotation(),
                            "rotated",
                            done.at(),
                            done.late(),
                            null,
                            null,
                            null);
                case Rotated.Open open ->
                    new CertificateSecretJson(
                            line.secret(),
                            line.name(),
                            line.rotation(),
                            "open",
                            null,
                            null,
                            open.state(),
                            open.due(),
                            open.postponed());
            };
        }
    }

    /** One thing that the leaver owned. */
    @RegisterForReflection
    @Schema(
            name = "CertificateOwned",
            description = "One thing that the leaver owned.",
            requiredProperties = {"kind", "thing", "name", "handOver", "verdict"})
    public record CertificateOwnedJson(
            @Schema(enumeration = {"system", "engagement", "non-human"})
            String kind,

            UUID thing,
            String name,
            UUID handOver,

            @Schema(enumeration = {"handed-over", "not-theirs", "open"})
            String verdict,

            @Schema(description = "Who has it now, by identity.") @Nullable
            UUID successor,

            @Nullable String successorName,

            @Schema(description = "Who decided that, by subject.") @Nullable
            String by,

            @Schema(description = "When that was, or when it was noticed that it is not theirs any more.") @Nullable
            Instant at,

            @Schema(description = "Whether it was handed over after its time.") @Nullable
            Boolean late,

            @Schema(description = "By when it has to have another owner.") @Nullable
            Instant due) {

        static CertificateOwnedJson of(LeaverCertificate.OwnedLine line) {
            return switch (line.passed()) {
                case Passed.To to ->
                    of(line, "handed-over", to.successor(), to.name(), to.by(), to.at(), to.late(), null);
                case Passed.NotTheirs not -> of(line, "not-theirs", null, null, null, not.at(), null, null);
                case Passed.Open open -> of(line, "open", null, null, null, null, null, open.due());
            };
        }

        private static CertificateOwnedJson of(
                LeaverCertificate.OwnedLine line,
                String verdict,
                @Nullable UUID successor,
                @Nullable String name,
                @Nullable String by,
                @Nullable Instant at,
                @Nullable Boolean late,
                @Nullable Instant due) {
            return new CertificateOwnedJson(
                    line.kind(),
                    line.thing(),
                    line.name(),
                    line.handOver(),
                    verdict,
                    successor,
                    name,
                    by,
                    at,
                    late,
                    due);
        }
    }

    /** One system of a certificate. */
    @RegisterForReflection
    @Schema(
            name = "CertificateSystem",
            description = "One system of a certificate.",
            requiredProperties = {"name", "accounts"})
    public record CertificateSystemJson(
            String name,

            @Schema(description = "How many accounts were found there.")
            long accounts,

            @Nullable Instant listedAt,
            @Nullable Instant confirmedAt,

            @Schema(description = "That two people looked through it by hand; absent where it was listed.") @Nullable
            StatedJson stated) {

        static CertificateSystemJson of(LeaverCertificate.SystemLine system) {
            return new CertificateSystemJson(
                    system.name(),
                    system.accounts(),
                    system.listedAt().orElse(null),
                    system.confirmedAt().orElse(null),
                    system.stated().map(StatedJson::of).orElse(null));
        }
    }
}

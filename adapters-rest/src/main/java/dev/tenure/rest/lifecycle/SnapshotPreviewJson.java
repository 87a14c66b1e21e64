package dev.tenure.rest.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.provisioning.GuardJson.GuardLimitJson;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a file would change that waits for a person. */
@RegisterForReflection
@Schema(
        name = "SnapshotPreview",
        description =
                "What a file would change that waits for a person, as its rows stood against what was known then.",
        requiredProperties = {
            "snapshot",
            "previewedAt",
            "standing",
            "new",
            "leaving",
            "returning",
            "changed",
            "unchanged",
            "systems",
            "items"
        })
public record SnapshotPreviewJson(
        WorkerSnapshotJson snapshot,

        @Schema(description = "When it was worked out. A commit names it.")
        Instant previewedAt,

        @Schema(
                enumeration = {"current", "out-of-date", "superseded"},
                description =
                        "Whether another file of the feed was taken since: an earlier one makes the preview out of date, a later"
                                + " one the file.")
        String standing,

        @Schema(name = "new", description = "People the product does not know.") @JsonProperty("new")
        long fresh,

        @Schema(description = "People who would be out at once.")
        long leaving,

        @Schema(description = "People who would be in again.")
        long returning,

        @Schema(description = "People something else would change of.")
        long changed,

        @Schema(description = "People of whom nothing would change.")
        long unchanged,

        @Schema(description = "People of whom nothing changes but an ending to come. For confidential HR alone.")
        @Nullable
        Long leavingLater,

        @Schema(description = "Accounts of those who would be out at once, by system.")
        List<SystemAtStakeJson> systems,

        List<ForeseenPersonJson> items,
        @Nullable String next) {

    static SnapshotPreviewJson of(ShowPreview.Outcome.Shown shown, boolean seesEndings) {
        WorkerSnapshot.Foreseen foreseen = shown.snapshot().foreseen();
        return new SnapshotPreviewJson(
                WorkerSnapshotJson.of(shown.snapshot()),
                shown.snapshot().previewedAt(),
                Wire.name(shown.standing()),
                foreseen.fresh(),
                foreseen.leaving(),
                foreseen.returning(),
                foreseen.changed(),
                foreseen.unchanged(),
                seesEndings ? foreseen.leavingLater() : null,
                shown.stakes().stream().map(SystemAtStakeJson::of).toList(),
                shown.people().map(ForeseenPersonJson::of).items(),
                shown.people().next().orElse(null));
    }

    /** Accounts at stake on a system. */
    @RegisterForReflection
    @Schema(
            name = "SystemAtStake",
            description = "Accounts on a system of those who would be out at once.",
            requiredProperties = {"system", "name", "mode", "accounts", "guard", "stopped"})
    public record SystemAtStakeJson(
            UUID system,
            String name,

            @Schema(
                    enumeration = {"observe", "notify", "act"},
                    description = "Only in act would they be shut.")
            String mode,

            @Schema(description = "How many would be shut in act.")
            long accounts,

            ForeseenGuardJson guard,

            @Schema(description = "Whether nothing is written to it until somebody lets it start again.")
            boolean stopped) {

        static SystemAtStakeJson of(ShowPreview.Stake stake) {
            return new SystemAtStakeJson(
                    stake.system().id().value(),
                    stake.system().name(),
                    stake.system().mode().label(),
                    stake.accounts(),
                    ForeseenGuardJson.of(stake.guard()),
                    stake.stopped());
        }
    }

    /** What a system's guard would do. */
    @RegisterForReflection
    @Schema(
            name = "ForeseenGuard",
            description = "What the guard of a system would do as of now, were the system in act.",
            requiredProperties = {"limit", "allowed", "counted", "accounts", "held"})
    public record ForeseenGuardJson(
            @Schema(description = "What holds now.") GuardLimitJson limit,

            @Schema(description = "How many accounts may be changed within the window as the system is known.")
            long allowed,

            @Schema(description = "How many were changed within the window.")
            long counted,

            @Schema(description = "The hold that is open on the system: all else is held behind it.") @Nullable
            UUID hold,

            @Schema(description = "How many accounts would be changed, those disabled already among them.")
            long accounts,

            @Schema(description = "How many of them would be held.")
            long held) {

        static ForeseenGuardJson of(OperationDesk.Foreseen guard) {
            return new ForeseenGuardJson(
                    new GuardLimitJson(
                            guard.limit().number(),
                            guard.limit().sharePercent(),
                            guard.limit().window().toString()),
                    guard.allowed(),
                    guard.counted(),
                    guard.hold().map(open -> open.opening().id().value()).orElse(null),
                    guard.accounts(),
                    guard.held());
        }
    }

    /** Somebody a file is about. */
    @RegisterForReflection
    @Schema(
            name = "ForeseenPerson",
            description = "Somebody a file is about.",
            requiredProperties = {"workerId", "name", "differences", "accounts"})
    public record ForeseenPersonJson(
            @Schema(description = "Where their row begins; absent for somebody who is not in the file.") @Nullable
            Long line,

            String workerId,
            String name,

            @Schema(description = "Who it is, where the product knows them.") @Nullable
            UUID identity,

            @Schema(description = "The facts in which the row differs from what is believed.")
            List<String> differences,

            @Schema(description = "How many accounts are known to be theirs.")
            int accounts) {

        static ForeseenPersonJson of(ShowPreview.Person person) {
            return new ForeseenPersonJson(
                    person.line().orElse(null),
                    person.key().workerId(),
                    person.name(),
                    person.identity().map(IdentityId::value).orElse(null),
                    person.differences(),
                    person.accounts());
        }
    }

    /** Which preview was looked at. */
    @RegisterForReflection
    @Schema(name = "SnapshotCommit", description = "Which preview was looked at.", requiredProperties = "previewedAt")
    public record SnapshotCommitJson(
            @Schema(description = "previewedAt of the preview that was looked at.", format = "date-time") @Nullable
            String previewedAt) {

        Instant read() {
            Flaws flaws = new Flaws();
            Instant moment = Instant.EPOCH;
            try {
                if (previewedAt != null) {
                    moment = Instant.parse(previewedAt);
                } else {
                    flaws.at("/previewedAt", "is missing: write previewedAt of the preview that was looked at");
                }
            } catch (DateTimeParseException e) {
                flaws.at("/previewedAt", "is not a moment: write previewedAt as the preview has it");
            }
            flaws.refuse();
            return moment;
        }
    }
}

package dev.tenure.rest.webhook;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a delivery said of one worker, and what became of it. Never its content. */
@RegisterForReflection
@Schema(
        name = "WebhookDelivery",
        description = "What a delivery said of one worker, and what became of it; never its content.",
        requiredProperties = {"id", "source", "sha256", "receivedAt", "state", "attempts"})
public record WebhookDeliveryJson(
        UUID id,
        String source,

        @Schema(description = "Digest of the body, in hexadecimal.")
        String sha256,

        Instant receivedAt,

        @Schema(enumeration = {"received", "taken", "refused", "set-aside", "ignored"})
        String state,

        @Schema(description = "How often it was tried.") int attempts,

        @Schema(description = "When it is tried next.") @Nullable
        Instant nextAttemptAt,

        @Schema(description = "Why it was not taken yet, or the kind of fault for which it was set aside.") @Nullable
        String last,

        @Schema(description = "How often its waiting was raised: after 5 minutes, 1 hour, 4 hours.") @Nullable
        Integer escalation,

        @Schema(description = "When it was taken, refused or set aside.") @Nullable
        Instant endedAt,

        @Schema(description = "Why it was refused.") @Nullable
        List<WebhookProblemJson> problems,

        @Schema(description = "The vendor's name of what happened. For confidential HR alone.") @Nullable
        String event,

        @Schema(description = "The vendor's id of whom it is about. For confidential HR alone.") @Nullable
        String worker,

        @Schema(description = "Whether it says that access ends at once. For confidential HR alone.") @Nullable
        Boolean immediate) {

    static WebhookDeliveryJson of(WebhookDelivery delivery) {
        return switch (delivery) {
            case WebhookDelivery.Waiting w ->
                of(w, "received", w.dueAt(), w.last().orElse(null), w.escalation(), null, null);
            case WebhookDelivery.Taken t -> of(t, "taken", null, null, null, t.takenAt(), null);
            case WebhookDelivery.Refused r -> of(r, "refused", null, null, null, r.refusedAt(), r.problems());
            case WebhookDelivery.SetAside s -> of(s, "set-aside", null, s.fault(), null, s.setAsideAt(), null);
            case WebhookDelivery.Ignored i -> of(i, "ignored", null, null, null, i.ignoredAt(), null);
        };
    }

    private static WebhookDeliveryJson of(
            WebhookDelivery delivery,
            String state,
            @Nullable Instant nextAttemptAt,
            @Nullable String last,
            @Nullable Integer escalation,
            @Nullable Instant endedAt,
            @Nullable List<WorkerRow.Problem> problems) {
        WebhookDelivery.Receipt receipt = delivery.receipt();
        Hint hint = receipt.hint();
        return new WebhookDeliveryJson(
                receipt.id().value(),
                receipt.source(),
                receipt.sha256(),
                receipt.receivedAt(),
                state,
                delivery.attempts(),
                nextAttemptAt,
                last,
                escalation,
                endedAt,
                problems == null
                        ? null
                        : problems.stream()
                                .map(problem -> new WebhookProblemJson(problem.field(), problem.reason()))
                                .toList(),
                hint.event().orElse(null),
                hint.worker().orElse(null),
                hint.worker().isPresent() ? hint.immediate() : null);
    }

    /** One thing that is wrong with a record. */
    @RegisterForReflection
    @Schema(
            name = "WebhookProblem",
            requiredProperties = {"field", "reason"})
    public record WebhookProblemJson(
            @Schema(description = "The fact, or where in the body; empty for the body as a whole.")
            String field,

            String reason) {}

    /** A page of deliveries. */
    @RegisterForReflection
    @Schema(name = "WebhookDeliveryPage", requiredProperties = "items")
    public record WebhookDeliveryPageJson(
            List<WebhookDeliveryJson> items,

            @Schema(description = "What to pass as after for the next page; absent at the end.") @Nullable
            String next) {

        static WebhookDeliveryPageJson of(Slice<WebhookDelivery> slice) {
            return new WebhookDeliveryPageJson(
                    slice.items().stream().map(WebhookDeliveryJson::of).toList(),
                    slice.next().orElse(null));
        }
    }

    /** What a sender is told. */
    @RegisterForReflection
    public record WebhookReceiptJson(
            @Nullable UUID delivery,
            String state,
            @Nullable Boolean repeated,
            @Nullable List<WebhookProblemJson> problems) {

        static WebhookReceiptJson of(WebhookDelivery delivery, boolean repeated) {
            WebhookDeliveryJson whole = WebhookDeliveryJson.of(delivery);
            return new WebhookReceiptJson(whole.id(), whole.state(), repeated, whole.problems());
        }
    }
}

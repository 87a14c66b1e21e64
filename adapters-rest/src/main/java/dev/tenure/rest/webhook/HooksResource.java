package dev.tenure.rest.webhook;

import dev.tenure.application.webhook.ReceiveWebhook;
import dev.tenure.domain.webhook.Body;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.Problems;
import dev.tenure.rest.webhook.WebhookDeliveryJson.WebhookReceiptJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where HR systems send to. Nobody signs in here: a delivery proves by its signature who sent it. The bodies are the vendors'
 * own, so this is no part of the API's description.
 */
@Path("/hooks/v1")
@PermitAll
@RunOnVirtualThread
public final class HooksResource {

    /** How many bytes a delivery may have. */
    static final int LARGEST = 1 << 20;

    private final ReceiveWebhook receiveWebhook;

    /** Takes the use case. */
    public HooksResource(ReceiveWebhook receiveWebhook) {
        this.receiveWebhook = receiveWebhook;
    }

    /** Takes a delivery in. */
    @POST
    @Path("{source}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response receive(@PathParam("source") String source, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        Optional<String> encoding = single(headers, HttpHeaders.CONTENT_ENCODING);
        if (encoding.filter(sent -> !sent.equalsIgnoreCase("identity")).isPresent()) {
            return Problems.of(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: is not taken here: send the body as it is");
        }
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return Problems.of(
                    ProblemKind.TOO_LARGE, "the body has more than " + LARGEST + " bytes: send less at once");
        }
        return render(receiveWebhook.handle(
                new ReceiveWebhook.Command(source, name -> single(headers, name), Body.of(bytes))));
    }

    /** A header that stands twice could mean one thing to something before us and another to us. */
    private static Optional<String> single(HttpHeaders headers, String name) {
        List<String> sent = headers.getRequestHeader(name);
        return sent != null && sent.size() == 1 ? Optional.of(sent.getFirst()) : Optional.empty();
    }

    static Response render(ReceiveWebhook.Outcome outcome) {
        return switch (outcome) {
            case ReceiveWebhook.Outcome.Accepted accepted ->
                Response.ok(WebhookReceiptJson.of(accepted.delivery(), false)).build();
            case ReceiveWebhook.Outcome.Repeated repeated ->
                Response.ok(WebhookReceiptJson.of(repeated.delivery(), true)).build();
            case ReceiveWebhook.Outcome.HandshakeDone done ->
                Response.ok(new WebhookReceiptJson(null, "verified", null, null))
                        .build();
            case ReceiveWebhook.Outcome.DeliveryIdReused reused ->
                Problems.of(
                        ProblemKind.IDEMPOTENCY_KEY_REUSED,
                        "another delivery had this id: send a new id with a new delivery");
            case ReceiveWebhook.Outcome.BadDeliveryId bad ->
                Problems.in("Tenure-Delivery", "is not 1 to 200 visible ASCII characters: write it so");
            case ReceiveWebhook.Outcome.OutOfTime out ->
                Problems.of(
                        ProblemKind.OUT_OF_TIME,
                        out.early()
                                ? "the time that was signed lies in our future: set your clock"
                                : "the time that was signed is too long ago: sign anew with every attempt, and set your clock");
            case ReceiveWebhook.Outcome.NotGenuine not ->
                Problems.of(
                        ProblemKind.NOT_GENUINE,
                        "the delivery is not signed with the secret of a source of this name: docs/webhooks.md says how");
            case ReceiveWebhook.Outcome.SecretMissing missing ->
                Response.fromResponse(Problems.of(
                                ProblemKind.UNAVAILABLE,
                                "deliveries of this source cannot be judged now: send it later"))
                        .header("Retry-After", "60")
                        .build();
        };
    }
}

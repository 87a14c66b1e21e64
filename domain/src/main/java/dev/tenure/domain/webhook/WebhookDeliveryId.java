package dev.tenure.domain.webhook;

import java.util.UUID;

/** Names what one delivery said of one worker. */
public record WebhookDeliveryId(UUID value) {}

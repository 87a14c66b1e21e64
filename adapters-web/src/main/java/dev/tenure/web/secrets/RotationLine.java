package dev.tenure.web.secrets;

import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * A rotation in a list.
 *
 * @param secret what the secret is called; empty on a page about one secret
 * @param leavers how many left who knew it
 * @param due by when it has to be done, with what was granted
 * @param standing how far that is; empty where it is over, or the time is not told
 */
public record RotationLine(
        String href,
        String secret,
        String state,
        String tone,
        int leavers,
        Moment started,
        Moment due,
        String standing) {

    /** @param at the time; empty where it is not told */
    static RotationLine of(SecretRotation rotation, String secret, Optional<Instant> at) {
        SecretRotation.Order order = rotation.order();
        boolean open = rotation instanceof SecretRotation.Ongoing;
        return new RotationLine(
                RotationView.href(order.id()),
                secret,
                Words.of(rotation),
                RotationView.tone(rotation, at),
                order.leavers().size(),
                Moment.toTheMinute(order.startedAt()),
                Moment.toTheMinute(order.due()),
                open ? at.map(now -> Words.deadline(order.due(), now)).orElse("") : "");
    }
}

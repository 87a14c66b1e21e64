package dev.tenure.web.secrets;

import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the pages about rotations of shared secrets. */
final class RotationView {

    static final String ADDRESS = "/ui/secret-rotations";

    private RotationView() {}

    static String href(SecretRotationId id) {
        return ADDRESS + "/" + id.value();
    }

    /** @param at the time; empty where it is not told */
    static String tone(SecretRotation rotation, Optional<Instant> at) {
        return switch (rotation) {
            case SecretRotation.Ongoing ongoing ->
                at.filter(now -> now.isAfter(ongoing.order().due())).isPresent() ? "late" : "wait";
            case SecretRotation.OldRevoked done -> "good";
            case SecretRotation.Cancelled cancelled -> "held";
        };
    }

    /**
     * The list.
     *
     * @param secret the id of the secret whose rotations are wanted; empty for all
     * @param names what the secrets are called
     * @param more whether there are more than are gathered
     */
    static RotationsPage list(
            List<SecretRotation> rotations,
            Instant at,
            RotationsShown shown,
            String secret,
            Map<SharedSecretId, String> names,
            boolean more,
            Optional<String> next) {
        return new RotationsPage(
                shown.tabs(ADDRESS, secret),
                shown.isGathered(),
                !secret.isEmpty(),
                Moment.of(at),
                rotations.stream()
                        .map(one -> RotationLine.of(
                                one,
                                names.getOrDefault(
                                        one.order().secret(),
                                        one.order().secret().value().toString()),
                                Optional.of(at)))
                        .toList(),
                more,
                next.map(key -> Query.address(ADDRESS, "state", shown.key(), "secret", secret, "after", key))
                        .orElse(null));
    }

    /**
     * One rotation.
     *
     * @param names what people are called, as far as the reader may know
     * @param form what was filled in wrongly
     */
    static RotationPage page(
            ShowSecretRotation.Outcome.Shown shown,
            Map<IdentityId, String> names,
            Caller caller,
            RotationPage.Form form) {
        SecretRotation rotation = shown.rotation();
        SecretRotation.Order order = rotation.order();
        SharedSecret.Description secret = shown.secret().description();
        boolean readsAll = SecretView.readsAll(caller);
        boolean owns = caller.isSamePersonAs(secret.owner());
        boolean seesTo = SecretView.keeps(caller) || owns;
        boolean open = rotation instanceof SecretRotation.Ongoing;
        return new RotationPage(
                readsAll ? ADDRESS : null,
                href(order.id()),
                secret.name(),
                readsAll || owns ? SecretView.href(order.secret()) : null,
                Words.of(rotation),
                tone(rotation, Optional.of(shown.at())),
                open ? Words.deadline(order.due(), shown.at()) : "",
                Moment.of(shown.at()),
                Moment.of(order.startedAt()),
                Moment.of(order.deadline()),
                Moment.of(order.due()),
                order.leavers().stream()
                        .map(one -> leaver(one, names, readsAll))
                        .toList(),
                ended(rotation),
                progress(rotation).map(one -> added(one.added())).orElse(null),
                progress(rotation).map(one -> consumers(one, rotation, caller)).orElse(List.of()),
                seesTo
                        && (rotation instanceof SecretRotation.Due
                                || rotation instanceof SecretRotation.Issuing
                                || rotation instanceof SecretRotation.NewAdded),
                !(rotation instanceof SecretRotation.NewAdded)
                        && secret.place().flatMap(SharedSecret.Place::key).isPresent(),
                old(rotation, seesTo),
                seesTo && (rotation instanceof SecretRotation.InUse || rotation instanceof SecretRotation.Revoking),
                stated(rotation, caller, seesTo),
                delay(order, caller, open && seesTo, open),
                form);
    }

    private static RotationPage.@Nullable Old old(SecretRotation rotation, boolean seesTo) {
        if (rotation instanceof SecretRotation.OldOff off) {
            return new RotationPage.Old(
                    "It is switched off. Who still used it shows now, and it can be switched on again until it is gone.",
                    Moment.of(off.at()),
                    Moment.of(off.until()),
                    seesTo);
        }
        if (!(rotation instanceof SecretRotation.InUse inUse) || inUse.held().isEmpty()) {
            return null;
        }
        return switch (inUse.held().get()) {
            case SecretRotation.Held.StillUsed used ->
                new RotationPage.Old(
                        "It was used after every consumer said that they use the new one, so it stays on. Find who does.",
                        Moment.of(used.at()),
                        null,
                        seesTo);
            case SecretRotation.Held.SwitchedOn on ->
                new RotationPage.Old(
                        on.by() + " had it switched on again, so it stays on.", Moment.of(on.at()), null, seesTo);
        };
    }

    private static RotationPage.Leaver leaver(
            SecretRotation.Leaver leaver, Map<IdentityId, String> names, boolean readsAll) {
        String href = leaver.leaverCase()
                .map(id -> "/ui/leavers/" + id.value())
                .orElse("/ui/people/" + leaver.identity().value());
        return new RotationPage.Leaver(names.getOrDefault(leaver.identity(), "a leaver"), readsAll ? href : null);
    }

    private static RotationPage.@Nullable Ended ended(SecretRotation rotation) {
        return switch (rotation) {
            case SecretRotation.Ongoing ongoing -> null;
            case SecretRotation.Cancelled cancelled ->
                new RotationPage.Ended(Moment.of(cancelled.at()), cancelled.reason(), false);
            case SecretRotation.OldRevoked done ->
                new RotationPage.Ended(Moment.of(done.at()), proof(done.proof()), done.isLate());
        };
    }

    private static String proof(SecretRotation.Proof proof) {
        return switch (proof) {
            case SecretRotation.Proof.ShownByTarget shown -> "the target showed the new value on the account";
            case SecretRotation.Proof.SaidByTwo said ->
                said.statedBy() + " said that the old value works no longer, and " + said.confirmedBy() + " saw it";
        };
    }

    private static Optional<SecretRotation.Progress> progress(SecretRotation rotation) {
        return switch (rotation) {
            case SecretRotation.Due due -> Optional.empty();
            case SecretRotation.UnderWay underWay -> Optional.of(underWay.progress());
            case SecretRotation.OldRevoked done -> Optional.of(done.progress());
            case SecretRotation.Cancelled cancelled -> Optional.empty();
        };
    }

    private static RotationPage.Added added(SecretRotation.Added added) {
        return new RotationPage.Added(added.reference(), added.by(), Moment.of(added.at()));
    }

    private static List<RotationPage.Consumer> consumers(
            SecretRotation.Progress progress, SecretRotation rotation, Caller caller) {
        boolean asks = rotation instanceof SecretRotation.NewAdded;
        boolean addedIt = caller.isSamePersonAs(progress.added().by());
        List<RotationPage.Consumer> consumers = new ArrayList<>();
        for (SharedSecret.Consumer one : progress.added().consumers()) {
            Optional<SecretRotation.Confirmation> said = progress.confirmations().stream()
                    .filter(confirmation -> confirmation.consumer().equals(one.name()))
                    .findFirst();
            boolean isAsked = asks && said.isEmpty() && caller.isSamePersonAs(one.contact());
            consumers.add(new RotationPage.Consumer(
                    consumers.size(),
                    one.name(),
                    one.contact(),
                    said.map(by -> new RotationPage.Said(by.by(), Moment.of(by.at())))
                            .orElse(null),
                    isAsked && !addedIt,
                    isAsked && addedIt
                            ? "You added the value, so you cannot say so: name another contact, or have another person add it."
                            : ""));
        }
        return consumers;
    }

    private static RotationPage.@Nullable Stated stated(SecretRotation rotation, Caller caller, boolean seesTo) {
        if (!(rotation instanceof SecretRotation.RevocationStated stated)) {
            return null;
        }
        boolean byReader = caller.isSamePersonAs(stated.by());
        return new RotationPage.Stated(stated.by(), Moment.of(stated.at()), seesTo && !byReader, byReader);
    }

    private static RotationPage.Delay delay(SecretRotation.Order order, Caller caller, boolean mayAsk, boolean open) {
        return new RotationPage.Delay(
                order.delay()
                        .asked()
                        .map(request -> asked(request, caller, open && SecretView.keeps(caller)))
                        .orElse(null),
                order.delay()
                        .granted()
                        .map(granted -> new RotationPage.Granted(
                                Moment.of(granted.request().until()),
                                granted.request().reason(),
                                granted.request().by(),
                                granted.by(),
                                Moment.of(granted.at())))
                        .orElse(null),
                mayAsk,
                Moment.of(order.deadline().plus(SecretRotation.Delay.LONGEST)));
    }

    private static RotationPage.Asked asked(SecretRotation.Delay.Request request, Caller caller, boolean decides) {
        boolean byReader = caller.isSamePersonAs(request.by());
        return new RotationPage.Asked(
                Moment.of(request.until()),
                request.reason(),
                request.by(),
                Moment.of(request.at()),
                decides && !byReader,
                byReader);
    }
}

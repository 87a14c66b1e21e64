package dev.tenure.domain.secrets;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.provisioning.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The replacement of a shared secret that a leaver knew, or that was used for as long as it may be: a new value is added, its consumers say that they use it, the old one
 * is revoked. It ends only when the old value is shown to be worthless, by the target or by two people.
 */
public sealed interface SecretRotation {

    /** What every state has. */
    Order order();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What every state has.
     *
     * @param id its own id
     * @param secret which secret
     * @param leavers for whom; all of them left before the new value was there. None where it was used for as long as it may be
     * @param deadline by when the old value has to be worthless: the earliest that the leavers' policy and the secret's own allow
     * @param startedAt when the first of them left, or when its time was nearly over
     * @param delay what was asked and granted beyond the deadline
     * @param overdueSince the deadline that was told to have passed; empty while none was
     */
    record Order(
            SecretRotationId id,
            SharedSecretId secret,
            List<Leaver> leavers,
            Instant deadline,
            Instant startedAt,
            Delay delay,
            Optional<Instant> overdueSince) {

        public Order {
            leavers = List.copyOf(leavers);
        }

        /** A leaver knew the secret: its rotation is due. */
        public static Due due(
                SecretRotationId id, SharedSecretId secret, Leaver leaver, Instant deadline, Instant now) {
            return new Due(new Order(id, secret, List.of(leaver), deadline, now, Delay.NONE, Optional.empty()), 0);
        }

        /** It was used for nearly as long as it may be: its rotation is due, whoever knows it. */
        public static Due aged(SecretRotationId id, SharedSecretId secret, Instant deadline, Instant now) {
            return new Due(new Order(id, secret, List.of(), deadline, now, Delay.NONE, Optional.empty()), 0);
        }

        /** By when it has to be done, with the delay that was granted. */
        public Instant due() {
            return delay.granted().map(g -> g.request().until()).orElse(deadline);
        }

        /** Whether it is for somebody. */
        public boolean isFor(IdentityId identity) {
            return leavers.stream().anyMatch(l -> l.identity().equals(identity));
        }

        /** Who no longer knows the secret when it is done. */
        public Set<IdentityId> identities() {
            return leavers.stream().map(Leaver::identity).collect(Collectors.toUnmodifiableSet());
        }

        private Order and(Leaver leaver, Instant by) {
            List<Leaver> more =
                    Stream.concat(leavers.stream(), Stream.of(leaver)).toList();
            Instant earlier = by.isBefore(deadline) ? by : deadline;
            // What was granted was granted for others.
            return new Order(id, secret, more, earlier, startedAt, Delay.NONE, Optional.empty());
        }

        private Order without(IdentityId identity) {
            List<Leaver> rest =
                    leavers.stream().filter(l -> !l.identity().equals(identity)).toList();
            return new Order(id, secret, rest, deadline, startedAt, delay, overdueSince);
        }

        private Order delayed(Delay changed) {
            return new Order(id, secret, leavers, deadline, startedAt, changed, overdueSince);
        }

        private Order told() {
            return new Order(id, secret, leavers, deadline, startedAt, delay, Optional.of(due()));
        }
    }

    /**
     * Somebody who left and knew the secret.
     *
     * @param identity who
     * @param leaverCase their case, which waits for the rotation; empty where it had closed before anybody said that they knew it
     */
    record Leaver(IdentityId identity, Optional<LeaverCaseId> leaverCase) {}

    /**
     * What was asked and granted beyond the deadline.
     *
     * @param asked what waits for a second person
     * @param granted what counts
     */
    record Delay(Optional<Request> asked, Optional<Granted> granted) {

        /** The longest that a rotation may be put off behind its deadline. */
        public static final Duration LONGEST = Duration.ofDays(30);

        /** Nothing asked, nothing granted. */
        public static final Delay NONE = new Delay(Optional.empty(), Optional.empty());

        /**
         * Somebody wants it put off.
         *
         * @param until until when
         * @param reason why, in their words
         * @param by who asks, by subject
         * @param at when
         */
        public record Request(Instant until, String reason, String by, Instant at) {}

        /**
         * A second person agreed.
         *
         * @param by who, by subject
         */
        public record Granted(Request request, String by, Instant at) {}
    }

    /**
     * The new value.
     *
     * @param reference where it stands, never the value
     * @param by who says so, by subject
     * @param at when; who leaves later may have seen it
     * @param consumers who has to say that they use it, as of then
     * @param exchange which credential takes the place of which; empty where people put the value there
     */
    record Added(
            String reference,
            String by,
            Instant at,
            List<SharedSecret.Consumer> consumers,
            Optional<Exchange> exchange) {
        public Added {
            consumers = List.copyOf(consumers);
        }

        /** What people put there. */
        public Added(String reference, String by, Instant at, List<SharedSecret.Consumer> consumers) {
            this(reference, by, at, consumers, Optional.empty());
        }

        private Added made(String credential, Instant when) {
            return new Added(reference, by, when, consumers, exchange.map(one -> one.made(credential)));
        }
    }

    /**
     * A credential that the target issues in the place of another.
     *
     * @param old the target's id of the one that goes
     * @param beside the ids of all that the account had before; none of them is in the way
     * @param made the id of the new one; empty while it is not there
     */
    record Exchange(String old, Set<String> beside, Optional<String> made) {
        public Exchange {
            beside = Set.copyOf(beside);
        }

        private Exchange made(String credential) {
            return new Exchange(old, beside, Optional.of(credential));
        }
    }

    /** Why the old credential is not switched off though every consumer confirmed. */
    sealed interface Held {

        /** Since when it is so. */
        Instant at();

        /** Somebody still uses it: a consumer that nobody named, or one that spoke too early. */
        record StillUsed(Instant at) implements Held {}

        /**
         * Somebody had it switched on again.
         *
         * @param by who, by subject
         */
        record SwitchedOn(String by, Instant at) implements Held {}
    }

    /**
     * A consumer uses the new value.
     *
     * @param consumer its name
     * @param by who says so, by subject
     */
    record Confirmation(String consumer, String by, Instant at) {}

    /** A new value, and who uses it. */
    record Progress(Added added, List<Confirmation> confirmations) {
        public Progress {
            confirmations = List.copyOf(confirmations);
        }

        /** The consumers that have not said that they use it. */
        public List<SharedSecret.Consumer> outstanding() {
            return added.consumers().stream()
                    .filter(c ->
                            confirmations.stream().noneMatch(d -> d.consumer().equals(c.name())))
                    .toList();
        }

        private Progress and(Confirmation confirmation) {
            List<Confirmation> more = new ArrayList<>(confirmations);
            more.add(confirmation);
            return new Progress(added, more);
        }
    }

    /** How it is known that the old value is worthless. */
    sealed interface Proof {
        /** The target showed it after an operation of the product. */
        record ShownByTarget(OperationId operation) implements Proof {}

        /** Two people say so. */
        record SaidByTwo(String statedBy, String confirmedBy) implements Proof {}
    }

    /** The old value may still work. */
    sealed interface Ongoing extends SecretRotation permits Due, UnderWay {

        /** The same with another delay. */
        Ongoing delayed(Delay delay);

        /** It was told that the deadline has passed. */
        Ongoing overdueTold();

        /** Somebody stays after all: nothing is rotated for them. */
        SecretRotation withoutLeaver(IdentityId identity, Instant now);
    }

    /** A new value is there. It goes on whoever stays: consumers have begun to use it. */
    sealed interface UnderWay extends Ongoing permits Issuing, NewAdded, InUse, Revoking, OldOff, RevocationStated {

        /** The new value, and who uses it. */
        Progress progress();
    }

    /** There is no new value yet. */
    record Due(Order order, long version) implements Ongoing {
        @Override
        public String label() {
            return "due";
        }

        /** Somebody else leaves who knew it: one new value serves both. One who is among them already changes nothing. */
        public Due join(Leaver leaver, Instant deadline) {
            return order.isFor(leaver.identity()) ? this : new Due(order.and(leaver, deadline), version);
        }

        /** Nothing is opened by the secret any more. Callers make sure that no leaver knew it. */
        public Cancelled retired(Instant now) {
            return new Cancelled(order, "the secret was retired", now, version);
        }

        /** The target is to issue the new value. */
        public Issuing issue(Added wanted, OperationId operation) {
            return new Issuing(order, new Progress(wanted, List.of()), operation, version);
        }

        /** The new value is where its consumers can get it. */
        public NewAdded added(Added added) {
            return new NewAdded(order, new Progress(added, List.of()), version);
        }

        @Override
        public SecretRotation withoutLeaver(IdentityId identity, Instant now) {
            Order rest = order.without(identity);
            return rest.leavers().isEmpty()
                    ? new Cancelled(order, "nobody who knew it leaves any more", now, version)
                    : new Due(rest, version);
        }

        @Override
        public Due delayed(Delay delay) {
            return new Due(order.delayed(delay), version);
        }

        @Override
        public Due overdueTold() {
            return new Due(order.told(), version);
        }
    }

    /** The product has the target issue the new value; who adds it and where is settled, and it is not there yet. */
    record Issuing(Order order, Progress progress, OperationId operation, long version) implements UnderWay {
        @Override
        public String label() {
            return "issuing";
        }

        /** It is there, kept where its consumers can get it. */
        public NewAdded issued(String credential, Instant now) {
            return new NewAdded(order, new Progress(progress.added().made(credential, now), List.of()), version);
        }

        /** It is to be kept somewhere else. */
        public Issuing elsewhere(Added wanted, OperationId another) {
            return new Issuing(order, new Progress(wanted, List.of()), another, version);
        }

        /** People put a value there themselves. */
        public NewAdded added(Added added) {
            return new NewAdded(order, new Progress(added, List.of()), version);
        }

        @Override
        public SecretRotation withoutLeaver(IdentityId identity, Instant now) {
            return new Issuing(order.without(identity), progress, operation, version);
        }

        @Override
        public Issuing delayed(Delay delay) {
            return new Issuing(order.delayed(delay), progress, operation, version);
        }

        @Override
        public Issuing overdueTold() {
            return new Issuing(order.told(), progress, operation, version);
        }
    }

    /** The new value is there, and not every consumer uses it. */
    record NewAdded(Order order, Progress progress, long version) implements UnderWay {
        @Override
        public String label() {
            return "new-added";
        }

        /** Another new value, or another place: everybody has to say again that they use it. */
        public NewAdded addedAnew(Added added) {
            return new NewAdded(order, new Progress(added, List.of()), version);
        }

        /** A consumer uses it; with the last one the old value can go. One that said so before changes nothing. */
        public UnderWay confirm(Confirmation confirmation) {
            if (progress.outstanding().stream().noneMatch(c -> c.name().equals(confirmation.consumer()))) {
                return this;
            }
            Progress more = progress.and(confirmation);
            return more.outstanding().isEmpty()
                    ? new InUse(order, more, Optional.empty(), version)
                    : new NewAdded(order, more, version);
        }

        @Override
        public SecretRotation withoutLeaver(IdentityId identity, Instant now) {
            return new NewAdded(order.without(identity), progress, version);
        }

        @Override
        public NewAdded delayed(Delay delay) {
            return new NewAdded(order.delayed(delay), progress, version);
        }

        @Override
        public NewAdded overdueTold() {
            return new NewAdded(order.told(), progress, version);
        }
    }

    /**
     * Every consumer uses the new value, and people have to revoke the old one.
     *
     * @param held why the product does not, though it could
     */
    record InUse(Order order, Progress progress, Optional<Held> held, long version) implements UnderWay {
        @Override
        public String label() {
            return "in-use";
        }

        /** The product revokes it itself. */
        public Revoking revoke(OperationId operation) {
            return new Revoking(order, progress, operation, version);
        }

        /** Somebody says that the old value works no longer. */
        public RevocationStated stateRevoked(String by, Instant at) {
            return new RevocationStated(order, progress, by, at, version);
        }

        @Override
        public SecretRotation withoutLeaver(IdentityId identity, Instant now) {
            return new InUse(order.without(identity), progress, held, version);
        }

        @Override
        public InUse delayed(Delay delay) {
            return new InUse(order.delayed(delay), progress, held, version);
        }

        @Override
        public InUse overdueTold() {
            return new InUse(order.told(), progress, held, version);
        }
    }

    /**
     * The product sets the new value on the account, and the old one goes with it; or it switches the old credential off, or
     * takes it away.
     */
    record Revoking(Order order, Progress progress, OperationId operation, long version) implements UnderWay {
        @Override
        public String label() {
            return "revoking";
        }

        /** The target shows the new value. */
        public OldRevoked shown(Instant at) {
            return new OldRevoked(order, progress, new Proof.ShownByTarget(operation), at, version);
        }

        /** The product may not do it any more: people do. */
        public InUse byHand() {
            return new InUse(order, progress, Optional.empty(), version);
        }

        /** Somebody still uses the old credential: it stays switched on until a person says otherwise. */
        public InUse stillUsed(Instant at) {
            return new InUse(order, progress, Optional.of(new Held.StillUsed(at)), version);
        }

        /** The old credential lets nobody in, and can still come back. */
        public OldOff off(Instant now, Duration offFor) {
            return new OldOff(order, progress, now, now.plus(offFor), version);
        }

        @Override
        public SecretRotation withoutLeaver(IdentityId identity, Instant now) {
            return new Revoking(order.without(identity), progress, operation, version);
        }

        @Override
        public Revoking delayed(Delay delay) {
            return new Revoking(order.delayed(delay), progress, operation, version);
        }

        @Override
        public Revoking overdueTold() {
            return new Revoking(order.told(), progress, operation, version);
        }
    }

    /**
     * The old credential is switched off and not gone: whoever forgot that they use it shows now.
     *
     * @param at since when
     * @param until when it goes
     */
    record OldOff(Order order, Progress progress, Instant at, Instant until, long version) implements UnderWay {
        @Override
        public String label() {
            return "old-off";
        }

        /** Nobody missed it: it goes. */
        public Revoking revoke(OperationId operation) {
            return new Revoking(order, progress, operation, version);
        }

        /** The product may not do anything to it any more: people take it away. */
        public InUse byHand() {
            return new InUse(order, progress, Optional.empty(), version);
        }

        /** Somebody missed it: it works again until a person says otherwise. */
        public InUse switchedOn(String by, Instant now) {
            return new InUse(order, progress, Optional.of(new Held.SwitchedOn(by, now)), version);
        }

        @Override
        public SecretRotation withoutLeaver(IdentityId identity, Instant now) {
            return new OldOff(order.without(identity), progress, at, until, version);
        }

        @Override
        public OldOff delayed(Delay delay) {
            return new OldOff(order.delayed(delay), progress, at, until, version);
        }

        @Override
        public OldOff overdueTold() {
            return new OldOff(order.told(), progress, at, until, version);
        }
    }

    /** Somebody says that the old value works no longer, and a second person has to see it. */
    record RevocationStated(Order order, Progress progress, String by, Instant at, long version) implements UnderWay {
        @Override
        public String label() {
            return "revocation-stated";
        }

        /** A second person saw it. Callers make sure that it is another. */
        public OldRevoked confirm(String second, Instant now) {
            return new OldRevoked(order, progress, new Proof.SaidByTwo(by, second), now, version);
        }

        /** A second person saw that the old value still works. */
        public InUse dispute() {
            return new InUse(order, progress, Optional.empty(), version);
        }

        @Override
        public SecretRotation withoutLeaver(IdentityId identity, Instant now) {
            return new RevocationStated(order.without(identity), progress, by, at, version);
        }

        @Override
        public RevocationStated delayed(Delay delay) {
            return new RevocationStated(order.delayed(delay), progress, by, at, version);
        }

        @Override
        public RevocationStated overdueTold() {
            return new RevocationStated(order.told(), progress, by, at, version);
        }
    }

    /** The old value is worthless. */
    record OldRevoked(Order order, Progress progress, Proof proof, Instant at, long version) implements SecretRotation {
        @Override
        public String label() {
            return "old-revoked";
        }

        /** Whether it was done after the policy's deadline; what was granted makes nothing earlier. */
        public boolean isLate() {
            return at.isAfter(order.deadline());
        }
    }

    /** Nobody for whom it was to be done leaves any more. */
    record Cancelled(Order order, String reason, Instant at, long version) implements SecretRotation {
        @Override
        public String label() {
            return "cancelled";
        }
    }
}

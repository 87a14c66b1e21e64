package dev.tenure.domain.secrets;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A password or key that several people know. Its value is nowhere in the product: only where it is kept. */
public sealed interface SharedSecret {

    /** The most people that one secret may be known to. What more know is no secret. */
    int MOST_KNOWERS = 1_000;

    /** What does not change. */
    Registration registration();

    /** What it is. */
    Description description();

    /** Who knows the value that works, and since when. */
    Map<IdentityId, Instant> knowers();

    /** When its value was last replaced, as far as the product knows. */
    Optional<Instant> rotatedAt();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /** By when it has to be rotated, even if nobody leaves. */
    default Instant rotateBy() {
        return rotatedAt().orElse(registration().at()).plus(description().rotateEvery());
    }

    /**
     * What does not change.
     *
     * @param id its own id
     * @param by who registered it, by subject
     * @param at when
     */
    record Registration(SharedSecretId id, String by, Instant at) {

        /** A secret that nobody is known to know yet. */
        public Kept keep(Description description) {
            return new Kept(this, description, Map.of(), Optional.empty(), 0);
        }
    }

    /**
     * What it is.
     *
     * @param name what people call it; no two that are kept have the same
     * @param place what it opens, where that is under governance
     * @param owner who answers for it, by subject
     * @param consumers who uses it, at least one; names are unique
     * @param keptAt a reference to where the value stands, never the value
     * @param rotateEvery how long a value may be used, even if nobody leaves
     */
    record Description(
            String name,
            Optional<Place> place,
            String owner,
            List<Consumer> consumers,
            String keptAt,
            Duration rotateEvery) {

        /** The most consumers. */
        public static final int MOST_CONSUMERS = 100;

        /** The longest that a value may be used. */
        public static final Duration LONGEST_USE = Duration.ofDays(730);

        public Description {
            consumers = List.copyOf(consumers);
            requireText("name", name);
            requireText("owner", owner);
            Set<String> names = new HashSet<>();
            for (Consumer consumer : consumers) {
                if (!names.add(consumer.name())) {
                    throw new IllegalArgumentException("consumers: two have the same name");
                }
            }
            if (consumers.isEmpty() || consumers.size() > MOST_CONSUMERS) {
                throw new IllegalArgumentException("consumers: is not 1 to " + MOST_CONSUMERS);
            }
            if (rotateEvery.compareTo(Duration.ofDays(1)) < 0 || rotateEvery.compareTo(LONGEST_USE) > 0) {
                throw new IllegalArgumentException("rotateEvery: is not 1 to " + LONGEST_USE.toDays() + " days");
            }
            if (!SharedReference.isOne(keptAt)) {
                throw new IllegalArgumentException("keptAt: " + SharedReference.FORMS);
            }
        }

        private Description rotated(String reference, Optional<String> credential) {
            return new Description(
                    name,
                    place.map(one -> new Place(
                            one.system(),
                            one.account(),
                            one.key().map(key -> new Key(credential.orElse(key.credential()), key.offFor())))),
                    owner,
                    consumers,
                    reference,
                    rotateEvery);
        }
    }

    /**
     * What a secret opens.
     *
     * @param system where
     * @param account as whom; empty where it is no account's secret
     * @param key which of the account's credentials it is; empty where it is its password
     */
    record Place(SystemId system, Optional<AccountId> account, Optional<Key> key) {

        public Place {
            if (key.isPresent() && account.isEmpty()) {
                throw new IllegalArgumentException("account: is missing, though a credential is named");
            }
        }

        /** What is no credential beside a password. */
        public Place(SystemId system, Optional<AccountId> account) {
            this(system, account, Optional.empty());
        }
    }

    /**
     * A credential of an account that the target issues: a rotation makes another one beside it.
     *
     * @param credential the target's id of it, never its secret
     * @param offFor how long it stays switched off before it is gone, so that a forgotten consumer shows and it can come back
     */
    record Key(String credential, Duration offFor) {

        /** How long it stays switched off where nobody says. */
        public static final Duration USUAL = Duration.ofHours(24);

        /** The longest that it may. */
        public static final Duration LONGEST = Duration.ofDays(90);

        public Key {
            if (!Reason.isOne(credential, 500)) {
                throw new IllegalArgumentException("credential: is empty or longer than 500 characters");
            }
            if (offFor.isNegative() || offFor.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("offFor: is not 0 to " + LONGEST.toDays() + " days");
            }
        }
    }

    /**
     * A service or team that uses a secret.
     *
     * @param name what people call it
     * @param contact who says for it that it uses a new value, by subject
     */
    record Consumer(String name, String contact) {
        public Consumer {
            requireText("consumers.name", name);
            requireText("consumers.contact", contact);
        }
    }

    private static void requireText(String field, String text) {
        if (!Reason.isOne(text, 200)) {
            throw new IllegalArgumentException(field + ": is empty or longer than 200 characters");
        }
    }

    /** In use. */
    record Kept(
            Registration registration,
            Description description,
            Map<IdentityId, Instant> knowers,
            Optional<Instant> rotatedAt,
            long version)
            implements SharedSecret {

        public Kept {
            knowers = Map.copyOf(knowers);
        }

        @Override
        public String label() {
            return "kept";
        }

        /** It is described anew. Who knows it is not part of that. */
        public Kept revise(Description revised) {
            return new Kept(registration, revised, knowers, rotatedAt, version);
        }

        /** Somebody knows it. Who knew it before has known it since then. */
        public Kept knownTo(IdentityId identity, Instant since) {
            Map<IdentityId, Instant> more = ordered();
            more.putIfAbsent(identity, since);
            return new Kept(registration, description, more, rotatedAt, version);
        }

        /** Somebody was put down by mistake and never knew it. */
        public Kept neverKnownTo(IdentityId identity) {
            return without(Set.of(identity), description, rotatedAt);
        }

        /**
         * The old value works no longer.
         *
         * @param leavers who left before the new value was there: they do not know it
         * @param added the new value
         */
        public Kept rotated(Set<IdentityId> leavers, SecretRotation.Added added, Instant at) {
            return without(
                    leavers,
                    description.rotated(added.reference(), added.exchange().flatMap(SecretRotation.Exchange::made)),
                    Optional.of(at));
        }

        /** Nothing is opened by it any more. */
        public Retired retire(String reason, String by, Instant at) {
            return new Retired(registration, description, knowers, rotatedAt, reason, by, at, version);
        }

        private Kept without(Set<IdentityId> some, Description described, Optional<Instant> rotated) {
            Map<IdentityId, Instant> rest = ordered();
            rest.keySet().removeAll(some);
            return new Kept(registration, described, rest, rotated, version);
        }

        private Map<IdentityId, Instant> ordered() {
            Map<IdentityId, Instant> copy = new TreeMap<>(Comparator.comparing(IdentityId::value));
            copy.putAll(knowers);
            return copy;
        }
    }

    /**
     * Nothing is opened by it any more. It stays as history.
     *
     * @param reason why, in the words of who said so
     * @param by who said so, by subject
     */
    record Retired(
            Registration registration,
            Description description,
            Map<IdentityId, Instant> knowers,
            Optional<Instant> rotatedAt,
            String reason,
            String by,
            Instant at,
            long version)
            implements SharedSecret {

        public Retired {
            knowers = Map.copyOf(knowers);
        }

        @Override
        public String label() {
            return "retired";
        }
    }
}

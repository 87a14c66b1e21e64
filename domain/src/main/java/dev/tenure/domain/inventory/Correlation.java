package dev.tenure.domain.inventory;

import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.WorkerKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How an account is known to belong to an identity: rules in their order. The first by which any identity fits decides; where two
 * fit by it, nobody is linked and no later rule is asked (IDN-4).
 *
 * @param rules 1 to 8, no two of the same pair of attributes; at least one is certain, since a leaver's accounts are asked for by it
 */
public record Correlation(List<Rule> rules) {

    /** More rules than this nobody keeps an overview of. */
    public static final int MOST_RULES = 8;

    public Correlation {
        rules = List.copyOf(rules);
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("rules: are none, or more than " + MOST_RULES);
        }
        if (rules.stream().noneMatch(Rule::isCertain)) {
            throw new IllegalArgumentException("rules: none is certain");
        }
        Set<Rule> pairs = new HashSet<>();
        for (Rule rule : rules) {
            if (!pairs.add(new Rule(rule.key(), rule.identityAttribute(), Confidence.PROBABLE))) {
                throw new IllegalArgumentException("rules: two compare the same attributes");
            }
        }
    }

    /** One rule, and a certain one. */
    public Correlation(String accountAttribute, IdentityAttribute identityAttribute) {
        this(List.of(new Rule(accountAttribute, identityAttribute, Confidence.CERTAIN)));
    }

    /**
     * What a system is asked for to list the accounts of somebody: the first certain rule for which they have a value.
     *
     * @return empty where they have none for any
     */
    public Optional<Asked> askedFor(WorkerKey key, Profile profile) {
        return rules.stream()
                .filter(Rule::isCertain)
                .flatMap(
                        rule -> rule
                                .identityAttribute()
                                .of(key, profile)
                                .map(value -> new Asked(rule.accountAttribute(), value))
                                .stream())
                .findFirst();
    }

    /** An attribute of accounts and the value that is asked for. */
    public record Asked(String accountAttribute, String value) {}

    /**
     * An attribute of the account equals one of the identity.
     *
     * @param accountAttribute by the target's name, such as {@code employeeNumber}; compared without regard to case
     * @param identityAttribute what it is compared with
     * @param confidence what follows where one identity fits
     */
    public record Rule(String accountAttribute, IdentityAttribute identityAttribute, Confidence confidence) {

        public Rule {
            if (accountAttribute.isBlank() || accountAttribute.length() > 200) {
                throw new IllegalArgumentException("accountAttribute: is empty or longer than 200 characters");
            }
            if (identityAttribute == IdentityAttribute.FULL_NAME && confidence == Confidence.CERTAIN) {
                throw new IllegalArgumentException("confidence: a name is never certain");
            }
        }

        /** The attribute's name as it is compared. */
        public String key() {
            return key(accountAttribute);
        }

        /** An attribute's name as it is compared. */
        public static String key(String attribute) {
            return attribute.toLowerCase(Locale.ROOT);
        }

        /** Whether one identity that fits is linked without a person. */
        public boolean isCertain() {
            return confidence == Confidence.CERTAIN;
        }
    }

    /** What follows where exactly one identity fits. */
    public enum Confidence {
        /** The account is linked. */
        CERTAIN,
        /** The identity is suggested, and a person confirms. */
        PROBABLE
    }

    /** What of an identity can be compared. All but the worker id are compared without regard to case. */
    public enum IdentityAttribute {
        WORKER_ID,
        EMAIL,
        /** The e-mail address up to the @. */
        EMAIL_NAME,
        /** Given name, a space, family name. */
        FULL_NAME;

        /** What somebody has of it. */
        public Optional<String> of(WorkerKey key, Profile profile) {
            return switch (this) {
                case WORKER_ID -> Optional.of(key.workerId());
                case EMAIL -> profile.email();
                case EMAIL_NAME -> profile.email().map(email -> email.split("@", 2)[0]);
                case FULL_NAME -> Optional.of(profile.givenName() + " " + profile.familyName());
            };
        }

        /** Whether what an account tells is what somebody has. */
        public boolean fits(String told, String has) {
            return this == WORKER_ID ? told.equals(has) : told.equalsIgnoreCase(has);
        }
    }
}

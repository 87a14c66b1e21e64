package dev.tenure.domain.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system under governance, as the inventory knows it (IDN-5).
 *
 * @param id its own id
 * @param name what people call it, unique
 * @param owner who answers for it, by the OpenID provider's subject
 * @param classification why it matters
 * @param sla how soon a leaver must be out
 * @param identityProvider whether people sign in to other systems through it: it is shut first
 * @param connector how it is reached
 * @param correlation how accounts are matched
 * @param classRules which of its entitlements are privileged, and as what; the first that matches decides
 * @param nonHuman names of its accounts that are no person's, or values of an attribute of theirs
 * @param outOfBandGrants what is done about privileged access that was given past the product
 * @param limits how hard it may be worked
 * @param mode how far automation may go
 * @param registeredAt when it was registered
 * @param redirectedAt since when connector and correlation are what they are: what was read before may be of another target
 * @param baselineAt when the first read to the end since then was taken: what came to light before it is what was there
 *     already; empty until there was one
 * @param mastery where its accounts come from; empty where it masters them itself
 * @param signInPolicy what is asked of how its accounts are signed in to; nothing where it is empty
 * @param privilegedReviewDays within how many days somebody has to look at privileged access again; nobody asks where it is empty
 * @param version counts changes, for optimistic locking; 0 before the first save
 */
public record TargetSystem(
        SystemId id,
        String name,
        String owner,
        Classification classification,
        SystemSla sla,
        boolean identityProvider,
        ConnectorSettings connector,
        Correlation correlation,
        List<ClassRule> classRules,
        List<NamePattern> nonHuman,
        OutOfBandGrants outOfBandGrants,
        LaneLimits limits,
        SystemMode mode,
        Instant registeredAt,
        Instant redirectedAt,
        Optional<Instant> baselineAt,
        Optional<Mastery> mastery,
        Optional<SignInPolicy> signInPolicy,
        Optional<Integer> privilegedReviewDays,
        long version) {

    /** The longest that privileged access can be let go without a review, in days. */
    public static final int LONGEST_REVIEW_DAYS = 366;

    public TargetSystem {
        classRules = List.copyOf(classRules);
        nonHuman = List.copyOf(nonHuman);
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("name: is empty or longer than 200 characters");
        }
        if (owner.isBlank()) {
            throw new IllegalArgumentException("owner: is empty");
        }
        if (privilegedReviewDays
                .filter(days -> days < 1 || days > LONGEST_REVIEW_DAYS)
                .isPresent()) {
            throw new IllegalArgumentException("privilegedReviewDays: is not between 1 and " + LONGEST_REVIEW_DAYS);
        }
    }

    /** A system that masters its accounts itself, of which no account is known to be a machine's, and whose grants are told alone. */
    public TargetSystem(
            SystemId id,
            String name,
            String owner,
            Classification classification,
            SystemSla sla,
            boolean identityProvider,
            ConnectorSettings connector,
            Correlation correlation,
            List<ClassRule> classRules,
            LaneLimits limits,
            SystemMode mode,
            Instant registeredAt,
            Instant redirectedAt,
            Optional<Instant> baselineAt,
            long version) {
        this(
                id,
                name,
                owner,
                classification,
                sla,
                identityProvider,
                connector,
                correlation,
                classRules,
                List.of(),
                OutOfBandGrants.ALERT,
                limits,
                mode,
                registeredAt,
                redirectedAt,
                baselineAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version);
    }

    /**
     * Whether an account is no person's.
     *
     * @param name what people call it
     * @param told its attributes as the last read told them, by names in lower case
     */
    public boolean isNonHuman(String name, Map<String, String> told) {
        return nonHuman.stream()
                .anyMatch(pattern -> pattern.fits(name)
                        || pattern.ofAttribute().filter(one -> one.fits(told)).isPresent());
    }

    /** The same system in another mode. Whoever calls this has had the change confirmed. */
    public TargetSystem in(SystemMode next) {
        return with(owner, next, baselineAt);
    }

    /**
     * Whether a read that was taken whole is the baseline: none was before, and it was asked for when connector and correlation
     * were what they are.
     */
    public boolean lacksBaselineFor(Instant requestedAt) {
        return baselineAt.isEmpty() && !requestedAt.isBefore(redirectedAt);
    }

    /** The same system with its baseline. */
    public TargetSystem withBaseline(Instant taken) {
        return with(owner, mode, Optional.of(taken));
    }

    /** The same system, for which somebody else answers. */
    public TargetSystem ownedBy(String successor) {
        return with(successor, mode, baselineAt);
    }

    private TargetSystem with(String answering, SystemMode next, Optional<Instant> baseline) {
        return new TargetSystem(
                id,
                name,
                answering,
                classification,
                sla,
                identityProvider,
                connector,
                correlation,
                classRules,
                nonHuman,
                outOfBandGrants,
                limits,
                next,
                registeredAt,
                redirectedAt,
                baseline,
                mastery,
                signInPolicy,
                privilegedReviewDays,
                version);
    }
}

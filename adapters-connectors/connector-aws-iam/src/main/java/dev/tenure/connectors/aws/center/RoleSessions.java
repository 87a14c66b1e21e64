package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connectors.aws.Clearing;
import dev.tenure.connectors.aws.Trouble;
import dev.tenure.connectors.aws.WriteAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.ssoadmin.model.PermissionSetProvisioningStatus;
import software.amazon.awssdk.services.ssoadmin.model.ProvisionTargetType;

/**
 * Denies users what they do in roles of permission sets. AWS lists no such session and ends none, so each permission set that a
 * user holds denies that user everything for a day: as long as a session may live, and as long again, in which the user could
 * begin one more.
 */
final class RoleSessions {

    /** The longest a session in a role of a permission set may live. */
    static final Duration LONGEST_LIFE = Duration.ofHours(12);

    private static final Duration DENIED = LONGEST_LIFE.multipliedBy(2);

    /** A policy made of another. */
    @FunctionalInterface
    private interface Rewriting {
        String of(String policy) throws Trouble;
    }

    private final CenterCalls calls;
    private final PermissionSets sets;
    private final CenterMemberships memberships;
    /** Between reading a policy and writing it, nobody here writes another. */
    private final ReentrantLock policies = new ReentrantLock();

    RoleSessions(CenterCalls calls, PermissionSets sets, CenterMemberships memberships) {
        this.calls = calls;
        this.sets = sets;
        this.memberships = memberships;
    }

    // Denying

    /**
     * Denies a user everything in the permission sets that they hold, for a day from now. It is done anew whenever it is asked
     * for.
     */
    ChangeOutcome end(CenterUser user) throws Trouble {
        Instant until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(DENIED);
        Set<String> known = memberships.permissionSets(user);
        Map<String, String> beside = new HashMap<>();
        List<Clearing.Listing<String>> parts = new ArrayList<>();
        known.forEach(set -> parts.add(() -> undenied(Set.of(set), user, until, beside)));
        AtomicBoolean begun = new AtomicBoolean();
        parts.add(() -> {
            if (!begun.getAndSet(true)) {
                return Map.of();
            }
            Set<String> meanwhile = new LinkedHashSet<>(memberships.permissionSets(user));
            meanwhile.removeAll(known);
            return undenied(meanwhile, user, until, beside);
        });
        ChangeOutcome outcome = new Clearing<String>(
                        "permissionSetsNotDenied",
                        parts,
                        (set, notes) -> rewrite(
                                set,
                                policy -> {
                                    String denying = SessionDenial.with(policy, user.id(), until, Instant.now());
                                    beside.put(set, SessionDenial.beside(denying));
                                    return denying;
                                },
                                notes),
                        (id, set) -> Fact.plain("denied.permissionSet", id))
                .run(user.name());
        return switch (outcome) {
            case ChangeOutcome.Applied applied ->
                told(
                        applied.evidence(),
                        Fact.plain("denied.until", until.toString()),
                        Fact.plain(
                                "readBack.sessions",
                                "AWS lists none; it confirmed the denials and shows them in every account"));
            // Nobody saw that no session lives.
            case ChangeOutcome.Unchanged nothingToDeny ->
                told(
                        nothingToDeny.evidence(),
                        Fact.plain(
                                "readBack.sessions",
                                "AWS lists none; the user holds no permission set to be denied in"));
            case ChangeOutcome.Refused refused -> refused;
            case ChangeOutcome.Unreachable unreachable -> unreachable;
            case ChangeOutcome.InDoubt doubt -> doubt;
        };
    }

    private static ChangeOutcome told(Evidence evidence, Fact... more) {
        List<Fact> facts = new ArrayList<>(evidence.facts());
        facts.addAll(List.of(more));
        return new ChangeOutcome.Applied(new Evidence(facts));
    }

    /** @param beside what the policies that were written say beside our denials, which is to stand there too */
    private Map<String, String> undenied(Set<String> of, CenterUser user, Instant until, Map<String, String> beside)
            throws Trouble {
        Map<String, String> undenied = new LinkedHashMap<>();
        for (String set : of) {
            String policy = policy(set);
            boolean stands = SessionDenial.until(policy, user.id())
                    .filter(end -> !end.isBefore(until))
                    .isPresent();
            boolean kept =
                    !beside.containsKey(set) || SessionDenial.beside(policy).equals(beside.get(set));
            if (!stands || !kept || sets.isBehind(set)) {
                undenied.put(set, set);
            }
        }
        return undenied;
    }

    // Letting in again

    /**
     * What denies a user in permission sets that they are about to be given.
     *
     * @param lifted takes those that were found, so that they are looked at until every account has them without the denial
     */
    Map<String, String> denied(Set<String> of, CenterUser user, Set<String> lifted) throws Trouble {
        Map<String, String> denied = new LinkedHashMap<>();
        for (String set : of) {
            boolean stands = SessionDenial.until(policy(set), user.id()).isPresent();
            if (stands || (lifted.contains(set) && sets.isBehind(set))) {
                denied.put(set, set);
                lifted.add(set);
            }
        }
        return denied;
    }

    /** Denies a user nothing any more in a permission set. */
    WriteAnswer lift(String set, CenterUser user, List<Fact> notes) {
        return rewrite(set, policy -> SessionDenial.without(policy, user.id(), Instant.now()), notes);
    }

    // What both share

    private String policy(String set) throws Trouble {
        String instance = calls.instance().arn();
        return calls.inInstance(
                        CenterAction.GET_INLINE_POLICY,
                        client -> client.getInlinePolicyForPermissionSet(
                                asked -> asked.instanceArn(instance).permissionSetArn(set)))
                .map(answer -> answer.inlinePolicy() == null ? "" : answer.inlinePolicy())
                .orElse("");
    }

    /** Writes the policy where it changes, and brings it to all accounts. */
    private WriteAnswer rewrite(String set, Rewriting rewriting, List<Fact> notes) {
        try {
            String instance = calls.instance().arn();
            WriteAnswer written = written(instance, set, rewriting);
            return written instanceof WriteAnswer.Done ? provisioned(instance, set, notes) : written;
        } catch (Trouble e) {
            return e.beforeWrite();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WriteAnswer.NotNow("the call was interrupted");
        }
    }

    private WriteAnswer written(String instance, String set, Rewriting rewriting) throws Trouble, InterruptedException {
        policies.lockInterruptibly();
        try {
            String before = policy(set);
            String after = rewriting.of(before);
            if (after.equals(before)) {
                return new WriteAnswer.Done();
            }
            if (SessionDenial.isTooLong(after)) {
                return new WriteAnswer.Refused(
                        "the inline policy of " + set + " leaves no room for a denial: it may have"
                                + " 32,768 characters, and 10,240 without spaces; make room in AWS");
            }
            return after.isEmpty()
                    ? calls.writeToInstance(
                            CenterAction.DELETE_INLINE_POLICY,
                            client -> client.deleteInlinePolicyFromPermissionSet(
                                    asked -> asked.instanceArn(instance).permissionSetArn(set)))
                    : calls.writeToInstance(
                            CenterAction.PUT_INLINE_POLICY,
                            client -> client.putInlinePolicyToPermissionSet(asked -> asked.instanceArn(instance)
                                    .permissionSetArn(set)
                                    .inlinePolicy(after)));
        } finally {
            policies.unlock();
        }
    }

    private WriteAnswer provisioned(String instance, String set, List<Fact> notes) {
        return calls.carriedOut(
                CenterAction.PROVISION_PERMISSION_SET,
                client -> progress(client.provisionPermissionSet(asked -> asked.instanceArn(instance)
                                .permissionSetArn(set)
                                .targetType(ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS))
                        .permissionSetProvisioningStatus()),
                request -> progress(calls.inInstance(
                                CenterAction.DESCRIBE_PERMISSION_SET_PROVISIONING_STATUS,
                                client -> client.describePermissionSetProvisioningStatus(
                                        asked -> asked.instanceArn(instance).provisionPermissionSetRequestId(request)))
                        .orElseThrow(() -> Trouble.unreachable("AWS forgot what it took on"))
                        .permissionSetProvisioningStatus()),
                notes);
    }

    private static CenterCalls.Progress progress(PermissionSetProvisioningStatus status) {
        return new CenterCalls.Progress(status.status(), status.requestId(), status.failureReason());
    }
}

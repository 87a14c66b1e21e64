package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a managed policy to a user: for good by attaching it, up to a moment as an inline policy that says the same. */
final class Lending {

    /** How many characters all inline policies of a user may have, without white space. */
    private static final int ROOM = 2048;

    /** What shutting the user out takes of it: that has to be possible whenever it is asked for. */
    private static final int KEPT_FREE =
            TimedPolicy.size(Denial.EVERYTHING) + TimedPolicy.size(Denial.olderThan(Instant.EPOCH));

    private static final String NOT_HELD = "until.notHeld";

    private final Calls calls;
    private final Memberships memberships;
    private final AwsUser user;
    private final Membership.Attached policy;
    private final String name;

    /** The end that the last read showed. */
    private Optional<Instant> shown = Optional.empty();

    private enum Step {
        ATTACH,
        PUT,
        REMOVE
    }

    Lending(Calls calls, Memberships memberships, AwsUser user, Membership.Attached policy) {
        this.calls = calls;
        this.memberships = memberships;
        this.user = user;
        this.policy = policy;
        this.name = TimedPolicy.name(policy.arn());
    }

    /** Attached, and nothing beside it that ends. */
    ChangeOutcome forGood() throws Trouble {
        return new Clearing<Step>(
                        "missing",
                        List.of(
                                () -> isAttached() ? Map.of() : Map.of(policy.arn(), Step.ATTACH),
                                // What ends goes only once what stands is seen.
                                () -> isAttached() && text().isPresent() ? Map.of(name, Step.REMOVE) : Map.of()),
                        (step, notes) -> step == Step.ATTACH ? attach() : remove(),
                        (id, step) -> step == Step.ATTACH
                                ? Fact.plain("granted.id", id)
                                : Fact.plain("removed.inlinePolicy", id))
                .run(user);
    }

    /** What is attached already stays so: nobody's standing access is cut short by asking for it once more. */
    ChangeOutcome until(Instant end) throws Trouble {
        Optional<TimedPolicy> wanted =
                new ManagedPolicies(calls).text(policy.arn()).flatMap(text -> TimedPolicy.of(policy.arn(), text, end));
        ChangeOutcome outcome = new Clearing<Step>(
                        "missing",
                        List.of(() -> missing(wanted)),
                        (step, notes) -> lend(wanted, notes),
                        (id, step) -> Fact.plain("granted.id", policy.arn()))
                .run(user);
        return switch (outcome) {
            case ChangeOutcome.Applied applied -> new ChangeOutcome.Applied(told(applied.evidence()));
            case ChangeOutcome.Unchanged unchanged -> new ChangeOutcome.Unchanged(told(unchanged.evidence()));
            case ChangeOutcome.Refused refused -> refused;
            case ChangeOutcome.Unreachable unreachable -> unreachable;
            case ChangeOutcome.InDoubt doubt -> doubt;
        };
    }

    private Evidence told(Evidence evidence) {
        List<Fact> facts = new ArrayList<>(evidence.facts());
        shown.ifPresent(end -> facts.add(Fact.plain(Evidence.UNTIL, end.toString())));
        if (shown.isEmpty() && facts.stream().noneMatch(fact -> fact.name().equals(NOT_HELD))) {
            facts.add(Fact.plain(NOT_HELD, "the policy was attached for good already"));
        }
        return new Evidence(facts);
    }

    private Map<String, Step> missing(Optional<TimedPolicy> wanted) throws Trouble {
        shown = Optional.empty();
        if (isAttached()) {
            return Map.of();
        }
        Optional<String> text = text();
        if (text.isPresent() && text.equals(wanted.map(TimedPolicy::text))) {
            shown = wanted.map(TimedPolicy::until);
            return Map.of();
        }
        return Map.of(policy.arn(), Step.PUT);
    }

    private boolean isAttached() throws Trouble {
        return memberships.attached(user).stream()
                .anyMatch(attached -> policy.arn().equals(attached.policyArn()));
    }

    /** What the inline policy says that would stand for this one. */
    private Optional<String> text() throws Trouble {
        return memberships.inline(user).contains(name) ? memberships.document(user, name) : Optional.empty();
    }

    // Writing

    private WriteAnswer attach() {
        return memberships.give(user, policy);
    }

    private WriteAnswer remove() {
        return calls.write(
                Action.DELETE_USER_POLICY,
                client -> client.deleteUserPolicy(
                        asked -> asked.userName(user.name()).policyName(name)));
    }

    private WriteAnswer lend(Optional<TimedPolicy> wanted, List<Fact> notes) {
        if (wanted.isEmpty()) {
            return withoutEnd("the policy's text is not one to which an end can be put", notes);
        }
        try {
            text().ifPresent(before -> notes.add(before(before)));
            if (taken() + TimedPolicy.size(wanted.get().text()) > ROOM) {
                return withoutEnd("the user's inline policies leave no room for it beside the denials", notes);
            }
        } catch (Trouble e) {
            return e.beforeWrite();
        }
        WriteAnswer answer = calls.write(
                Action.PUT_USER_POLICY,
                client -> client.putUserPolicy(asked -> asked.userName(user.name())
                        .policyName(name)
                        .policyDocument(wanted.get().text())));
        return answer instanceof WriteAnswer.Refused(String reason) && Answers.isNoRoom(reason)
                ? withoutEnd("AWS has no room for it among the user's inline policies", notes)
                : answer;
    }

    private Fact before(String text) {
        return TimedPolicy.claimed(name, text)
                .map(claimed -> Fact.plain("before.until", claimed.until().toString()))
                .orElseGet(() -> Fact.personal("before.document." + name, text));
    }

    private WriteAnswer withoutEnd(String why, List<Fact> notes) {
        notes.add(Fact.plain(NOT_HELD, why));
        return attach();
    }

    /** What is taken of the room, with what is kept free. */
    private int taken() throws Trouble {
        int taken = KEPT_FREE;
        for (String other : memberships.inline(user)) {
            if (!other.equals(name) && !other.equals(Denial.BLOCKED) && !other.equals(Denial.SESSIONS)) {
                taken +=
                        memberships.document(user, other).map(TimedPolicy::size).orElse(0);
            }
        }
        return taken;
    }
}

package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides, from what a write answered and what a read after it showed, what the outcome is. Pure. */
final class Judgement {

    /** What the read after the write showed. */
    enum Shown {
        YES,
        NO,
        /** There was no answer to the read. */
        UNREADABLE
    }

    private Judgement() {}

    /** The outcome of one write to one resource. */
    static ChangeOutcome ofWrite(WriteAnswer answer, Shown shown, List<Fact> facts) {
        return switch (answer) {
            case WriteAnswer.Refused refused -> new ChangeOutcome.Refused(refused.reason());
            case WriteAnswer.NotNow notNow -> new ChangeOutcome.Unreachable(notNow.reason(), notNow.retryAfter());
            case WriteAnswer.Done done ->
                switch (shown) {
                    case YES -> new ChangeOutcome.Applied(evidence("status " + done.status(), facts));
                    case NO -> new ChangeOutcome.InDoubt("the target confirmed the write, but does not show it");
                    case UNREADABLE ->
                        new ChangeOutcome.InDoubt("the target confirmed the write, but could not be read after it");
                };
            case WriteAnswer.Lost lost ->
                switch (shown) {
                    case YES -> new ChangeOutcome.Applied(evidence("no answer", facts));
                    case NO -> new ChangeOutcome.InDoubt(lost.reason() + "; it does not show yet");
                    case UNREADABLE ->
                        new ChangeOutcome.InDoubt(lost.reason() + "; the target could not be read after it");
                };
        };
    }

    private static Evidence evidence(String answer, List<Fact> facts) {
        List<Fact> all = new ArrayList<>();
        all.add(Fact.plain("write.answer", answer));
        all.addAll(facts);
        return new Evidence(all);
    }

    private static boolean sent(WriteAnswer answer) {
        return switch (answer) {
            case WriteAnswer.Done done -> true;
            case WriteAnswer.Lost lost -> true;
            case WriteAnswer.Refused refused -> false;
            case WriteAnswer.NotNow notNow -> false;
        };
    }

    /**
     * The outcome of taking an account out of its groups.
     *
     * @param names the names of the groups
     * @param answers what each group's write answered, in the order of the attempts
     * @param left the groups that list the account on the read after; empty when that read had no answer
     * @param about facts on the account
     */
    static ChangeOutcome ofRelease(
            Map<EntitlementRef, String> names,
            Map<EntitlementRef, WriteAnswer> answers,
            Optional<Set<EntitlementRef>> left,
            List<Fact> about) {
        boolean anySent = answers.values().stream().anyMatch(Judgement::sent);
        if (left.isEmpty()) {
            return anySent
                    ? new ChangeOutcome.InDoubt("the target could not be read after memberships were removed")
                    : unsent(answers);
        }
        List<Fact> facts = new ArrayList<>();
        Map<EntitlementRef, WriteAnswer> remaining = new LinkedHashMap<>();
        answers.forEach((group, answer) -> {
            if (left.get().contains(group)) {
                remaining.put(group, answer);
            } else if (sent(answer)) {
                facts.add(Fact.plain("removed.id", group.nativeId()));
                facts.add(Fact.plain("removed.name", names.getOrDefault(group, group.nativeId())));
            }
        });
        boolean removed = !facts.isEmpty();
        facts.addAll(about);
        facts.add(Fact.plain("readBack.memberships", Integer.toString(left.get().size())));
        Evidence evidence = new Evidence(facts);
        if (left.get().isEmpty()) {
            return removed ? new ChangeOutcome.Applied(evidence) : new ChangeOutcome.Unchanged(evidence);
        }
        long doubtful = remaining.values().stream().filter(Judgement::sent).count();
        if (doubtful > 0) {
            return new ChangeOutcome.InDoubt(
                    "the removal from " + groups(doubtful) + " was sent, but does not show", evidence);
        }
        if (remaining.values().stream().anyMatch(WriteAnswer.Refused.class::isInstance)) {
            return new ChangeOutcome.Refused(refusals(names, remaining), evidence);
        }
        return anySent
                ? new ChangeOutcome.InDoubt(
                        groups(left.get().size()) + " could not be changed now; the others were", evidence)
                : unsent(answers);
    }

    private static String groups(long count) {
        return count == 1 ? "one group" : count + " groups";
    }

    private static ChangeOutcome unsent(Map<EntitlementRef, WriteAnswer> answers) {
        for (WriteAnswer answer : answers.values()) {
            if (answer instanceof WriteAnswer.Refused(String reason)) {
                return new ChangeOutcome.Refused(reason);
            }
        }
        for (WriteAnswer answer : answers.values()) {
            if (answer instanceof WriteAnswer.NotNow notNow) {
                return new ChangeOutcome.Unreachable(notNow.reason(), notNow.retryAfter());
            }
        }
        return new ChangeOutcome.Unreachable("the target cannot be reached", Optional.empty());
    }

    private static String refusals(Map<EntitlementRef, String> names, Map<EntitlementRef, WriteAnswer> remaining) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        remaining.forEach((group, answer) -> {
            if (answer instanceof WriteAnswer.Refused(String reason)) {
                byReason.computeIfAbsent(reason, r -> new ArrayList<>())
                        .add(names.getOrDefault(group, group.nativeId()));
            }
        });
        return byReason.entrySet().stream()
                .map(e -> e.getValue().stream()
                                .map(name -> "\"" + name + "\"")
                                .collect(Collectors.joining(", ", "group ", ": "))
                        + e.getKey())
                .collect(Collectors.joining("; "));
    }
}

package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    /** The outcome of one write to one entry. */
    static ChangeOutcome ofWrite(WriteAnswer answer, Shown shown, List<Fact> facts) {
        return switch (answer) {
            case WriteAnswer.Refused refused -> new ChangeOutcome.Refused(refused.reason());
            case WriteAnswer.NotNow notNow -> new ChangeOutcome.Unreachable(notNow.reason(), Optional.empty());
            case WriteAnswer.Done done ->
                switch (shown) {
                    case YES -> new ChangeOutcome.Applied(evidence("success (0)", facts));
                    case NO -> new ChangeOutcome.InDoubt("the directory confirmed the write, but does not show it");
                    case UNREADABLE ->
                        new ChangeOutcome.InDoubt("the directory confirmed the write, but could not be read after it");
                };
            case WriteAnswer.Lost lost ->
                switch (shown) {
                    case YES -> new ChangeOutcome.Applied(evidence("no answer", facts));
                    case NO -> new ChangeOutcome.InDoubt(lost.reason() + "; it does not show yet");
                    case UNREADABLE ->
                        new ChangeOutcome.InDoubt(lost.reason() + "; the directory could not be read after it");
                };
        };
    }

    private static Evidence evidence(String answer, List<Fact> facts) {
        List<Fact> all = new ArrayList<>();
        all.add(Fact.plain("write.answer", answer));
        all.addAll(facts);
        return new Evidence(all);
    }

    /**
     * The outcome of taking an account out of its groups.
     *
     * @param answers what each group's write answered, in the order of the attempts
     * @param left the groups that list the account on the read after; empty when that read had no answer
     * @param kept facts on what the directory does not let go
     */
    static ChangeOutcome ofRelease(
            Map<DirectGroup, WriteAnswer> answers, Optional<Set<EntitlementRef>> left, List<Fact> kept) {
        boolean sent =
                answers.values().stream().anyMatch(a -> a instanceof WriteAnswer.Done || a instanceof WriteAnswer.Lost);
        if (left.isEmpty()) {
            return sent
                    ? new ChangeOutcome.InDoubt("the directory could not be read after memberships were removed")
                    : unsent(answers);
        }
        List<Fact> facts = new ArrayList<>();
        Map<DirectGroup, WriteAnswer> remaining = new LinkedHashMap<>();
        answers.forEach((group, answer) -> {
            if (left.get().contains(group.ref())) {
                remaining.put(group, answer);
            } else if (answer instanceof WriteAnswer.Done || answer instanceof WriteAnswer.Lost) {
                facts.add(Fact.plain("removed.id", group.ref().nativeId()));
                facts.add(Fact.plain("removed.name", group.name()));
            }
        });
        boolean removed = !facts.isEmpty();
        facts.addAll(kept);
        facts.add(Fact.plain("readBack.memberships", Integer.toString(left.get().size())));
        Evidence evidence = new Evidence(facts);
        if (left.get().isEmpty()) {
            return removed ? new ChangeOutcome.Applied(evidence) : new ChangeOutcome.Unchanged(evidence);
        }
        long doubtful = remaining.values().stream()
                .filter(a -> a instanceof WriteAnswer.Done || a instanceof WriteAnswer.Lost)
                .count();
        if (doubtful > 0) {
            return new ChangeOutcome.InDoubt(
                    "the removal from " + groups(doubtful) + " was sent, but does not show", evidence);
        }
        if (remaining.values().stream().anyMatch(WriteAnswer.Refused.class::isInstance)) {
            return new ChangeOutcome.Refused(refusals(remaining), evidence);
        }
        long later = left.get().size();
        return sent
                ? new ChangeOutcome.InDoubt(groups(later) + " could not be changed now; the others were", evidence)
                : unsent(answers);
    }

    private static String groups(long count) {
        return count == 1 ? "one group" : count + " groups";
    }

    private static ChangeOutcome unsent(Map<DirectGroup, WriteAnswer> answers) {
        for (WriteAnswer answer : answers.values()) {
            if (answer instanceof WriteAnswer.Refused(String reason)) {
                return new ChangeOutcome.Refused(reason);
            }
        }
        for (WriteAnswer answer : answers.values()) {
            if (answer instanceof WriteAnswer.NotNow(String reason)) {
                return new ChangeOutcome.Unreachable(reason, Optional.empty());
            }
        }
        return new ChangeOutcome.Unreachable("the directory cannot be reached", Optional.empty());
    }

    private static String refusals(Map<DirectGroup, WriteAnswer> remaining) {
        Set<String> sentences = new LinkedHashSet<>();
        Map<String, List<String>> names = new LinkedHashMap<>();
        remaining.forEach((group, answer) -> {
            if (answer instanceof WriteAnswer.Refused(String reason)) {
                names.computeIfAbsent(reason, r -> new ArrayList<>()).add(group.name());
            }
        });
        names.forEach((reason, groups) -> sentences.add(
                groups.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "group ", ": "))
                        + reason));
        return String.join("; ", sentences);
    }
}

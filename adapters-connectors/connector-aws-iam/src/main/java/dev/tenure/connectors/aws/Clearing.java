package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Clears, one by one, what stands between a user and the state that was asked for. It is listed in parts, and each part is
 * cleared as soon as it was read: whatever becomes of one thing or of one list, the others have their turn. Then all is read
 * again; what came meanwhile is cleared too, and told. What the last read shows decides.
 *
 * @param <T> what stands in the way
 */
public final class Clearing<T> {

    private static final int MOST_ROUNDS = 4;

    /** What is in the way now, by id, as far as one list tells, in the order in which to clear it. */
    @FunctionalInterface
    public interface Listing<T> {
        /** What stands there. */
        Map<String, T> now() throws Trouble;
    }

    /** Clears one. */
    @FunctionalInterface
    public interface Removing<T> {
        /**
         * Clears it, whatever becomes of it.
         *
         * @param notes takes what is to be known beside what was cleared
         */
        WriteAnswer clear(T thing, List<Fact> notes);
    }

    /** Tells what was cleared. */
    @FunctionalInterface
    public interface Telling<T> {
        /** What evidence says of it. */
        Fact of(String id, T thing);
    }

    /** One thing, and which of the lists it stands on. */
    private record Found<T>(T thing, int part) {}

    /**
     * What was read at one time.
     *
     * @param failed the lists that could not be read
     */
    private record Read<T>(Map<String, Found<T>> now, Map<Integer, Trouble> failed) {

        boolean isUnknown(Found<T> found) {
            return failed.containsKey(found.part());
        }
    }

    private final String what;
    private final List<Listing<T>> parts;
    private final Removing<T> removing;
    private final Telling<T> telling;
    private final Map<String, Found<T>> tried = new LinkedHashMap<>();
    private final Map<String, WriteAnswer> answers = new LinkedHashMap<>();
    private final Set<String> cameMeanwhile = new TreeSet<>();
    private final List<Fact> notes = new ArrayList<>();

    /**
     * Does nothing yet.
     *
     * @param what what is counted, as evidence calls it
     * @param parts the lists, in the order in which to clear what they hold
     */
    public Clearing(String what, List<Listing<T>> parts, Removing<T> removing, Telling<T> telling) {
        this.what = what;
        this.parts = parts;
        this.removing = removing;
        this.telling = telling;
    }

    /** All that the lists hold; nothing where one of them cannot be read. */
    public static <T> Map<String, T> whole(List<Listing<T>> parts) throws Trouble {
        Map<String, T> whole = new LinkedHashMap<>();
        for (Listing<T> part : parts) {
            whole.putAll(part.now());
        }
        return whole;
    }

    /** Clears all. */
    ChangeOutcome run(AwsUser user) throws Trouble {
        return run(user.name());
    }

    /**
     * Clears all.
     *
     * @param user the name of whose it is
     */
    public ChangeOutcome run(String user) throws Trouble {
        Read<T> read = read(this::clear);
        if (read.failed().size() == parts.size()) {
            throw Objects.requireNonNull(read.failed().get(0));
        }
        for (int round = 1; !answers.isEmpty(); round++) {
            read = read(found -> {});
            Map<String, Found<T>> fresh = new LinkedHashMap<>(read.now());
            fresh.keySet().removeAll(answers.keySet());
            if (fresh.isEmpty() || round == MOST_ROUNDS) {
                break;
            }
            cameMeanwhile.addAll(fresh.keySet());
            clear(fresh);
        }
        return judged(user, read);
    }

    private Read<T> read(Consumer<Map<String, Found<T>>> each) {
        Read<T> read = new Read<>(new LinkedHashMap<>(), new HashMap<>());
        for (int part = 0; part < parts.size(); part++) {
            int index = part;
            try {
                Map<String, Found<T>> found = new LinkedHashMap<>();
                parts.get(part).now().forEach((id, thing) -> found.put(id, new Found<>(thing, index)));
                each.accept(found);
                read.now().putAll(found);
            } catch (Trouble e) {
                read.failed().put(part, e);
            }
        }
        return read;
    }

    private void clear(Map<String, Found<T>> open) {
        open.forEach((id, found) -> {
            if (!Thread.currentThread().isInterrupted()) {
                tried.put(id, found);
                answers.put(id, removing.clear(found.thing(), notes));
            }
        });
    }

    // Judging

    private boolean anySent() {
        return answers.values().stream().anyMatch(WriteAnswer::wasSent);
    }

    private ChangeOutcome judged(String user, Read<T> read) {
        Set<String> left = read.now().keySet();
        List<Fact> cleared = new ArrayList<>();
        int shown = 0;
        int unknown = 0;
        for (Map.Entry<String, Found<T>> one : tried.entrySet()) {
            if (answered(one.getKey()).filter(WriteAnswer::wasSent).isEmpty()) {
                continue;
            }
            if (left.contains(one.getKey())) {
                shown++;
            } else if (read.isUnknown(one.getValue())) {
                unknown++;
            } else {
                cleared.add(telling.of(one.getKey(), one.getValue().thing()));
            }
        }
        Evidence evidence = evidence(user, cleared, read);
        if (shown > 0) {
            return new ChangeOutcome.InDoubt(
                    "of " + tried.size() + " changes that were tried, " + shown + " were sent and do not show",
                    evidence);
        }
        if (unknown > 0) {
            return new ChangeOutcome.InDoubt("AWS could not be read after " + what + " were changed", evidence);
        }
        if (!answers.keySet().containsAll(left)) {
            return anySent()
                    ? new ChangeOutcome.InDoubt("some came while others were taken away, and are still there", evidence)
                    : new ChangeOutcome.Unreachable("the call was interrupted", Optional.empty());
        }
        List<WriteAnswer> open = new ArrayList<>();
        tried.forEach((id, found) -> {
            if (left.contains(id) || read.isUnknown(found)) {
                answered(id).ifPresent(open::add);
            }
        });
        read.failed().values().forEach(trouble -> open.add(trouble.beforeWrite()));
        if (open.isEmpty()) {
            return cleared.isEmpty() ? new ChangeOutcome.Unchanged(evidence) : new ChangeOutcome.Applied(evidence);
        }
        String refusals = open.stream()
                .filter(WriteAnswer.Refused.class::isInstance)
                .map(answer -> ((WriteAnswer.Refused) answer).reason())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!refusals.isEmpty()) {
            return new ChangeOutcome.Refused(refusals, evidence);
        }
        return anySent()
                ? new ChangeOutcome.InDoubt(open.size() + " could not be changed now; the others were", evidence)
                : later(open);
    }

    private Optional<WriteAnswer> answered(String id) {
        return Optional.ofNullable(answers.get(id));
    }

    private static ChangeOutcome later(List<WriteAnswer> open) {
        for (WriteAnswer answer : open) {
            if (answer instanceof WriteAnswer.NotNow(String reason)) {
                return new ChangeOutcome.Unreachable(reason, Optional.empty());
            }
        }
        return new ChangeOutcome.Unreachable("AWS cannot be reached", Optional.empty());
    }

    // Evidence

    private Evidence evidence(String user, List<Fact> cleared, Read<T> read) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.personal("account.name", user));
        facts.addAll(notes);
        facts.addAll(cleared);
        cameMeanwhile.forEach(id -> facts.add(Fact.personal("cameMeanwhile", id)));
        facts.add(Fact.plain("readBack." + what, Integer.toString(read.now().size())));
        if (!read.failed().isEmpty()) {
            facts.add(Fact.plain(
                    "readBack.listsNotRead", Integer.toString(read.failed().size())));
        }
        return new Evidence(facts);
    }
}

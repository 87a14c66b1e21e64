package dev.tenure.application.lifecycle;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An administrator says from where a feed's files are fetched, or that they are fetched no more. */
public final class ConfigureSftpPull {

    /** The shortest pause between two looks. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest pause between two looks. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private final Transactions transactions;
    private final WorkerFeeds feeds;
    private final SftpPulls pulls;
    private final RemoteFolders folders;
    private final LeaverEvents events;

    public ConfigureSftpPull(
            Transactions transactions, WorkerFeeds feeds, SftpPulls pulls, RemoteFolders folders, LeaverEvents events) {
        this.transactions = transactions;
        this.feeds = feeds;
        this.pulls = pulls;
        this.folders = folders;
        this.events = events;
    }

    /** Sets the place, or removes it where none is given. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        Optional<Outcome> bad = command.place().flatMap(this::check);
        if (bad.isPresent()) {
            return bad.get();
        }
        return transactions.call(now -> {
            if (feeds.find(command.feed()).isEmpty()) {
                return new Outcome.UnknownFeed();
            }
            if (command.place().isPresent()) {
                pulls.save(command.place().get(), now);
            } else if (!pulls.remove(command.feed())) {
                return new Outcome.NoPull();
            }
            events.pullConfigured(command.feed(), command.place(), command.caller(), now);
            return pulls.find(command.feed())
                    .<Outcome>map(Outcome.Configured::new)
                    .orElse(new Outcome.Removed());
        });
    }

    private Optional<Outcome> check(SftpPulls.Place place) {
        if (!place.hostKey().matches("SHA256:[A-Za-z0-9+/]{43}=?")) {
            return Optional.of(new Outcome.BadHostKey());
        }
        if (place.every().compareTo(SHORTEST) < 0 || place.every().compareTo(LONGEST) > 0) {
            return Optional.of(new Outcome.BadPause());
        }
        return folders.problemWithSecret(place.secret())
                .map(why -> new Outcome.BadSettings(List.of(new SettingProblem("secret", why))));
    }

    /**
     * The place, for whom.
     *
     * @param place empty to fetch no more
     */
    public record Command(Caller caller, String feed, Optional<SftpPulls.Place> place) {}

    /** The pull, or why not. */
    public sealed interface Outcome {
        /** In force; the first look is at once. */
        record Configured(SftpPulls.Pull pull) implements Outcome {}

        /** Nothing is fetched any more. */
        record Removed() implements Outcome {}

        /** There was nothing to remove. */
        record NoPull() implements Outcome {}

        /** The fingerprint is none of SHA256 in base64. */
        record BadHostKey() implements Outcome {}

        /** The pause is shorter than {@link #SHORTEST} or longer than {@link #LONGEST}. */
        record BadPause() implements Outcome {}

        /** The secret is no reference that is taken. */
        record BadSettings(List<SettingProblem> problems) implements Outcome {
            public BadSettings {
                problems = List.copyOf(problems);
            }
        }

        /** There is no such feed. */
        record UnknownFeed() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

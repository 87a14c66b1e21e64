package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
import dev.tenure.domain.identity.WorkerFeed;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An administrator says how an HR source writes its files: which column holds which fact, the encoding, the dates. */
public final class ConfigureWorkerFeed {

    private final Transactions transactions;
    private final WorkerSources sources;
    private final WorkerFeeds feeds;
    private final FactExpressions expressions;
    private final LeaverEvents events;

    public ConfigureWorkerFeed(
            Transactions transactions,
            WorkerSources sources,
            WorkerFeeds feeds,
            FactExpressions expressions,
            LeaverEvents events) {
        this.transactions = transactions;
        this.sources = sources;
        this.feeds = feeds;
        this.expressions = expressions;
        this.events = events;
    }

    /** Adds the feed, or changes the one of this name if it still is at the version the caller looked at. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        Optional<Outcome> bad = check(command.feed());
        if (bad.isPresent()) {
            return bad.get();
        }
        return transactions.call(now -> {
            Optional<WorkerFeed> present = feeds.find(command.feed().name());
            long version = present.map(WorkerFeed::version).orElse(0L);
            if (version != command.feed().version()) {
                return new Outcome.Stale(version);
            }
            if (!sources.claim(command.feed().name(), WorkerSources.Kind.FILE)) {
                return new Outcome.NameTaken();
            }
            feeds.save(command.feed());
            WorkerFeed saved = feeds.find(command.feed().name()).orElseThrow();
            events.feedConfigured(saved, command.caller(), now);
            return new Outcome.Configured(saved, present.isEmpty());
        });
    }

    private Optional<Outcome> check(WorkerFeed feed) {
        return layout(feed.format()).or(() -> dates(feed.dates())).or(() -> expressions(feed.expressions()));
    }

    private Optional<Outcome> expressions(Map<WorkerFeed.Fact, String> written) {
        List<SettingProblem> problems = written.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(one -> expressions
                        .problem(one.getKey(), one.getValue())
                        .map(why ->
                                new SettingProblem("expressions/" + one.getKey().label(), why))
                        .stream())
                .toList();
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Outcome.BadSettings(problems));
    }

    private static Optional<Outcome> layout(FileFormat format) {
        try {
            if (!Charset.isSupported(format.charset())) {
                return Optional.of(new Outcome.UnknownCharset(format.charset()));
            }
        } catch (IllegalCharsetNameException e) {
            return Optional.of(new Outcome.UnknownCharset(format.charset()));
        }
        if (format.separator().filter(c -> ",;\t|".indexOf(c) < 0).isPresent()) {
            return Optional.of(new Outcome.UnknownSeparator());
        }
        return "\"'".indexOf(format.quote()) < 0 ? Optional.of(new Outcome.UnknownQuote()) : Optional.empty();
    }

    private static Optional<Outcome> dates(DatePatterns dates) {
        return dates.unreadable().<Outcome>map(Outcome.NotADatePattern::new).or(() -> dates.ambiguity()
                .map(Outcome.AmbiguousDates::new));
    }

    /** How the feed is to be; its version is the one the caller looked at, 0 for a new feed. */
    public record Command(Caller caller, WorkerFeed feed) {}

    /** The feed, or why not. */
    public sealed interface Outcome {
        /** In force. */
        record Configured(WorkerFeed feed, boolean isNew) implements Outcome {}

        /** No encoding has this name; UTF-8 is one. */
        record UnknownCharset(String charset) implements Outcome {}

        /** The date pattern of this index cannot be read or gives no day; yyyy-MM-dd is one. */
        record NotADatePattern(int index) implements Outcome {}

        /** Two date patterns read one text as different days. */
        record AmbiguousDates(DatePatterns.Ambiguity ambiguity) implements Outcome {}

        /** The quote is neither " nor '. */
        record UnknownQuote() implements Outcome {}

        /** Facts' expressions cannot be used. */
        record BadSettings(List<SettingProblem> problems) implements Outcome {
            public BadSettings {
                problems = List.copyOf(problems);
            }
        }

        /** The separator is not one of comma, semicolon, tab and |. */
        record UnknownSeparator() implements Outcome {}

        /** A source that speaks in another way has this name. */
        record NameTaken() implements Outcome {}

        /** Somebody changed it since; it is at this version now. */
        record Stale(long version) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

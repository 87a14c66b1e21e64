package dev.tenure.application.webhook;

import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.webhook.WebhookSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An administrator lets an HR system send deliveries: whose shape they have, what they are signed with, and where its people
 * are read again.
 */
public final class ConfigureWebhookSource {

    private final Transactions transactions;
    private final WorkerSources names;
    private final WebhookSources sources;
    private final Secrets secrets;
    private final WebhookEvents events;

    public ConfigureWebhookSource(
            Transactions transactions,
            WorkerSources names,
            WebhookSources sources,
            Secrets secrets,
            WebhookEvents events) {
        this.transactions = transactions;
        this.names = names;
        this.sources = sources;
        this.secrets = secrets;
        this.events = events;
    }

    /** Adds the source, or changes the one of this name if it still is at the version the caller looked at. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        List<SettingProblem> wrong = check(command.source());
        if (!wrong.isEmpty()) {
            return new Outcome.BadSettings(wrong);
        }
        return transactions.call(now -> {
            WebhookSource wanted = command.source();
            Optional<WebhookSource> present = sources.find(wanted.name());
            long version = present.map(WebhookSource::version).orElse(0L);
            if (version != wanted.version()) {
                return new Outcome.Stale(version);
            }
            if (present.isEmpty() && !names.claim(wanted.name(), WorkerSources.Kind.WEBHOOK)) {
                return new Outcome.NameTaken();
            }
            sources.save(wanted);
            WebhookSource saved = sources.find(wanted.name()).orElseThrow();
            events.configured(saved, command.caller(), now);
            return new Outcome.Configured(saved, present.isEmpty());
        });
    }

    private List<SettingProblem> check(WebhookSource source) {
        List<SettingProblem> wrong = new ArrayList<>();
        for (int i = 0; i < source.secrets().size(); i++) {
            String place = "secrets/" + i;
            secrets.problem(source.secrets().get(i)).ifPresent(said -> wrong.add(new SettingProblem(place, said)));
        }
        source.api()
                .flatMap(api -> secrets.problem(api.token()))
                .ifPresent(said -> wrong.add(new SettingProblem("api/token", said)));
        return wrong;
    }

    /** How the source is to be; its version is the one the caller looked at, 0 for a new source. */
    public record Command(Caller caller, WebhookSource source) {}

    /** The source, or why not. */
    public sealed interface Outcome {
        /** In force. */
        record Configured(WebhookSource source, boolean isNew) implements Outcome {}

        /** Not references of an allowed form; each names its place. */
        record BadSettings(List<SettingProblem> problems) implements Outcome {}

        /** A source of another kind has the name. */
        record NameTaken() implements Outcome {}

        /** Somebody changed it since; it is at this version now. */
        record Stale(long version) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

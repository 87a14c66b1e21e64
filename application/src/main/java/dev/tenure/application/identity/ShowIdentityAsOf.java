package dev.tenure.application.identity;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.Dossier;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.WorkerStatement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody asks what was known of a person at a moment, and from whom (IDN-1). What the asker may see is decided by what they
 * may see now: an ending that was to come then and took effect since shows, and one that was taken back never does.
 */
public final class ShowIdentityAsOf {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Identities identities;
    private final WorkerStatements statements;
    private final AttributeAuthorities authorities;

    public ShowIdentityAsOf(
            Transactions transactions,
            Identities identities,
            WorkerStatements statements,
            AttributeAuthorities authorities) {
        this.transactions = transactions;
        this.identities = identities;
        this.statements = statements;
        this.authorities = authorities;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Optional<Identity> known = identities.find(command.id());
            if (known.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (command.asOf().isAfter(now)) {
                return new Outcome.InTheFuture();
            }
            // Masked whole and then cut: what was to come then is judged by what has become of it since.
            return Confidentiality.shown(identities.history(command.id()), command.caller()).stream()
                    .filter(line -> !line.knownFrom().isAfter(command.asOf()))
                    .reduce((earlier, later) -> later)
                    .<Outcome>map(line -> new Outcome.Shown(known.get().id(), line, sources(command, line)))
                    .orElse(new Outcome.NotKnownYet());
        });
    }

    private Map<Attribute, String> sources(Command command, StatusEntry line) {
        List<WorkerStatement> said = statements.of(command.id()).stream()
                .filter(statement -> !statement.receivedAt().isAfter(command.asOf()))
                .toList();
        Map<Attribute, String> sources = new EnumMap<>(Attribute.class);
        if (!said.isEmpty()) {
            Dossier.of(said, authorities.at(command.asOf())).sources().forEach((attribute, source) -> {
                if (isKnown(attribute, line.profile())) {
                    sources.put(attribute, source);
                }
            });
        }
        return sources;
    }

    private static boolean isKnown(Attribute attribute, Profile profile) {
        return switch (attribute) {
            case EMPLOYMENT, NAME -> true;
            case EMAIL -> profile.email().isPresent();
            case DEPARTMENT -> profile.department().isPresent();
            case TITLE -> profile.title().isPresent();
            case MANAGER -> profile.managerWorkerId().isPresent();
            case LOCATION -> profile.location().isPresent();
        };
    }

    /** Who is wanted, at which moment, and by whom. */
    public record Command(Caller caller, IdentityId id, Instant asOf) {}

    /** What was known, or why not. */
    public sealed interface Outcome {
        /**
         * What was known, as the caller may see it now.
         *
         * @param line the line of history that was the last one then
         * @param sources which source was believed about what; what nobody had said anything of is missing
         */
        record Shown(IdentityId id, StatusEntry line, Map<Attribute, String> sources) implements Outcome {}

        /** Nobody had told of the person by then. */
        record NotKnownYet() implements Outcome {}

        /** The moment is still to come. */
        record InTheFuture() implements Outcome {}

        /** There is no such identity. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

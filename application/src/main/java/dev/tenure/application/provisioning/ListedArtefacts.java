package dev.tenure.application.provisioning;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.provisioning.Artefact;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sessions, credentials and second factors as connectors list them, in our terms. */
public final class ListedArtefacts {

    private ListedArtefacts() {}

    /** The read that lists a kind. */
    public static ReadKind readOf(Artefact.Kind kind) {
        return switch (kind) {
            case SESSION -> ReadKind.SESSIONS;
            case CREDENTIAL -> ReadKind.CREDENTIALS;
            case MFA_METHOD -> ReadKind.MFA_METHODS;
        };
    }

    /** Asks the target for all of a kind that an account holds. */
    public static Observation<List<Artefact>> of(Connector connector, Artefact.Kind kind, AccountRef account) {
        return switch (kind) {
            case SESSION ->
                each(
                        connector.sessions(account),
                        session -> new Artefact(
                                kind,
                                session.id(),
                                "session",
                                session.startedAt(),
                                Optional.empty(),
                                session.expiresAt()));
            case CREDENTIAL ->
                each(
                        connector.credentials(account),
                        credential -> new Artefact(
                                kind,
                                credential.id(),
                                credential.kind(),
                                credential.createdAt(),
                                credential.lastUsedAt(),
                                Optional.empty()));
            case MFA_METHOD ->
                each(
                        connector.mfaMethods(account),
                        method -> new Artefact(
                                kind,
                                method.id(),
                                method.kind(),
                                method.enrolledAt(),
                                Optional.empty(),
                                Optional.empty()));
        };
    }

    private static <T> Observation<List<Artefact>> each(Observation<List<T>> observation, Function<T, Artefact> shape) {
        return switch (observation) {
            case Observation.Seen<List<T>> seen ->
                new Observation.Seen<>(seen.value().stream().map(shape).toList());
            case Observation.Refused<List<T>> refused -> new Observation.Refused<>(refused.reason());
            case Observation.Unreachable<List<T>> unreachable ->
                new Observation.Unreachable<>(unreachable.reason(), unreachable.retryAfter());
        };
    }
}

package dev.tenure.web.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.ListSharedSecrets;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which shared secrets are rotated because somebody left who knew them. */
@Path("/ui/secret-rotations")
@Authenticated
@Produces(Pages.HTML)
public class RotationsResource {

    private static final PageRequest MANY = new PageRequest(PageRequest.LARGEST, Optional.empty());

    private final ListSecretRotations listSecretRotations;
    private final ListSharedSecrets listSharedSecrets;
    private final ShowSharedSecret showSharedSecret;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public RotationsResource(
            ListSecretRotations listSecretRotations,
            ListSharedSecrets listSharedSecrets,
            ShowSharedSecret showSharedSecret,
            Callers callers,
            Pages pages) {
        this.listSecretRotations = listSecretRotations;
        this.listSharedSecrets = listSharedSecrets;
        this.showSharedSecret = showSharedSecret;
        this.callers = callers;
        this.pages = pages;
    }

    /** The list, as the address asks for it. */
    @GET
    public Response list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("secret") @Nullable String secret,
            @QueryParam("after") @Nullable String after) {
        RotationsShown shown = RotationsShown.of(state);
        Optional<SharedSecretId> of =
                Optional.ofNullable(secret).flatMap(Query::id).map(SharedSecretId::new);
        return shown.isGathered()
                ? gathered(shown, of)
                : page(shown, of, new PageRequest(PageRequest.USUAL, Query.after(after)));
    }

    private Response page(RotationsShown shown, Optional<SharedSecretId> secret, PageRequest page) {
        Caller caller = callers.current();
        return switch (listSecretRotations.handle(
                new ListSecretRotations.Command(caller, shown.state(), secret, page))) {
            case ListSecretRotations.Outcome.Listed listed ->
                show(
                        listed.rotations().items(),
                        listed.at(),
                        shown,
                        secret,
                        false,
                        listed.rotations().next());
            case ListSecretRotations.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What may still work, from every state of it, those that are due first in front. */
    private Response gathered(RotationsShown shown, Optional<SharedSecretId> secret) {
        List<SecretRotation> open = new ArrayList<>();
        boolean more = false;
        Instant at = Instant.EPOCH;
        for (RotationsShown one : RotationsShown.STATES_OF_OPEN) {
            switch (listSecretRotations.handle(
                    new ListSecretRotations.Command(callers.current(), one.state(), secret, MANY))) {
                case ListSecretRotations.Outcome.Listed listed -> {
                    open.addAll(listed.rotations().items());
                    more |= listed.rotations().next().isPresent();
                    at = listed.at();
                }
                case ListSecretRotations.Outcome.NotAllowed refused -> {
                    return pages.notAllowed(refused.needed());
                }
            }
        }
        Instant now = at;
        List<SecretRotation> wanted = open.stream()
                .filter(one ->
                        shown == RotationsShown.OPEN || now.isAfter(one.order().due()))
                .sorted(Comparator.comparing((SecretRotation one) -> one.order().due())
                        .thenComparing(one -> one.order().id().value()))
                .toList();
        return show(wanted, now, shown, secret, more, Optional.empty());
    }

    private Response show(
            List<SecretRotation> rotations,
            Instant at,
            RotationsShown shown,
            Optional<SharedSecretId> secret,
            boolean more,
            Optional<String> next) {
        return pages.show(
                Section.SECRETS,
                RotationView.list(
                        rotations,
                        at,
                        shown,
                        secret.map(one -> one.value().toString()).orElse(""),
                        names(rotations),
                        more,
                        next));
    }

    /** What the secrets are called: the first of the register at once, the others one by one. */
    private Map<SharedSecretId, String> names(List<SecretRotation> rotations) {
        Map<SharedSecretId, String> names = new HashMap<>();
        if (rotations.isEmpty()) {
            return names;
        }
        Caller caller = callers.current();
        switch (listSharedSecrets.handle(new ListSharedSecrets.Command(caller, SharedSecrets.Filter.ALL, MANY))) {
            case ListSharedSecrets.Outcome.Listed listed -> {
                for (SharedSecret one : listed.secrets().items()) {
                    names.put(one.registration().id(), one.description().name());
                }
            }
            case ListSharedSecrets.Outcome.NotAllowed refused -> {}
        }
        for (SecretRotation rotation : rotations) {
            names.computeIfAbsent(rotation.order().secret(), id -> name(id, caller));
        }
        return names;
    }

    private @Nullable String name(SharedSecretId id, Caller caller) {
        return switch (showSharedSecret.handle(new ShowSharedSecret.Command(caller, id))) {
            case ShowSharedSecret.Outcome.Shown shown ->
                shown.secret().description().name();
            case ShowSharedSecret.Outcome.Unknown unknown -> null;
            case ShowSharedSecret.Outcome.NotAllowed refused -> null;
        };
    }
}

package dev.tenure.web.secrets;

import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
import dev.tenure.web.page.Problem;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** One rotation. The secret's owner and the contacts of its consumers take part in it without any role. */
@Path("/ui/secret-rotations/{id}")
@Authenticated
@Produces(Pages.HTML)
public class RotationResource {

    private final ShowSecretRotation showSecretRotation;
    private final ShowSharedSecret showSharedSecret;
    private final AddSecretValue addSecretValue;
    private final ConfirmSecretConsumer confirmSecretConsumer;
    private final StateOldRevoked stateOldRevoked;
    private final DecideRevocation decideRevocation;
    private final DecideOldCredential decideOldCredential;
    private final RequestSecretDelay requestSecretDelay;
    private final DecideSecretDelay decideSecretDelay;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public RotationResource(
            ShowSecretRotation showSecretRotation,
            ShowSharedSecret showSharedSecret,
            AddSecretValue addSecretValue,
            ConfirmSecretConsumer confirmSecretConsumer,
            StateOldRevoked stateOldRevoked,
            DecideRevocation decideRevocation,
            DecideOldCredential decideOldCredential,
            RequestSecretDelay requestSecretDelay,
            DecideSecretDelay decideSecretDelay,
            Callers callers,
            Pages pages) {
        this.showSecretRotation = showSecretRotation;
        this.showSharedSecret = showSharedSecret;
        this.addSecretValue = addSecretValue;
        this.confirmSecretConsumer = confirmSecretConsumer;
        this.stateOldRevoked = stateOldRevoked;
        this.decideRevocation = decideRevocation;
        this.decideOldCredential = decideOldCredential;
        this.requestSecretDelay = requestSecretDelay;
        this.decideSecretDelay = decideSecretDelay;
        this.callers = callers;
        this.pages = pages;
    }

    /** How far it is. */
    @GET
    public Response show(@PathParam("id") String id) {
        return page(id, RotationPage.Form.NONE);
    }

    private Response page(String id, RotationPage.Form form) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        return switch (showSecretRotation.handle(new ShowSecretRotation.Command(caller, known.get()))) {
            case ShowSecretRotation.Outcome.Shown shown -> {
                RotationPage page =
                        RotationView.page(shown, names(shown.rotation().order().secret(), caller), caller, form);
                yield form.equals(RotationPage.Form.NONE)
                        ? pages.show(Section.SECRETS, page)
                        : pages.showAgain(Section.SECRETS, page);
            }
            case ShowSecretRotation.Outcome.Unknown unknown -> pages.unknown();
            case ShowSecretRotation.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What who knows the secret is called; nobody for those who may not look at it. */
    private Map<IdentityId, String> names(SharedSecretId secret, Caller caller) {
        return switch (showSharedSecret.handle(new ShowSharedSecret.Command(caller, secret))) {
            case ShowSharedSecret.Outcome.Shown shown -> shown.names();
            case ShowSharedSecret.Outcome.Unknown unknown -> Map.of();
            case ShowSharedSecret.Outcome.NotAllowed refused -> Map.of();
        };
    }

    /** Says where the new value stands. */
    @POST
    @Path("value")
    public Response add(
            @PathParam("id") String id,
            @FormParam("reference") @DefaultValue("") String reference,
            @FormParam("by") @DefaultValue("") String by) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = RotationView.href(known.get());
        String written = reference.strip();
        boolean byTarget = by.equals("target");
        return switch (addSecretValue.handle(
                new AddSecretValue.Command(callers.current(), known.get(), written, byTarget))) {
            case AddSecretValue.Outcome.Added added ->
                pages.sendTo(back, byTarget ? Notice.VALUE_WANTED : Notice.VALUE_ADDED);
            case AddSecretValue.Outcome.NotIssued not ->
                page(
                        id,
                        badReference(
                                written,
                                "The product may not have this target issue it, or the target cannot: put it there by hand."));
            case AddSecretValue.Outcome.NoSuchCredential no ->
                page(
                        id,
                        badReference(
                                written, "The account has no such credential as the secret names: revise the secret."));
            case AddSecretValue.Outcome.TargetDoesNotTell not ->
                page(
                        id,
                        badReference(
                                written,
                                "The target does not say which credentials there are: " + not.problem() + "."));
            case AddSecretValue.Outcome.NotNow not -> pages.sendTo(back, Notice.ROTATION_NOT_NOW);
            case AddSecretValue.Outcome.AnotherUnderWay other -> pages.sendTo(back, Notice.ROTATION_BEFORE_IT);
            case AddSecretValue.Outcome.BadReference bad ->
                page(id, badReference(written, SecretForm.sentence(bad.problem())));
            case AddSecretValue.Outcome.SameValue same ->
                page(id, badReference(written, "What stands there is the old value: put another one there."));
            case AddSecretValue.Outcome.Unknown unknown -> pages.unknown();
            case AddSecretValue.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static RotationPage.Form badReference(String reference, String wrong) {
        return new RotationPage.Form(reference, wrong, "", null, "", false);
    }

    /** Says for a consumer that it uses the new value. */
    @POST
    @Path("confirmations")
    public Response confirm(@PathParam("id") String id, @FormParam("consumer") @DefaultValue("") String consumer) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = RotationView.href(known.get());
        return switch (confirmSecretConsumer.handle(
                new ConfirmSecretConsumer.Command(callers.current(), known.get(), consumer))) {
            case ConfirmSecretConsumer.Outcome.Confirmed confirmed -> pages.sendTo(back, Notice.CONSUMER_CONFIRMED);
            case ConfirmSecretConsumer.Outcome.NotNow not -> pages.sendTo(back, Notice.ROTATION_NOT_NOW);
            case ConfirmSecretConsumer.Outcome.UnknownConsumer none -> pages.sendTo(back, Notice.CONSUMER_UNKNOWN);
            case ConfirmSecretConsumer.Outcome.NotTheContact other -> pages.sendTo(back, Notice.NOT_THE_CONTACT);
            case ConfirmSecretConsumer.Outcome.ContactAddedIt same -> pages.sendTo(back, Notice.CONTACT_ADDED_IT);
            case ConfirmSecretConsumer.Outcome.Unknown unknown -> pages.unknown();
        };
    }

    /** Says that the old value works no longer. */
    @POST
    @Path("revocation")
    public Response state(@PathParam("id") String id) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = RotationView.href(known.get());
        return switch (stateOldRevoked.handle(new StateOldRevoked.Command(callers.current(), known.get()))) {
            case StateOldRevoked.Outcome.Stated stated -> pages.sendTo(back, Notice.REVOCATION_STATED);
            case StateOldRevoked.Outcome.NotNow not -> pages.sendTo(back, Notice.ROTATION_NOT_NOW);
            case StateOldRevoked.Outcome.Unknown unknown -> pages.unknown();
            case StateOldRevoked.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Says what a second person saw. */
    @POST
    @Path("revocation/decision")
    public Response decide(@PathParam("id") String id, @FormParam("decision") @DefaultValue("") String decision) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        boolean worthless = decision.equals("worthless");
        // What is neither must never be taken for one of them.
        if (!worthless && !decision.equals("works")) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = RotationView.href(known.get());
        return switch (decideRevocation.handle(
                new DecideRevocation.Command(callers.current(), known.get(), worthless))) {
            case DecideRevocation.Outcome.Decided decided ->
                pages.sendTo(back, worthless ? Notice.SECRET_ROTATED : Notice.REVOCATION_DISPUTED);
            case DecideRevocation.Outcome.NotNow not -> pages.sendTo(back, Notice.ROTATION_NOT_NOW);
            case DecideRevocation.Outcome.DeciderStatedIt same -> pages.sendTo(back, Notice.REVOCATION_DECIDER_STATED);
            case DecideRevocation.Outcome.Unknown unknown -> pages.unknown();
            case DecideRevocation.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Has the old credential switched on again, or off all the same. */
    @POST
    @Path("old-credential")
    public Response decideOld(@PathParam("id") String id, @FormParam("decision") @DefaultValue("") String decision) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        boolean off = decision.equals("off");
        // What is neither must never be taken for one of them.
        if (!off && !decision.equals("on")) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = RotationView.href(known.get());
        return switch (decideOldCredential.handle(
                new DecideOldCredential.Command(callers.current(), known.get(), off))) {
            case DecideOldCredential.Outcome.Decided decided ->
                pages.sendTo(back, off ? Notice.OLD_SWITCHED_OFF : Notice.OLD_SWITCHED_ON);
            case DecideOldCredential.Outcome.NotNow not -> pages.sendTo(back, Notice.ROTATION_NOT_NOW);
            case DecideOldCredential.Outcome.ByHand not -> pages.sendTo(back, Notice.OLD_BY_HAND);
            case DecideOldCredential.Outcome.Unknown unknown -> pages.unknown();
            case DecideOldCredential.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Asks for a later time. */
    @POST
    @Path("delay")
    public Response delay(
            @PathParam("id") String id,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Optional<Instant> moment = moment(until);
        if (moment.isEmpty()) {
            return page(id, new RotationPage.Form("", null, "", "Write a day and a time.", reason, false));
        }
        String back = RotationView.href(known.get());
        return switch (requestSecretDelay.handle(
                new RequestSecretDelay.Command(callers.current(), known.get(), moment.get(), reason))) {
            case RequestSecretDelay.Outcome.Requested requested -> pages.sendTo(back, Notice.DELAY_REQUESTED);
            case RequestSecretDelay.Outcome.IsOver over -> pages.sendTo(back, Notice.ROTATION_OVER);
            case RequestSecretDelay.Outcome.BadTime bad ->
                page(
                        id,
                        new RotationPage.Form(
                                "",
                                null,
                                until,
                                "Write a time to come, "
                                        + Moment.of(bad.latest()).text() + " at the latest.",
                                reason,
                                false));
            case RequestSecretDelay.Outcome.BadReason bad ->
                page(id, new RotationPage.Form("", null, until, null, reason, true));
            case RequestSecretDelay.Outcome.Unknown unknown -> pages.unknown();
            case RequestSecretDelay.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** What a browser writes into a field for a moment, taken as UTC; empty where it is none that a database keeps. */
    private static Optional<Instant> moment(String text) {
        try {
            LocalDateTime moment = LocalDateTime.parse(text);
            return moment.getYear() >= 1970 && moment.getYear() < 9000
                    ? Optional.of(moment.toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Agrees to a later time, or does not. */
    @POST
    @Path("delay/decision")
    public Response decideDelay(@PathParam("id") String id, @FormParam("decision") @DefaultValue("") String decision) {
        Optional<SecretRotationId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        boolean granted = decision.equals("grant");
        // What is neither must never be taken for one of them.
        if (!granted && !decision.equals("decline")) {
            return pages.problem(Problem.BAD_FORM);
        }
        String back = RotationView.href(known.get());
        return switch (decideSecretDelay.handle(
                new DecideSecretDelay.Command(callers.current(), known.get(), granted))) {
            case DecideSecretDelay.Outcome.Decided decided ->
                pages.sendTo(back, granted ? Notice.DELAY_GRANTED : Notice.DELAY_DECLINED);
            case DecideSecretDelay.Outcome.NothingAsked nothing -> pages.sendTo(back, Notice.DELAY_NOT_ASKED);
            case DecideSecretDelay.Outcome.DeciderAsked same -> pages.sendTo(back, Notice.DELAY_DECIDER_ASKED);
            case DecideSecretDelay.Outcome.Outdated outdated -> pages.sendTo(back, Notice.DELAY_OUTDATED);
            case DecideSecretDelay.Outcome.Unknown unknown -> pages.unknown();
            case DecideSecretDelay.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Optional<SecretRotationId> known(String id) {
        return Query.id(id).map(SecretRotationId::new);
    }
}

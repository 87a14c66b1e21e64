package dev.tenure.web.secrets;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ReviseSharedSecret;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.web.page.Callers;
import dev.tenure.web.page.Notice;
import dev.tenure.web.page.Pages;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One shared secret. Its owner sees it without any role. */
@Path("/ui/secrets/{id}")
@Authenticated
@Produces(Pages.HTML)
public class SecretResource {

    private static final PageRequest FEW = new PageRequest(20, Optional.empty());

    private final ShowSharedSecret showSharedSecret;
    private final ReviseSharedSecret reviseSharedSecret;
    private final RetireSharedSecret retireSharedSecret;
    private final NoteSecretKnower noteSecretKnower;
    private final StrikeSecretKnower strikeSecretKnower;
    private final ListIdentities listIdentities;
    private final ListSystems listSystems;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SecretResource(
            ShowSharedSecret showSharedSecret,
            ReviseSharedSecret reviseSharedSecret,
            RetireSharedSecret retireSharedSecret,
            NoteSecretKnower noteSecretKnower,
            StrikeSecretKnower strikeSecretKnower,
            ListIdentities listIdentities,
            ListSystems listSystems,
            Callers callers,
            Pages pages) {
        this.showSharedSecret = showSharedSecret;
        this.reviseSharedSecret = reviseSharedSecret;
        this.retireSharedSecret = retireSharedSecret;
        this.noteSecretKnower = noteSecretKnower;
        this.strikeSecretKnower = strikeSecretKnower;
        this.listIdentities = listIdentities;
        this.listSystems = listSystems;
        this.callers = callers;
        this.pages = pages;
    }

    /** The secret, and the people who were searched for. */
    @GET
    public Response show(@PathParam("id") String id, @QueryParam("q") @Nullable String text) {
        return withSecret(id, shown -> page(shown, Query.text(text), Optional.empty()));
    }

    private Response page(ShowSharedSecret.Outcome.Shown shown, String text, Optional<SecretPage.Wrong> wrong) {
        Caller caller = callers.current();
        SecretPage page =
                SecretView.page(shown, SystemNames.of(listSystems, caller), caller, text, found(text, caller), wrong);
        return wrong.isPresent() ? pages.showAgain(Section.SECRETS, page) : pages.show(Section.SECRETS, page);
    }

    private Optional<ListIdentities.Outcome.Listed> found(String text, Caller caller) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Identities.Filter named = new Identities.Filter(Optional.of(text), Optional.empty());
        return switch (listIdentities.handle(new ListIdentities.Command(caller, named, FEW))) {
            case ListIdentities.Outcome.Listed listed -> Optional.of(listed);
            // Its owner without a role names people by id.
            case ListIdentities.Outcome.NotAllowed refused -> Optional.empty();
        };
    }

    private Response again(String id, SecretPage.Wrong wrong) {
        return withSecret(id, shown -> page(shown, "", Optional.of(wrong)));
    }

    private Response withSecret(String id, Function<ShowSharedSecret.Outcome.Shown, Response> page) {
        Optional<SharedSecretId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (showSharedSecret.handle(new ShowSharedSecret.Command(callers.current(), known.get()))) {
            case ShowSharedSecret.Outcome.Shown shown -> page.apply(shown);
            case ShowSharedSecret.Outcome.Unknown unknown -> pages.unknown();
            case ShowSharedSecret.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The form to describe it anew. */
    @GET
    @Path("revise")
    public Response form(@PathParam("id") String id) {
        return withSecret(
                id, shown -> form(shown.secret(), SecretForm.of(shown.secret().description()), Optional.empty()));
    }

    private Response form(SharedSecret secret, SecretForm form, Optional<SecretForm.Read.Wrong> wrong) {
        Caller caller = callers.current();
        if (!SecretView.keeps(caller)) {
            return pages.notAllowed(Set.of(Role.ADMINISTRATOR, Role.OPERATOR));
        }
        SecretFormPage page =
                SecretView.form(Optional.of(secret), form, SystemNames.of(listSystems, caller), "", wrong);
        return wrong.isPresent() ? pages.showAgain(Section.SECRETS, page) : pages.show(Section.SECRETS, page);
    }

    /** Describes it anew. */
    @POST
    @Path("revise")
    public Response revise(
            @PathParam("id") String id,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("system") @DefaultValue("") String system,
            @FormParam("account") @DefaultValue("") String account,
            @FormParam("credential") @DefaultValue("") String credential,
            @FormParam("offHours") @DefaultValue("") String offHours,
            @FormParam("owner") @DefaultValue("") String owner,
            @FormParam("keptAt") @DefaultValue("") String keptAt,
            @FormParam("days") @DefaultValue("") String days,
            @FormParam("consumer") List<String> consumers,
            @FormParam("contact") List<String> contacts) {
        Optional<SharedSecretId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        SecretForm form =
                SecretForm.of(name, system, account, credential, offHours, owner, keptAt, days, consumers, contacts);
        return switch (form.read()) {
            case SecretForm.Read.Description read -> revise(known.get(), form, read.description());
            case SecretForm.Read.Wrong wrong -> again(id, form, wrong);
        };
    }

    private Response revise(SharedSecretId id, SecretForm form, SharedSecret.Description description) {
        String back = SecretView.href(id);
        String text = id.value().toString();
        return switch (reviseSharedSecret.handle(new ReviseSharedSecret.Command(callers.current(), id, description))) {
            case ReviseSharedSecret.Outcome.Revised revised -> pages.sendTo(back, Notice.SECRET_REVISED);
            case ReviseSharedSecret.Outcome.IsRetired retired -> pages.sendTo(back, Notice.SECRET_IS_RETIRED);
            case ReviseSharedSecret.Outcome.NameTaken taken -> again(text, form, SecretForm.nameTaken());
            case ReviseSharedSecret.Outcome.UnknownPlace unknown -> again(text, form, SecretForm.unknownPlace());
            case ReviseSharedSecret.Outcome.BadReference bad ->
                again(text, form, SecretForm.badReference(bad.problem()));
            case ReviseSharedSecret.Outcome.Unknown unknown -> pages.unknown();
            case ReviseSharedSecret.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response again(String id, SecretForm form, SecretForm.Read.Wrong wrong) {
        return withSecret(id, shown -> form(shown.secret(), form, Optional.of(wrong)));
    }

    /** Says that it opens nothing any more. */
    @POST
    @Path("retire")
    public Response retire(@PathParam("id") String id, @FormParam("reason") @DefaultValue("") String reason) {
        Optional<SharedSecretId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        String back = SecretView.href(known.get());
        return switch (retireSharedSecret.handle(
                new RetireSharedSecret.Command(callers.current(), known.get(), reason))) {
            case RetireSharedSecret.Outcome.Retired retired -> pages.sendTo(back, Notice.SECRET_RETIRED);
            case RetireSharedSecret.Outcome.RetiredBefore before -> pages.sendTo(back, Notice.SECRET_RETIRED_BEFORE);
            case RetireSharedSecret.Outcome.RotationOpen open -> pages.sendTo(back, Notice.SECRET_NOT_ROTATED_YET);
            case RetireSharedSecret.Outcome.BadReason bad -> again(id, new SecretPage.Wrong("retire", reason));
            case RetireSharedSecret.Outcome.Unknown unknown -> pages.unknown();
            case RetireSharedSecret.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Notes that somebody knows it. */
    @POST
    @Path("knowers")
    public Response note(@PathParam("id") String id, @FormParam("person") @DefaultValue("") String person) {
        Optional<SharedSecretId> known = known(id);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        SecretPage.Wrong nobody = new SecretPage.Wrong("person", Query.text(person));
        Optional<IdentityId> who = Query.id(person.strip()).map(IdentityId::new);
        if (who.isEmpty()) {
            return again(id, nobody);
        }
        String back = SecretView.href(known.get());
        return switch (noteSecretKnower.handle(
                new NoteSecretKnower.Command(callers.current(), known.get(), who.get()))) {
            case NoteSecretKnower.Outcome.Noted noted -> pages.sendTo(back, Notice.KNOWER_NOTED);
            case NoteSecretKnower.Outcome.UnknownPerson unknown -> again(id, nobody);
            case NoteSecretKnower.Outcome.IsRetired retired -> pages.sendTo(back, Notice.SECRET_IS_RETIRED);
            case NoteSecretKnower.Outcome.TooMany many -> pages.sendTo(back, Notice.TOO_MANY_KNOWERS);
            case NoteSecretKnower.Outcome.Unknown unknown -> pages.unknown();
            case NoteSecretKnower.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Strikes somebody off who never knew it. */
    @POST
    @Path("knowers/{person}/strike")
    public Response strike(
            @PathParam("id") String id,
            @PathParam("person") String person,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<SharedSecretId> known = known(id);
        Optional<IdentityId> who = Query.id(person).map(IdentityId::new);
        if (known.isEmpty() || who.isEmpty()) {
            return pages.unknown();
        }
        String back = SecretView.href(known.get());
        return switch (strikeSecretKnower.handle(
                new StrikeSecretKnower.Command(callers.current(), known.get(), who.get(), reason))) {
            case StrikeSecretKnower.Outcome.Struck struck -> pages.sendTo(back, Notice.KNOWER_STRUCK);
            case StrikeSecretKnower.Outcome.DoesNotKnow not -> pages.sendTo(back, Notice.KNOWER_NOT_THERE);
            case StrikeSecretKnower.Outcome.IsRetired retired -> pages.sendTo(back, Notice.SECRET_IS_RETIRED);
            case StrikeSecretKnower.Outcome.RotationOpen open -> pages.sendTo(back, Notice.SECRET_NOT_ROTATED_YET);
            case StrikeSecretKnower.Outcome.BadReason bad ->
                again(id, new SecretPage.Wrong(who.get().value().toString(), reason));
            case StrikeSecretKnower.Outcome.Unknown unknown -> pages.unknown();
            case StrikeSecretKnower.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private static Optional<SharedSecretId> known(String id) {
        return Query.id(id).map(SharedSecretId::new);
    }
}

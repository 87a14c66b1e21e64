package dev.tenure.web.secrets;

import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.web.page.Callers;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Registering a shared secret: where its value stands, never the value. */
@Path(SecretView.REGISTRATION)
@Authenticated
@Produces(Pages.HTML)
public class SecretRegistrationResource {

    private final RegisterSharedSecret registerSharedSecret;
    private final ListSystems listSystems;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public SecretRegistrationResource(
            RegisterSharedSecret registerSharedSecret, ListSystems listSystems, Callers callers, Pages pages) {
        this.registerSharedSecret = registerSharedSecret;
        this.listSystems = listSystems;
        this.callers = callers;
        this.pages = pages;
    }

    /** The form for a new one. */
    @GET
    public Response form() {
        Caller caller = callers.current();
        if (!SecretView.keeps(caller)) {
            return pages.notAllowed(Set.of(Role.ADMINISTRATOR, Role.OPERATOR));
        }
        return pages.show(
                Section.SECRETS,
                SecretView.form(
                        Optional.empty(),
                        SecretForm.empty(),
                        SystemNames.of(listSystems, caller),
                        UUID.randomUUID().toString(),
                        Optional.empty()));
    }

    /** Registers one. */
    @POST
    public Response register(
            @FormParam("request") @DefaultValue("") String request,
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
        if (Query.id(request).isEmpty()) {
            return pages.problem(Problem.BAD_FORM);
        }
        SecretForm form =
                SecretForm.of(name, system, account, credential, offHours, owner, keptAt, days, consumers, contacts);
        return switch (form.read()) {
            case SecretForm.Read.Description read -> register(request, form, read.description());
            case SecretForm.Read.Wrong wrong -> again(form, wrong);
        };
    }

    private Response register(String request, SecretForm form, SharedSecret.Description description) {
        RequestKey key = new RequestKey(
                request,
                "POST " + SecretView.REGISTRATION + " " + form.toString().hashCode());
        return switch (registerSharedSecret.handle(
                new RegisterSharedSecret.Command(callers.current(), key, description))) {
            case RegisterSharedSecret.Outcome.Registered done ->
                pages.sendTo(SecretView.href(done.secret().registration().id()), Notice.SECRET_REGISTERED);
            case RegisterSharedSecret.Outcome.NameTaken taken -> again(form, SecretForm.nameTaken());
            case RegisterSharedSecret.Outcome.UnknownPlace unknown -> again(form, SecretForm.unknownPlace());
            case RegisterSharedSecret.Outcome.BadReference bad -> again(form, SecretForm.badReference(bad.problem()));
            case RegisterSharedSecret.Outcome.KeyReused reused -> pages.sendTo(SecretView.ADDRESS, Notice.SENT_BEFORE);
            case RegisterSharedSecret.Outcome.InProgress busy -> pages.sendTo(SecretView.ADDRESS, Notice.STILL_AT_WORK);
            case RegisterSharedSecret.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** The form once more, for those who may send it at all. It has a name of its own: the old one stands for what was refused. */
    private Response again(SecretForm form, SecretForm.Read.Wrong wrong) {
        Caller caller = callers.current();
        if (!SecretView.keeps(caller)) {
            return pages.notAllowed(Set.of(Role.ADMINISTRATOR, Role.OPERATOR));
        }
        return pages.showAgain(
                Section.SECRETS,
                SecretView.form(
                        Optional.empty(),
                        form,
                        SystemNames.of(listSystems, caller),
                        UUID.randomUUID().toString(),
                        Optional.of(wrong)));
    }
}

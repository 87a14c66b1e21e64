package dev.tenure.web.inventory;

import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.application.reconciliation.ListAccountLinks;
import dev.tenure.application.reconciliation.PreviewCorrelation;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.AccountId;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose the accounts of a system are. */
@Path("/ui/systems/{id}/links")
@Authenticated
@Produces(Pages.HTML)
public class LinksResource {

    /** Eight rules are shorter. */
    private static final int LONGEST = 4_000;

    private final ShowSystem showSystem;
    private final ListAccountLinks listAccountLinks;
    private final PreviewCorrelation previewCorrelation;
    private final LinkAccount linkAccount;
    private final UnlinkAccount unlinkAccount;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public LinksResource(
            ShowSystem showSystem,
            ListAccountLinks listAccountLinks,
            PreviewCorrelation previewCorrelation,
            LinkAccount linkAccount,
            UnlinkAccount unlinkAccount,
            Callers callers,
            Pages pages) {
        this.showSystem = showSystem;
        this.listAccountLinks = listAccountLinks;
        this.previewCorrelation = previewCorrelation;
        this.linkAccount = linkAccount;
        this.unlinkAccount = unlinkAccount;
        this.callers = callers;
        this.pages = pages;
    }

    /** The accounts of a system, and what other rules would make of them where some are asked about. */
    @GET
    public Response list(
            @PathParam("id") String id,
            @QueryParam("only") @DefaultValue("") String only,
            @QueryParam("after") @Nullable String after,
            @QueryParam("rules") @DefaultValue("") String rules) {
        Optional<SystemId> known = Query.id(id).map(SystemId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        Caller caller = callers.current();
        PageRequest page = new PageRequest(PageRequest.USUAL, Query.after(after));
        String written = rules.length() > LONGEST ? rules.substring(0, LONGEST) : rules.strip();
        return switch (showSystem.handle(new ShowSystem.Command(caller, known.get()))) {
            case ShowSystem.Outcome.Shown shown ->
                withAccounts(shown.system(), LinksView.only(only), page, written, caller);
            case ShowSystem.Outcome.Unknown unknown -> pages.unknown();
            case ShowSystem.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response withAccounts(
            TargetSystem system, Optional<AccountLinks.Only> only, PageRequest page, String rules, Caller caller) {
        AccountLinks.Filter filter = new AccountLinks.Filter(Optional.of(system.id()), only);
        return switch (listAccountLinks.handle(new ListAccountLinks.Command(caller, filter, page))) {
            case ListAccountLinks.Outcome.Listed listed -> {
                Optional<Correlation> proposed = rules.isEmpty() ? Optional.empty() : RuleLines.read(rules);
                yield proposed.isPresent()
                        ? previewed(system, listed, only, rules, proposed.get(), caller)
                        : pages.show(
                                Section.SYSTEMS, LinksView.page(system, listed, only, rules, Optional.empty(), caller));
            }
            case ListAccountLinks.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    private Response previewed(
            TargetSystem system,
            ListAccountLinks.Outcome.Listed listed,
            Optional<AccountLinks.Only> only,
            String rules,
            Correlation proposed,
            Caller caller) {
        return switch (previewCorrelation.handle(new PreviewCorrelation.Command(caller, system.id(), proposed))) {
            case PreviewCorrelation.Outcome.Previewed previewed ->
                pages.show(
                        Section.SYSTEMS, LinksView.page(system, listed, only, rules, Optional.of(previewed), caller));
            case PreviewCorrelation.Outcome.Unknown unknown -> pages.unknown();
            case PreviewCorrelation.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Says whose an account is. */
    @POST
    @Path("{account}/link")
    public Response link(
            @PathParam("id") String id,
            @PathParam("account") String account,
            @FormParam("person") @DefaultValue("") String person,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> system = Query.id(id);
        Optional<UUID> known = Query.id(account);
        if (system.isEmpty() || known.isEmpty()) {
            return pages.unknown();
        }
        String back = LinksView.href(system.get().toString());
        // The address of a person's page ends with the id.
        String last = person.strip().substring(person.strip().lastIndexOf('/') + 1);
        Optional<UUID> identity = Query.id(last);
        if (identity.isEmpty()) {
            return pages.sendTo(back, Notice.PERSON_NOT_FOUND);
        }
        return switch (linkAccount.handle(new LinkAccount.Command(
                callers.current(), new AccountId(known.get()), new IdentityId(identity.get()), reason))) {
            case LinkAccount.Outcome.Linked linked -> pages.sendTo(back, Notice.LINKED);
            case LinkAccount.Outcome.UnknownIdentity unknown -> pages.sendTo(back, Notice.PERSON_NOT_FOUND);
            case LinkAccount.Outcome.OwnAccount own -> pages.sendTo(back, Notice.OWN_ACCOUNT);
            case LinkAccount.Outcome.BeingTaken taken -> pages.sendTo(back, Notice.ACCOUNT_BEING_TAKEN);
            case LinkAccount.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case LinkAccount.Outcome.UnknownAccount unknown -> pages.unknown();
            case LinkAccount.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }

    /** Says whose an account is not. */
    @POST
    @Path("{account}/unlink")
    public Response unlink(
            @PathParam("id") String id,
            @PathParam("account") String account,
            @FormParam("reason") @DefaultValue("") String reason) {
        Optional<UUID> system = Query.id(id);
        Optional<UUID> known = Query.id(account);
        if (system.isEmpty() || known.isEmpty()) {
            return pages.unknown();
        }
        String back = LinksView.href(system.get().toString());
        return switch (unlinkAccount.handle(
                new UnlinkAccount.Command(callers.current(), new AccountId(known.get()), reason))) {
            case UnlinkAccount.Outcome.Unlinked unlinked -> pages.sendTo(back, Notice.UNLINKED);
            case UnlinkAccount.Outcome.Nobodys nobodys -> pages.sendTo(back, Notice.NOBODYS_ACCOUNT);
            case UnlinkAccount.Outcome.OwnAccount own -> pages.sendTo(back, Notice.OWN_ACCOUNT);
            case UnlinkAccount.Outcome.BeingTaken taken -> pages.sendTo(back, Notice.ACCOUNT_BEING_TAKEN);
            case UnlinkAccount.Outcome.BadReason bad -> pages.sendTo(back, Notice.REASON_MISSING);
            case UnlinkAccount.Outcome.UnknownAccount unknown -> pages.unknown();
            case UnlinkAccount.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}

package dev.tenure.web.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One privileged account: what it holds, who looked at it, and the way to say that it stays. */
@Path(PrivilegedAccountResource.ADDRESS)
@Authenticated
@Produces(Pages.HTML)
public class PrivilegedAccountResource {

    static final String ADDRESS = "/ui/privileged";

    private final ShowPrivilegedAccount showPrivilegedAccount;
    private final ReviewPrivilege reviewPrivilege;
    private final Callers callers;
    private final Pages pages;

    @Inject
    public PrivilegedAccountResource(
            ShowPrivilegedAccount showPrivilegedAccount,
            ReviewPrivilege reviewPrivilege,
            Callers callers,
            Pages pages) {
        this.showPrivilegedAccount = showPrivilegedAccount;
        this.reviewPrivilege = reviewPrivilege;
        this.callers = callers;
        this.pages = pages;
    }

    /** The account. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        Caller caller = callers.current();
        return withAccount(
                id,
                caller,
                new PageRequest(PageRequest.USUAL, Query.after(after)),
                shown -> pages.show(Section.SYSTEMS, PrivilegeReviewsView.page(shown, caller, "", false)));
    }

    /** It stays as it is. The form tells what was shown; what is held is looked up again, and held against it. */
    @POST
    @Path("{id}/review")
    public Response review(
            @PathParam("id") String id,
            @FormParam("seen") @DefaultValue("") String seen,
            @FormParam("reason") @DefaultValue("") String reason) {
        Caller caller = callers.current();
        return withAccount(id, caller, PageRequest.first(), shown -> {
            Optional<PrivilegePicture> picture = shown.picture();
            if (picture.filter(now -> !PrivilegeReviewsView.print(now).equals(seen))
                    .isPresent()) {
                return back(shown, Notice.REVIEW_PICTURE_CHANGED);
            }
            Set<String> ids = picture.stream()
                    .flatMap(now -> now.held().stream())
                    .map(PrivilegePicture.Held::nativeId)
                    .collect(Collectors.toSet());
            return switch (reviewPrivilege.handle(
                    new ReviewPrivilege.Command(caller, shown.account().id(), ids, reason))) {
                case ReviewPrivilege.Outcome.Reviewed reviewed -> back(shown, Notice.REVIEWED);
                case ReviewPrivilege.Outcome.PictureChanged changed -> back(shown, Notice.REVIEW_PICTURE_CHANGED);
                case ReviewPrivilege.Outcome.NotPrivileged plain -> back(shown, Notice.REVIEW_NOT_PRIVILEGED);
                case ReviewPrivilege.Outcome.TooMany many -> back(shown, Notice.REVIEW_TOO_MANY);
                case ReviewPrivilege.Outcome.OwnAccount own -> back(shown, Notice.OWN_ACCOUNT);
                case ReviewPrivilege.Outcome.BadReason bad ->
                    pages.showAgain(Section.SYSTEMS, PrivilegeReviewsView.page(shown, caller, reason, true));
                case ReviewPrivilege.Outcome.Unknown unknown -> pages.unknown();
                case ReviewPrivilege.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
            };
        });
    }

    private Response back(ShowPrivilegedAccount.Outcome.Shown shown, Notice notice) {
        return pages.sendTo(PrivilegeReviewsView.href(shown.account().id()), notice);
    }

    private Response withAccount(
            String id, Caller caller, PageRequest page, Function<ShowPrivilegedAccount.Outcome.Shown, Response> work) {
        Optional<AccountId> known = Query.id(id).map(AccountId::new);
        if (known.isEmpty()) {
            return pages.unknown();
        }
        return switch (showPrivilegedAccount.handle(new ShowPrivilegedAccount.Command(caller, known.get(), page))) {
            case ShowPrivilegedAccount.Outcome.Shown shown -> work.apply(shown);
            case ShowPrivilegedAccount.Outcome.Unknown unknown -> pages.unknown();
            case ShowPrivilegedAccount.Outcome.NotAllowed refused -> pages.notAllowed(refused.needed());
        };
    }
}

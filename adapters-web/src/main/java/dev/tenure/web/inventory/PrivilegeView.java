package dev.tenure.web.inventory;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Works out the page of what is privileged on a system. */
final class PrivilegeView {

    private PrivilegeView() {}

    static String href(String system) {
        return "/ui/systems/" + system + "/privilege";
    }

    static PrivilegePage page(TargetSystem system, Slice<PrivilegeMark> marks, Caller caller) {
        String id = system.id().value().toString();
        List<PrivilegePage.Line> lines = new ArrayList<>();
        for (PrivilegeMark mark : marks.items()) {
            lines.add(line(mark, lines.size(), href(id)));
        }
        List<PrivilegePage.Choice> classes = Arrays.stream(EntitlementClass.values())
                .map(one -> new PrivilegePage.Choice(one.name(), Words.of(one)))
                .toList();
        return new PrivilegePage(
                "/ui/systems/" + id,
                system.name(),
                href(id),
                Words.of(system.classRules()),
                lines,
                classes,
                marks.next().map(key -> Query.address(href(id), "after", key)).orElse(null),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR),
                caller.hasAny(Role.ADMINISTRATOR));
    }

    private static PrivilegePage.Line line(PrivilegeMark mark, int number, String href) {
        PrivilegeMark.Classed classed = mark.classed();
        String thing =
                switch (classed.thing()) {
                    case ACCOUNT -> "account";
                    case ENTITLEMENT -> "entitlement";
                };
        return switch (mark) {
            case PrivilegeMark.InForce inForce ->
                new PrivilegePage.Line(
                        number,
                        classed.name(),
                        classed.nativeId(),
                        thing + ", " + Words.of(classed.as()),
                        "counts",
                        "held",
                        classed.reason(),
                        classed.by(),
                        Moment.of(classed.at()),
                        href + "/" + classed.id() + "/end",
                        null);
            case PrivilegeMark.Ended ended ->
                new PrivilegePage.Line(
                        number,
                        classed.name(),
                        classed.nativeId(),
                        thing + ", " + Words.of(classed.as()),
                        "ended",
                        "good",
                        classed.reason(),
                        classed.by(),
                        Moment.of(classed.at()),
                        null,
                        new PrivilegePage.End(ended.reason(), ended.by(), Moment.of(ended.at())));
        };
    }
}

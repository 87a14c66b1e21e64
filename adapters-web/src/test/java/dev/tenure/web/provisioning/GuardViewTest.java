package dev.tenure.web.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.domain.provisioning.Cause;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuardViewTest {

    @Test
    void whatIsHeldLeadsToWhatItIsFor() {
        UUID id = new UUID(9, 1);
        assertEquals(
                List.of("/ui/leavers/" + id, "/ui/undos/" + id + "?worker=1001", "/ui/secret-rotations/" + id),
                List.of(Cause.Kind.LEAVER_CASE, Cause.Kind.UNDO, Cause.Kind.SECRET_ROTATION).stream()
                        .map(kind -> SampleHolds.leadsTo(new Cause(kind, id), true))
                        .toList());
    }

    @Test
    void anUndoOnAnAccountThatNobodyIsKnownToHaveLeadsToTheList() {
        assertEquals("/ui?show=all", SampleHolds.leadsTo(new Cause(Cause.Kind.UNDO, new UUID(9, 1)), false));
    }
}

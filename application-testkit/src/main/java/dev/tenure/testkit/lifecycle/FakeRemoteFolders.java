package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.RemoteFolders;
import dev.tenure.application.lifecycle.SftpPulls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One folder, whatever the place; it may be out of reach, and a file may break off. */
public final class FakeRemoteFolders implements RemoteFolders {

    private final Map<SftpPulls.RemoteFile, String> files = new LinkedHashMap<>();
    private Optional<String> problem = Optional.empty();
    private boolean breaksOff;
    private int reads;

    /** Puts a file down. */
    public void put(SftpPulls.RemoteFile file, String content) {
        files.put(file, content);
    }

    /** Says what is wrong from now on; nothing where it is empty. */
    public void problem(Optional<String> wrong) {
        problem = wrong;
    }

    /** Whether files end before they should. */
    public void breakOff(boolean breaks) {
        breaksOff = breaks;
    }

    /** How many files were read. */
    public int reads() {
        return reads;
    }

    @Override
    public Optional<String> problemWithSecret(String reference) {
        return reference.startsWith("env:TENURE_SECRET_")
                ? Optional.empty()
                : Optional.of("is not a reference to a secret: write one");
    }

    @Override
    public Folder open(SftpPulls.Place place) throws Unreachable {
        if (problem.isPresent()) {
            throw new Unreachable(problem.get());
        }
        return new Folder() {
            @Override
            public List<SftpPulls.RemoteFile> list() {
                return new ArrayList<>(files.keySet());
            }

            @Override
            public InputStream open(SftpPulls.RemoteFile file) throws IOException {
                reads++;
                if (breaksOff) {
                    throw new IOException("cut");
                }
                return new ByteArrayInputStream(files.getOrDefault(file, "").getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}

package dev.tenure.verifier;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command that an auditor runs: {@code java -jar evidence-verifier.jar FILE --key KEYFILE}. Exit code 0: all holds.
 * 1: something does not, be it the key itself, and the report says what and where. 2: the question could not be put (usage,
 * unreadable file).
 */
public final class Main {

    private static final int SOUND = 0;
    private static final int BROKEN = 1;
    private static final int NOT_JUDGED = 2;

    private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z");

    /** Far more than any key or note; a file beyond this is something else. */
    private static final int LARGEST_SMALL_FILE = 64 * 1024;

    private static final String USAGE = """
            Verifies an audit export offline.

              java -jar evidence-verifier.jar FILE --key KEYFILE [--checkpoint NOTEFILE]

              FILE                   the audit export
              --key KEYFILE          the log's public key, one line, from a source other than the export;
                                     after a change of keys several times, oldest key first
              --checkpoint NOTEFILE  a checkpoint that you kept from earlier: shows that the log was not
                                     cut back or rewritten since; may be given several times

            Exit code: 0 all holds, 1 something does not hold (the export, a checkpoint or the key),
            2 not judged (usage, unreadable file).
            """;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    /** Runs the command: the report goes to {@code out}, why nothing was judged to {@code err}. Returns the exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (List.of(args).equals(List.of("--help"))) {
            out.print(USAGE);
            return SOUND;
        }
        try {
            Verdict verdict = judge(args);
            return switch (verdict) {
                case Verdict.Sound sound -> {
                    report(sound, out);
                    yield SOUND;
                }
                case Verdict.Broken broken -> {
                    report(broken, out);
                    yield BROKEN;
                }
            };
        } catch (SpoiltKey e) {
            out.println("BROKEN: with this key nothing is shown.");
            line(out, "where", "the key in " + e.file);
            line(out, "what", e.what);
            return BROKEN;
        } catch (NotJudged e) {
            err.println(e.getMessage());
            return NOT_JUDGED;
        }
    }

    private static Verdict judge(String[] args) throws NotJudged, SpoiltKey {
        List<String> exports = new ArrayList<>();
        List<VerifierKey> keys = new ArrayList<>();
        List<KeptCheckpoint> kept = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (!arg.startsWith("--")) {
                exports.add(arg);
            } else if (i + 1 == args.length) {
                throw new NotJudged("After " + arg + " something is missing, or there is no such option.\n\n" + USAGE);
            } else {
                i++;
                switch (arg) {
                    case "--key" -> keys.add(key(args[i]));
                    case "--checkpoint" -> kept.add(keptCheckpoint(args[i]));
                    default -> throw new NotJudged("There is no option " + arg + ".\n\n" + USAGE);
                }
            }
        }
        if (exports.size() != 1 || keys.isEmpty()) {
            throw new NotJudged("Give one export file and the log's key.\n\n" + USAGE);
        }
        return judge(verifier(keys, kept), exports.getFirst());
    }

    private static Verdict judge(ExportVerifier verifier, String export) throws NotJudged {
        try (InputStream in = open(export)) {
            return verifier.verify(in);
        } catch (IOException e) {
            throw new NotJudged("Reading " + export + " failed (" + e.getMessage() + "). Check the disk that holds it;"
                    + " also, 32 bytes a leaf of temporary space are needed (another place for it:"
                    + " java -Djava.io.tmpdir=DIRECTORY -jar ...).");
        }
    }

    private static ExportVerifier verifier(List<VerifierKey> keys, List<KeptCheckpoint> kept) throws NotJudged {
        try {
            return new ExportVerifier(keys, kept);
        } catch (IllegalArgumentException e) {
            throw new NotJudged("--key: " + e.getMessage());
        }
    }

    /** One line, as it was published: what else stands in the file was not put there by the log. */
    private static VerifierKey key(String file) throws NotJudged, SpoiltKey {
        String text = new String(smallFile(file), StandardCharsets.UTF_8);
        try {
            return VerifierKey.parse(LINE_END.matcher(text).replaceFirst(""));
        } catch (IllegalArgumentException e) {
            throw new SpoiltKey(file, String.valueOf(e.getMessage()));
        }
    }

    private static KeptCheckpoint keptCheckpoint(String file) throws NotJudged {
        try {
            return KeptCheckpoint.parse(file, smallFile(file));
        } catch (IllegalArgumentException e) {
            throw new NotJudged("--checkpoint " + file + " is no checkpoint: " + e.getMessage()
                    + ". Give the note as the log published it, byte for byte.");
        }
    }

    private static byte[] smallFile(String file) throws NotJudged {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(LARGEST_SMALL_FILE + 1);
            if (bytes.length > LARGEST_SMALL_FILE) {
                throw new NotJudged(file + " is larger than " + LARGEST_SMALL_FILE
                        + " bytes: give a key or a checkpoint, not an export.");
            }
            return bytes;
        } catch (IOException e) {
            throw new NotJudged("Reading " + file + " failed (" + e.getMessage() + "). Check the disk that holds it.");
        }
    }

    private static InputStream open(String file) throws NotJudged, IOException {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new NotJudged(file + " is a directory: give the file itself.");
            }
            return new BufferedInputStream(Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            throw new NotJudged("There is no file " + file + ": check the path.");
        } catch (AccessDeniedException e) {
            throw new NotJudged("You may not read " + file + ": ask its owner for the right to read it.");
        } catch (InvalidPathException e) {
            throw new NotJudged(file + " is no path of a file: check it.");
        }
    }

    private static void report(Verdict.Sound sound, PrintStream out) {
        out.println("SOUND: every leaf, checkpoint and disclosure holds.");
        line(out, "origin", sound.origin());
        line(out, "leaves", Long.toString(sound.leaves()));
        line(out, "checkpoints", Long.toString(sound.checkpoints()));
        line(out, "last checkpoint", "covers " + sound.leaves() + " leaves");
        line(out, "root", sound.root().base64());
        line(out, "key id", String.join(", ", sound.keyIds()));
        line(out, "disclosures", Long.toString(sound.disclosures()));
        line(out, "kept checkpoints", Integer.toString(sound.kept()));
        if (sound.checkpoints() == 0) {
            out.println("The log is empty and nothing in it is signed: this proves nothing.");
        }
    }

    private static void report(Verdict.Broken broken, PrintStream out) {
        out.println("BROKEN: do not rely on this export.");
        line(out, "where", broken.where().words());
        line(out, "what", broken.what());
        line(
                out,
                "first bad index",
                broken.firstBadIndex().isPresent()
                        ? Long.toString(broken.firstBadIndex().getAsLong())
                        : "none: no leaf is in doubt by this finding");
    }

    private static void line(PrintStream out, String name, String value) {
        out.println(String.format("%-17s %s", name, value));
    }

    /** The file is there and holds no key, or one that was changed. */
    private static final class SpoiltKey extends Exception {

        private static final long serialVersionUID = 1L;

        private final String file;
        private final String what;

        SpoiltKey(String file, String what) {
            super(what);
            this.file = file;
            this.what = what;
        }
    }

    /** Why the question could not be put, with the remedy. */
    private static final class NotJudged extends Exception {

        private static final long serialVersionUID = 1L;

        NotJudged(String message) {
            super(message);
        }
    }
}

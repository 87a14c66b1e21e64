package dev.tenure.connectors.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Everything that came out while a test ran: answers in text form, {@code java.util.logging} at every level, standard
 * output and standard error.
 */
final class Spoken implements AutoCloseable {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream outBefore = System.out;
    private final PrintStream errBefore = System.err;
    private final Logger root = Logger.getLogger("");
    private final @Nullable Level levelBefore = root.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            texts.add(new SimpleFormatter().formatMessage(entry));
            Throwable thrown = entry.getThrown();
            if (thrown != null) {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace));
                texts.add(trace.toString());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Spoken() {}

    static Spoken listen() {
        Spoken spoken = new Spoken();
        spoken.handler.setLevel(Level.ALL);
        spoken.root.addHandler(spoken.handler);
        spoken.root.setLevel(Level.ALL);
        System.setOut(spoken.both(spoken.outBefore));
        System.setErr(spoken.both(spoken.errBefore));
        return spoken;
    }

    private PrintStream both(PrintStream before) {
        OutputStream tee = new OutputStream() {
            @Override
            public void write(int b) {
                before.write(b);
                printed.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                before.write(bytes, offset, length);
                printed.write(bytes, offset, length);
            }
        };
        return new PrintStream(tee, true, StandardCharsets.UTF_8);
    }

    void said(Object answer) {
        texts.add(answer.toString());
    }

    String all() {
        return String.join("\n", texts) + printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(outBefore);
        System.setErr(errBefore);
        root.removeHandler(handler);
        root.setLevel(levelBefore);
    }
}

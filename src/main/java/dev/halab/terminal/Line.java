package dev.halab.terminal;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.InfoCmp;

/// The line to the terminal of this process: its settings and its size, by JLine. JLine's terminals know far more, and
/// read what a type of terminal can do before they say anything; the screens use none of that.
sealed interface Line {
    Attributes settings() throws IOException;

    void set(Attributes settings) throws IOException;

    Size size() throws IOException;

    /// JNI is ready in a third of the time that Java's foreign functions need, which are made anew at every start.
    /// It
    /// needs a folder from which a library can be loaded.
    ///
    /// @throws IOException if standard input or output is no terminal
    static Line open() throws IOException {
        JniTerminalProvider jni;
        try {
            jni = new JniTerminalProvider();
        } catch (RuntimeException | LinkageError e) {
            return ByForeignFunctions.open();
        }
        if (!jni.isSystemStream(SystemStream.Input) || !jni.isSystemStream(SystemStream.Output)) {
            throw new IOException("JLine finds none there");
        }
        return new ByJni(jni.current(SystemStream.Output));
    }

    /// JLine's pseudo-terminal alone.
    record ByJni(Pty pty) implements Line {
        @Override
        public Attributes settings() throws IOException {
            return pty.getAttr();
        }

        @Override
        public void set(Attributes settings) throws IOException {
            pty.setAttr(settings);
        }

        @Override
        public Size size() throws IOException {
            return pty.getSize();
        }
    }

    /// A whole terminal of JLine's, for it gives out no less by foreign functions.
    record ByForeignFunctions(Terminal terminal) implements Line {
        /// JLine is told that the terminal's type can do nothing, or it would run `infocmp`.
        static Line open() throws IOException {
            String type = "halab";
            InfoCmp.setLoadedInfoCmp(type, type + ",\n");
            return new ByForeignFunctions(TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                    .type(type)
                    .encoding(StandardCharsets.UTF_8)
                    .dumb(false)
                    .exec(false)
                    .provider(TerminalBuilder.PROP_PROVIDER_FFM)
                    .graphemeCluster(false)
                    .nativeSignals(false)
                    .build());
        }

        @Override
        public Attributes settings() {
            return terminal.getAttributes();
        }

        @Override
        public void set(Attributes settings) throws IOException {
            try {
                terminal.setAttributes(settings);
            } catch (IllegalStateException | IOError e) {
                // JLine has closed the terminal at the end of Java, and given it back before that.
                throw new IOException(e);
            }
        }

        @Override
        public Size size() {
            return terminal.getSize();
        }
    }
}

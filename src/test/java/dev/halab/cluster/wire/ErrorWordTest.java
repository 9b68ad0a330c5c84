package dev.halab.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class ErrorWordTest {
    @Test
    void an_alert_is_named_whenever_it_comes() {
        assertThat(ErrorWord.talking(new SSLHandshakeException("Received fatal alert: handshake_failure")))
                .contains("alert handshake_failure");
        assertThat(ErrorWord.talking(
                        new SSLHandshakeException("(certificate_required) Received fatal alert: certificate_required")))
                .contains("alert certificate_required");
    }

    @Test
    void what_tls_does_not_like_is_told_in_its_words() {
        assertThat(ErrorWord.talking(new SSLHandshakeException("No appropriate protocol")))
                .contains("No appropriate protocol");
        assertThat(ErrorWord.talking(new SSLException("Unsupported or unrecognized SSL message")))
                .contains("not-tls");
    }

    @Test
    void an_end_is_the_targets() {
        assertThat(ErrorWord.talking(new EOFException())).contains("closed");
        assertThat(ErrorWord.talking(new SSLHandshakeException("Remote host terminated the handshake")))
                .contains("closed");
        assertThat(ErrorWord.talking(new SSLException("readHandshakeRecord", new EOFException("SSL peer shut down"))))
                .contains("closed");
        assertThat(ErrorWord.talking(
                        new SSLException("Couldn't kickstart handshaking", new IOException("Stream closed"))))
                .contains("closed");
    }

    @Test
    void a_reset_is_the_targets() {
        assertThat(ErrorWord.talking(new SocketException("Connection reset"))).contains("reset");
        assertThat(ErrorWord.talking(new SSLException("readHandshakeRecord", new SocketException("Broken pipe"))))
                .contains("reset");
    }

    @Test
    void a_tunnel_that_is_lost_says_nothing_about_the_target() {
        SocketException lost = new SocketException("Connection reset");
        lost.initCause(new IOException("Connection reset"));

        assertThat(ErrorWord.talking(lost)).isEmpty();
        assertThat(ErrorWord.talking(new SSLException("readHandshakeRecord", lost)))
                .isEmpty();
        assertThat(ErrorWord.talking(new IOException("Broken transport; encountered EOF")))
                .isEmpty();
        assertThat(ErrorWord.talking(new SocketException("Socket closed"))).isEmpty();
    }
}

package dev.halab.cluster.wire;

import dev.halab.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What came of one connection.
///
/// @param stage the step that failed, or `DONE`
/// @param error what failed; empty if nothing did
/// @param chain the certificates that the server showed; empty if it did not come so far
/// @param answer the answer as far as it came
/// @param limit how long it might have taken at the most, if it was over then; empty if it ended by itself
/// @param millis how long it took
/// @param opening how much of that passed until it was open
record Outcome(
        Stage stage,
        String error,
        List<X509Certificate> chain,
        Optional<HttpAnswer> answer,
        Optional<Duration> limit,
        long millis,
        long opening) {
    Outcome {
        chain = List.copyOf(chain);
    }

    /// Whether nothing at all was heard, not even that it was refused.
    boolean silent() {
        return error.equals(ErrorWord.SILENCE);
    }

    Json json() {
        Json.Builder json = Json.object().put("stage", stage.word());
        if (!error.isEmpty()) {
            json.put("error", silent() ? ErrorWord.TIMED_OUT : error);
        }
        fingerprint().ifPresent(f -> json.put("certificate", f));
        answer.filter(a -> !a.date().isEmpty()).ifPresent(a -> json.put("date", a.date()));
        answer.ifPresent(a -> json.put("status", a.status()).put("body", a.body()));
        answer.filter(HttpAnswer::cut).ifPresent(a -> json.put("cut", true));
        return json.put("ms", millis).build();
    }

    /// SHA-256 of the server's certificate, in hexadecimal.
    Optional<String> fingerprint() {
        return chain.stream().findFirst().map(c -> {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(c.getEncoded()));
            } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
                throw new IllegalStateException("a certificate that came by TLS has its bytes", e);
            }
        });
    }

    /// The chain, the server's certificate first.
    String pem() {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : chain) {
            try {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that came by TLS has its bytes", e);
            }
        }
        return pem.toString();
    }
}

package dev.halab.node.ssh;

import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.SecurityUtils;

/// What is agreed on with SSH servers: what OpenSSH of the last ten years offers, and what Java brings itself.
final class ModernConfig extends DefaultConfig {
    static {
        // Bouncy Castle lies in a signed archive, whose classes no start-up cache takes in: some 600 of them would be
        // read and verified at every start.
        SecurityUtils.setRegisterBouncyCastle(false);
    }

    ModernConfig() {
        setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    }

    /// Without the 20 old ones, each of which sshj would try out at every start.
    @Override
    protected void initCipherFactories() {
        setCipherFactories(List.of(
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                ChachaPolyCiphers.CHACHA_POLY_OPENSSH(),
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES192CTR(),
                BlockCiphers.AES256CTR()));
    }
}

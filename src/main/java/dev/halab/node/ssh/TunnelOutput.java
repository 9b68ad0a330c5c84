package dev.halab.node.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/// What is written to a tunnel. Goes out at once, like with a plain socket; closing it closes the socket.
final class TunnelOutput extends OutputStream {
    private final OutputStream channel;
    private final Socket socket;

    TunnelOutput(OutputStream channel, Socket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (socket.isClosed()) {
            throw new SocketException("Socket closed");
        }
        if (socket.isOutputShutdown()) {
            throw new SocketException("Socket output is shutdown");
        }
        channel.write(bytes, offset, length);
        channel.flush();
    }

    @Override
    public void flush() throws IOException {
        channel.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

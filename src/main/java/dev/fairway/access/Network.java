package dev.fairway.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * Where somebody tries to come in from, as far as it is one place: an IPv4 address, or the first 64 bits of an IPv6 one,
 * because whoever has one address there has all of them.
 */
record Network(String name) {

    static Network of(String address) {
        if (!address.matches("[0-9a-fA-F:.]{2,45}")) {
            return new Network("unknown");
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4
                    ? new Network(address)
                    : new Network(HexFormat.of().formatHex(bytes, 0, 8) + "/64");
        } catch (UnknownHostException notAnAddress) {
            return new Network("unknown");
        }
    }
}
